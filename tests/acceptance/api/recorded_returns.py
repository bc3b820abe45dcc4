"""The part of a recorded run in which it is said what a system is to bring, and told what it brought."""

from datetime import timedelta
from typing import Any

from gateway.schema.ids import uuid_of
from shared.events.measurement import MeasurementStarted, MeasurementWindowClosed
from shared.events.people import Role
from shared.events.series import Cadence
from tests.acceptance.api.going_live import said
from tests.acceptance.api.recording import Run


async def case_is_made(run: Run) -> None:
    """What a figure of the business is worth, and once more before the system is live."""
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    owned = {"source": "Claims system", "owner": run.desk.person(Role.BUSINESS_OWNER)}
    kpi = str((await run.do("defineSeries", **of, template="cycle_time", **owned))["id"])
    run.ids["kpi"] = kpi
    months = {"measuredFrom": (run.day - timedelta(days=60)).isoformat(), "measuredUntil": run.day.isoformat()}
    await run.do("setBaseline", seriesId=kpi, value="40", **months, note="Two months")
    line = {"seriesId": kpi, "valuePerUnit": {"minor": 85, "currency": "USD"}, "target": "9.5"}
    terms: dict[str, Any] = {"owner": run.desk.person(Role.BUSINESS_OWNER), "assumptions": ["As many claims come in"]}
    terms["runCostPerMonth"] = {"minor": 1_800_000, "currency": "USD"}
    await run.do("registerBusinessCase", **of, **terms, lines=[{**line, "volumePerMonth": "4200"}])
    fewer = [{**line, "volumePerMonth": "3900.5"}]
    await run.do("reviseBusinessCase", by=Role.SPONSOR, **of, **terms, lines=fewer, reason="A mild winter")


async def return_is_told(run: Run) -> None:
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    amount = {"minor": 90_050, "currency": "USD"}
    spent: dict[str, Any] = {"kind": "EXTERNAL_SERVICES", "amount": amount, "spentOn": run.day.isoformat()}
    cost = str((await run.do("recordRunCost", **of, **spent))["id"])
    rows = [{"key": "claim 1", "value": "31.25"}]
    day = {"seriesId": run.ids["kpi"], "day": run.day.isoformat()}
    await run.do("recordObservations", by=Role.INTEGRATOR, **of, **day, source="Claims", observations=rows)
    await months_are_over(run)
    await run.do("computeRoi", **of)
    await run.do("publishRoi", by=Role.BUSINESS_OWNER, **of)
    less = {**spent, "amount": {"minor": 80_050, "currency": "USD"}}
    await run.do("correctRunCost", **of, **less, runCostId=cost, reason="A credit note")
    await run.do("withdrawRunCost", by=Role.SPONSOR, **of, runCostId=cost, reason="Of another system")


async def months_are_over(run: Run) -> None:
    """As Fairway itself would say so, after 90 days."""
    of, month = uuid_of("Engagement", run.ids["engagement"]), timedelta(days=30)
    closed = (
        MeasurementWindowClosed(
            engagement_id=of,
            cadence=Cadence.MONTHLY,
            number=number + 1,
            starts_on=run.day + month * number,
            ends_on=run.day + month * (number + 1) - timedelta(days=1),
        )
        for number in range(3)
    )
    await said(run.desk, MeasurementStarted(engagement_id=of, went_live_on=run.day, policy=1), *closed)
