"""What can be done with engagements, their dimensions and their reports."""

from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import (
    Command,
    CommandInput,
    Consistency,
    Given,
    Rejection,
    commanded,
    record_it,
    rejectable,
)
from gateway.schema.engagements import Engagement, engagement_of, report_ask
from gateway.schema.ids import named
from gateway.schema.moments import source_at_end
from gateway.schema.reports import close_out_of
from services.engagement.contract import (
    AssignSystemOwner,
    BaselineGapRegister,
    DismissProposal,
    PublishCloseOutReport,
    RecordPilotState,
    RecordProductionState,
    StartEngagement,
    VacateSystemOwner,
)
from shared.events.dimensions import Aspect, Dimension
from shared.projecting.as_of import LIVE


@strawberry.type(description="The engagement as it now reads, or why nothing was recorded.")
class EngagementPayload:
    engagement: Engagement | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(
        cls, info: Info, commanded: Command, command: object, engagement_id: UUID, asked: tuple[str, ...] | None = None
    ) -> Self:
        consistency = await record_it(info, commanded, command, asked)
        return cls(engagement=await engagement_of(info, LIVE, engagement_id), consistency=consistency)


@strawberry.input
class StartEngagementInput(CommandInput):
    pilot_id: strawberry.ID
    name: str


@strawberry.input
class EngagementInput(CommandInput):
    engagement_id: strawberry.ID


@strawberry.input
class AspectInput:
    name: str
    level: str = strawberry.field(description="The name of a level, or a count in digits.")


@strawberry.input(description="The whole state of the dimension: what is not named is not recorded.")
class DimensionStateInput(EngagementInput):
    dimension: Dimension
    aspects: list[AspectInput]
    note: str = ""


@strawberry.input
class DismissProposalInput(EngagementInput):
    dimension: Dimension
    aspect: str
    reason: str


@strawberry.input
class AssignSystemOwnerInput(EngagementInput):
    owner: strawberry.ID


@strawberry.input
class VacateSystemOwnerInput(EngagementInput):
    reason: str


@strawberry.type
class EngagementMutations:
    @rejectable("Take a closed pilot on its way to production.")
    async def start_engagement(self, info: Info, given: Given[StartEngagementInput]) -> EngagementPayload:
        engagement_id = named("Pilot", "pilotId", given.pilot_id)
        command = StartEngagement(engagement_id=engagement_id, name=given.name)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Record how the pilot ran in one of the seven dimensions.")
    async def record_pilot_state(self, info: Info, given: Given[DimensionStateInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = RecordPilotState(
            engagement_id=engagement_id, dimension=given.dimension, aspects=aspects(given), note=given.note
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Record what production requires in one of the seven dimensions.")
    async def record_production_state(self, info: Info, given: Given[DimensionStateInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = RecordProductionState(
            engagement_id=engagement_id, dimension=given.dimension, aspects=aspects(given), note=given.note
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Say why a difference between pilot and production needs no gap.")
    async def dismiss_proposal(self, info: Info, given: Given[DismissProposalInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = DismissProposal(
            engagement_id=engagement_id, dimension=given.dimension, aspect=given.aspect, reason=given.reason
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Name who answers for the system once it runs.")
    async def assign_system_owner(self, info: Info, given: Given[AssignSystemOwnerInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = AssignSystemOwner(engagement_id=engagement_id, owner=named("Person", "owner", given.owner))
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("The system has no owner any more.")
    async def vacate_system_owner(self, info: Info, given: Given[VacateSystemOwnerInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = VacateSystemOwner(engagement_id=engagement_id, reason=given.reason)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Fix the gap register as what was found at close: later gaps count as found after it.")
    async def baseline_gap_register(self, info: Info, given: Given[EngagementInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = BaselineGapRegister(engagement_id=engagement_id)
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Publish the close-out report as it reads now; its digest goes on record.")
    async def publish_close_out_report(self, info: Info, given: Given[EngagementInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = await publishing(info, engagement_id)
        asked = ("publishCloseOutReport", str(engagement_id))
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id, asked)


def aspects(given: DimensionStateInput) -> tuple[Aspect, ...]:
    return tuple(Aspect(name=aspect.name, level=aspect.level) for aspect in given.aspects)


async def publishing(info: Info, engagement_id: UUID) -> PublishCloseOutReport:
    """The report at the end of the log, by its digest; without an engagement there is none, and the command says so."""
    source = await source_at_end(info)
    found = await close_out_of(info, await report_ask(info, engagement_id, source.seq), None)
    digest = found.digest if found else "0" * 64
    return PublishCloseOutReport(engagement_id=engagement_id, position=source.seq, digest=digest)
