"""The return as it was reported and as it is known: a late correction changes only the second, and says so."""

from datetime import date, timedelta

import pytest

from gateway.schema.ids import uuid_of
from shared.events.measurement import MeasurementStarted, MeasurementWindowClosed
from shared.events.people import Role
from shared.events.series import Cadence
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import said
from tests.acceptance.api.measured import cased_engagement
from tests.acceptance.api.on_returns import ON_RETURNS
from tests.acceptance.api.story import in_days

ASKED = ON_RETURNS + "query Now($kpi: ID!) { ...Brought }"


async def shown(desk: Desk, series: str) -> Answer:
    found: Answer = (await desk.ask(ASKED, kpi=series))["series"]["engagement"]["roi"]
    return found


def months_over(engagement: str) -> list[object]:
    of, first = uuid_of("Engagement", engagement), date.fromisoformat(in_days(0))
    starts = [first + timedelta(days=30 * number) for number in range(3)]
    closed = [
        MeasurementWindowClosed(
            engagement_id=of,
            cadence=Cadence.MONTHLY,
            number=number,
            starts_on=start,
            ends_on=start + timedelta(days=29),
        )
        for number, start in enumerate(starts, start=1)
    ]
    return [MeasurementStarted(engagement_id=of, went_live_on=first, policy=1), *closed]


@pytest.mark.req("X11", "RL10")
async def test_a_late_correction_changes_what_is_known_and_not_what_was_reported(desk: Desk) -> None:
    engagement, series = await cased_engagement(desk, live=True)
    of = {"engagementId": engagement, "seriesId": series, "day": in_days(0)}
    rows = [{"key": "case 1", "value": "30"}]
    await desk.do("recordObservations", by=Role.INTEGRATOR, **of, source="Claims system", observations=rows)
    await said(desk, *months_over(engagement))
    await desk.do("publishRoi", by=Role.BUSINESS_OWNER, engagementId=engagement)
    before = await shown(desk, series)
    assert before["asReported"]["intact"]
    assert before["asReported"]["reckoned"] == before["asKnown"]
    assert (before["asKnown"]["case"]["benefit"]["minor"], before["difference"]) == (3_570_000, [])
    mended = {"key": "case 1", "value": "36"}
    await desk.do("correctObservation", **of, key="case 1", observation=mended, reason="Lunch was counted")
    after = await shown(desk, series)
    assert after["asReported"] == before["asReported"]
    assert after["asKnown"]["case"]["benefit"]["minor"] == 1_428_000
    (moved,) = after["difference"]
    assert (moved["figure"], moved["before"], moved["after"]) == ("BENEFIT", "3570000", "1428000")
    assert [(each["type"], each["reason"]) for each in moved["because"]] == [("KpiCorrected", "Lunch was counted")]
