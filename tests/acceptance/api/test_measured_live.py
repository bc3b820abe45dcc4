"""What is measured can be followed: figures as they come in, windows, and what triggers start."""

from datetime import date

import pytest

from gateway.schema.ids import uuid_of
from shared.events.measurement import MeasurementStarted
from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.going_live import said
from tests.acceptance.api.line import line
from tests.acceptance.api.log import last_cursor
from tests.acceptance.api.story import in_days
from tests.acceptance.api.watching import fired_engagement, intervention

SERIES = """subscription($after: String, $engagement: ID) { seriesChanged(after: $after, engagementId: $engagement) {
  cursor event { type } series { id version days { observations } }
} }"""
WINDOWS = """subscription($after: String, $engagement: ID) {
  measurementChanged(after: $after, engagementId: $engagement) { event { type } measurement { startedOn } }
}"""
INTERVENTIONS = """subscription($after: String, $engagement: ID) {
  interventionChanged(after: $after, engagementId: $engagement) {
    cursor event { type } intervention { id open acknowledgedBy { id } }
  }
}"""


@pytest.mark.req("X8", "RL6")
async def test_figures_windows_and_interventions_are_told_as_they_come_and_after_a_break(desk: Desk, port: int) -> None:
    begin = await last_cursor(desk)
    ids = await fired_engagement(desk)
    of = {"engagementId": ids["engagement"], "seriesId": ids["series"], "day": in_days(0)}
    row = {"key": "share", "value": "3", "of": "10"}
    day = date.fromisoformat(in_days(0))
    began_on = MeasurementStarted(engagement_id=uuid_of("Engagement", ids["engagement"]), went_live_on=day, policy=1)
    await said(desk, began_on)
    await desk.do("recordObservations", **of, source="Sign-ins", observations=[row])
    own = {"triggerId": ids["trigger"], "interventionId": intervention(ids["trigger"])}
    await desk.do("acknowledgeIntervention", by=Role.CHANGE_LEAD, **own)
    followed = {"after": begin, "engagement": ids["engagement"]}
    async with line(port, desk.token(Role.AUDITOR)) as auditor:
        series = await auditor.take(await auditor.begin(SERIES, **followed), 3)
        (began,) = await auditor.take(await auditor.begin(WINDOWS, **followed), 1)
        done = await auditor.take(await auditor.begin(INTERVENTIONS, **followed), 2)
        again = {**followed, "after": done[0]["interventionChanged"]["cursor"]}
        (rest,) = await auditor.take(await auditor.begin(INTERVENTIONS, **again), 1)
    changed = [each["seriesChanged"] for each in series]
    assert [each["event"]["type"] for each in changed] == ["SeriesDefined", "PlanCurveSet", "AdoptionIndicatorRecorded"]
    assert changed[-1]["series"] == {"id": ids["series"], "version": 2, "days": [{"observations": 1}]}
    assert began["measurementChanged"]["measurement"] == {"startedOn": in_days(0)}
    assert [each["interventionChanged"]["event"]["type"] for each in done] == [
        "InterventionTriggered",
        "InterventionAcknowledged",
    ]
    assert rest == done[1]
    taken_up = {"id": own["interventionId"], "open": True, "acknowledgedBy": {"id": desk.person(Role.CHANGE_LEAD)}}
    assert rest["interventionChanged"]["intervention"] == taken_up
