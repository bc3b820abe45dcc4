"""What is measured can be followed: figures as they come in, windows, and what triggers start."""

from datetime import date

import pytest

from gateway.schema.ids import uuid_of
from shared.events.measurement import MeasurementStarted
from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import said
from tests.acceptance.api.line import line
from tests.acceptance.api.log import last_cursor
from tests.acceptance.api.running import Running
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
TRIGGERS = """subscription($after: String, $engagement: ID) {
  triggerChanged(after: $after, engagementId: $engagement) { event { type } trigger { id firing fired crossedIn } }
}"""


DASHBOARD = """query Q($id: ID!) { engagement(id: $id) { goLiveDashboard {
  day openInterventions { playbook owner { id } }
  series { name latest trend owner { id } windows { number actual plan shortfall observations } parts { actual } }
} } }"""


@pytest.mark.req("RL8")
async def test_the_dashboard_takes_as_many_statements_however_much_was_measured(running: Running, desk: Desk) -> None:
    if running.fairway.app is None:
        pytest.skip("what another process sends to its database is not heard here")
    ids = await fired_engagement(desk)
    of = {"engagementId": ids["engagement"], "seriesId": ids["series"], "day": in_days(0), "source": "Sign-ins"}
    counted: list[int] = []
    for several in (1, 400):
        rows = [{"key": f"team {several} {number}", "value": "3", "of": "10"} for number in range(several)]
        await desk.do("recordObservations", **of, observations=rows)
        await desk.ask(DASHBOARD, id=ids["engagement"])
        before = len(running.statements)
        (series,) = (await desk.ask(DASHBOARD, id=ids["engagement"]))["engagement"]["goLiveDashboard"]["series"]
        counted.append(len(running.statements) - before)
    assert series["windows"][0] == {
        "number": 1,
        "actual": "0.3",
        "plan": "0.5",
        "shortfall": "0.4",
        "observations": 401,
    }
    assert counted == [10, 10]


@pytest.mark.req("X8", "RL6")
async def test_figures_windows_triggers_and_interventions_are_told_as_they_come_and_after_a_break(
    desk: Desk, port: int
) -> None:
    begin = await last_cursor(desk)
    ids = await live_for_an_hour(desk)
    followed = {"after": begin, "engagement": ids["engagement"]}
    async with line(port, desk.token(Role.AUDITOR)) as auditor:
        series = await auditor.take(await auditor.begin(SERIES, **followed), 3)
        (began,) = await auditor.take(await auditor.begin(WINDOWS, **followed), 1)
        triggers = await auditor.take(await auditor.begin(TRIGGERS, **followed), 2)
        done = await auditor.take(await auditor.begin(INTERVENTIONS, **followed), 2)
        again = {**followed, "after": done[0]["interventionChanged"]["cursor"]}
        (rest,) = await auditor.take(await auditor.begin(INTERVENTIONS, **again), 1)
    changed = [each["seriesChanged"] for each in series]
    assert types(changed) == ["SeriesDefined", "PlanCurveSet", "AdoptionIndicatorRecorded"]
    assert changed[-1]["series"] == {"id": ids["series"], "version": 2, "days": [{"observations": 1}]}
    assert began["measurementChanged"]["measurement"] == {"startedOn": in_days(0)}
    crossed = [each["triggerChanged"] for each in triggers]
    assert types(crossed) == ["TriggerDefined", "InterventionTriggered"]
    assert crossed[-1]["trigger"] == {"id": ids["trigger"], "firing": True, "fired": 1, "crossedIn": 2}
    assert types([each["interventionChanged"] for each in done]) == [
        "InterventionTriggered",
        "InterventionAcknowledged",
    ]
    assert rest == done[1]
    whose = {"id": desk.person(Role.CHANGE_LEAD)}
    taken_up = {"id": intervention(ids["trigger"]), "open": True, "acknowledgedBy": whose}
    assert rest["interventionChanged"]["intervention"] == taken_up


async def live_for_an_hour(desk: Desk) -> dict[str, str]:
    """Measuring has begun, a figure came in, and somebody takes up what a trigger started."""
    ids = await fired_engagement(desk)
    of = {"engagementId": ids["engagement"], "seriesId": ids["series"], "day": in_days(0)}
    row = {"key": "share", "value": "3", "of": "10"}
    day = date.fromisoformat(in_days(0))
    began_on = MeasurementStarted(engagement_id=uuid_of("Engagement", ids["engagement"]), went_live_on=day, policy=1)
    await said(desk, began_on)
    await desk.do("recordObservations", **of, source="Sign-ins", observations=[row])
    own = {"triggerId": ids["trigger"], "interventionId": intervention(ids["trigger"])}
    await desk.do("acknowledgeIntervention", by=Role.CHANGE_LEAD, **own)
    return ids


def types(changed: list[Answer]) -> list[str]:
    return [each["event"]["type"] for each in changed]
