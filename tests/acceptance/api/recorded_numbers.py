"""The part of a recorded run in which costs are kept, gaps are grouped, and a deferral ends."""

from datetime import timedelta
from typing import Any

from shared.events.people import Role
from tests.acceptance.api.numbers import CLUSTER
from tests.acceptance.api.recording import Run


async def numbers_are_kept(run: Run) -> None:
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    dollars: dict[str, Any] = {**CLUSTER, "amount": {"minor": 9_000_000, "currency": "USD"}, "spentOn": "2026-03-03"}
    run.ids["scalecost"] = str((await run.do("recordScaleCost", **of, **dollars))["id"])
    cost = {**of, "costId": run.ids["scalecost"]}
    await run.do("correctScaleCost", **cost, **{**dollars, "kind": "SOFTWARE"}, reason="Licences came with it")
    made = str((await run.do("openGap", **of, template="data_quality_on_contact"))["id"])
    in_two_days = (run.now + timedelta(days=2)).date().isoformat()
    await run.do("deferGap", by=Role.SPONSOR, gapId=made, until=in_two_days, reason="The new feed comes first")
    await run.do("tagWorkstream", gapId=made, workstream="outcome")
    await run.do("untagWorkstream", gapId=made, workstream="readiness")
    await run.do("linkGapToStage", gapId=made, stage="CLOSURE")
    await run.do("withdrawScaleCost", **cost, reason="Another project pays for it")
    for kind in ("PEOPLE", "DATA", "CHANGE_AND_TRAINING"):
        await run.do("recordScaleCost", **of, **{**dollars, "kind": kind})
    await run.do("expireGapDeferral", gapId=made)
