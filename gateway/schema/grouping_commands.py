"""What can be done to sort gaps, and when a deferral is over."""

import strawberry

from gateway.context import Info
from gateway.schema.answers import Given, commanded, rejectable
from gateway.schema.gap_commands import GapInput, GapPayload
from gateway.schema.ids import named
from services.engagement.contract import numbers
from shared.events.stages import Stage


@strawberry.input
class WorkstreamInput(GapInput):
    workstream: str = strawberry.field(description="Its name.")


@strawberry.input
class LinkGapToStageInput(GapInput):
    stage: Stage


@strawberry.type
class GroupingMutations:
    @rejectable("Say that a gap belongs to a work stream; it may belong to several.")
    async def tag_workstream(self, info: Info, given: Given[WorkstreamInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = numbers.TagWorkstream(gap_id=gap_id, workstream=given.workstream)
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("It belongs to the work stream no more.")
    async def untag_workstream(self, info: Info, given: Given[WorkstreamInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = numbers.UntagWorkstream(gap_id=gap_id, workstream=given.workstream)
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("Say which stage closes the gap.")
    async def link_gap_to_stage(self, info: Info, given: Given[LinkGapToStageInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = numbers.LinkGapToStage(gap_id=gap_id, stage=given.stage)
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)

    @rejectable("Put on record that a deferral is over: the gap is open again.")
    async def expire_gap_deferral(self, info: Info, given: Given[GapInput]) -> GapPayload:
        gap_id = named("Gap", "gapId", given.gap_id)
        command = numbers.ExpireGapDeferral(gap_id=gap_id)
        return await GapPayload.after(info, await commanded(info, given), command, gap_id)
