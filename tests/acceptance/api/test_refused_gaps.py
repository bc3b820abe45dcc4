"""Rules about gaps: each is broken once, told as data, and leaves the log as it was."""

from typing import Any
from uuid import uuid5

import pytest

from deploy.tenancy import request
from gateway.schema.ids import uuid_of
from services.engagement.contract import LinkGaps, OpenGap
from shared.events.gaps import Cause, GapKind, Severity
from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import (
    EVIDENCE,
    in_days,
    opened_gap,
    owned_gap,
    resolved_gap,
    started_engagement,
    unknown,
)


async def gap_not_found(desk: Desk) -> Answer:
    return await desk.refused("startGap", gapId=unknown("Gap"))


async def gap_has_no_owner(desk: Desk) -> Answer:
    return await desk.refused("startGap", gapId=await opened_gap(desk, await started_engagement(desk)))


async def gap_settled(desk: Desk) -> Answer:
    gap = await resolved_gap(desk, await started_engagement(desk))
    return await desk.refused("setGapDueDate", gapId=gap, due="2027-05-01")


async def gap_still_deferred(desk: Desk) -> Answer:
    gap = await owned_gap(desk, await started_engagement(desk))
    await desk.do("deferGap", by=Role.SPONSOR, gapId=gap, until=in_days(30), reason="Later")
    return await desk.refused("startGap", gapId=gap)


async def gap_not_resolved(desk: Desk) -> Answer:
    return await desk.refused("verifyGap", gapId=await owned_gap(desk, await started_engagement(desk)))


async def not_the_owner(desk: Desk) -> Answer:
    gap = await owned_gap(desk, await started_engagement(desk))
    return await desk.refused("resolveGap", by=Role.MODEL_LEAD, gapId=gap, evidence=EVIDENCE)


async def self_verification(desk: Desk) -> Answer:
    gap = await resolved_gap(desk, await started_engagement(desk))
    return await desk.refused("verifyGap", by=Role.DATA_OWNER, gapId=gap)


async def lowering_not_approved(desk: Desk) -> Answer:
    gap = await owned_gap(desk, await started_engagement(desk))
    return await desk.refused("changeGapSeverity", gapId=gap, severity="MINOR", reason="It is small")


async def cancellation_not_approved(desk: Desk) -> Answer:
    gap = await owned_gap(desk, await started_engagement(desk))
    return await desk.refused("cancelGap", gapId=gap, reason="It is small")


async def due_date_out_of_bounds(desk: Desk) -> Answer:
    gap = await owned_gap(desk, await started_engagement(desk))
    return await desk.refused("setGapDueDate", gapId=gap, due=in_days(3_651))


async def self_approval(desk: Desk) -> Answer:
    gap = await owned_gap(desk, await started_engagement(desk), owner=Role.SPONSOR)
    return await desk.refused("deferGap", by=Role.SPONSOR, gapId=gap, until=in_days(30), reason="Later")


async def deferral_out_of_bounds(desk: Desk) -> Answer:
    gap = await owned_gap(desk, await started_engagement(desk))
    return await desk.refused("deferGap", by=Role.SPONSOR, gapId=gap, until=in_days(500), reason="Later")


async def estimate_out_of_order(desk: Desk) -> Answer:
    gap = await owned_gap(desk, await started_engagement(desk))
    return await desk.refused("estimateGap", gapId=gap, low="3", likely="2", high="1")


async def self_link(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    gap = await opened_gap(desk, engagement)
    return await desk.refused("linkGaps", engagementId=engagement, gapId=gap, needs=gap)


async def dangling_link(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    gap, other = await opened_gap(desk, engagement), await opened_gap(desk, await started_engagement(desk))
    return await desk.refused("linkGaps", engagementId=engagement, gapId=gap, needs=other)


async def gap_cycle(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    one, two, three = [await opened_gap(desk, engagement, title) for title in ("one", "two", "three")]
    await desk.do("linkGaps", engagementId=engagement, gapId=one, needs=two)
    await desk.do("linkGaps", engagementId=engagement, gapId=two, needs=three)
    rejection = await desk.refused("linkGaps", engagementId=engagement, gapId=three, needs=one)
    assert "three → one → two → three" in rejection["message"]
    return rejection


async def too_many_needs(desk: Desk) -> Answer:
    """The fifty links that are allowed are made at the service's own door, where nobody waits for an answer."""
    engagement = await started_engagement(desk)
    gap, over = await opened_gap(desk, engagement, "gap"), await opened_gap(desk, engagement, "one too many")
    engagement_id = uuid_of("Engagement", engagement)
    for number in range(50):
        needed = uuid5(engagement_id, str(number))
        terms: dict[str, Any] = {"kind": GapKind.DATA, "cause": Cause.SUCCESS_UNDEFINED, "severity": Severity.MINOR}
        opening = OpenGap(gap_id=needed, engagement_id=engagement_id, title=f"gap {number}", detail="", **terms)
        linking = LinkGaps(gap_id=uuid_of("Gap", gap), needs=needed, engagement_id=engagement_id)
        for command in (opening, linking):
            await desk.fairway.service.send(request(desk.tenant, desk.tenancy.person(Role.ENGAGEMENT_LEAD), command))
    return await desk.refused("linkGaps", engagementId=engagement, gapId=gap, needs=over)


ATTEMPTS: dict[Attempt, list[str]] = {
    gap_not_found: [],
    gap_has_no_owner: [],
    gap_settled: [],
    gap_still_deferred: [],
    gap_not_resolved: [],
    not_the_owner: [],
    self_verification: [],
    lowering_not_approved: [],
    cancellation_not_approved: [],
    due_date_out_of_bounds: ["input", "due"],
    self_approval: [],
    deferral_out_of_bounds: ["input", "until"],
    estimate_out_of_order: ["input", "likely"],
    self_link: ["input", "needs"],
    dangling_link: ["input", "needs"],
    gap_cycle: ["input", "needs"],
    too_many_needs: ["input", "needs"],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)
