"""What can be done about who answers for a system once it runs."""

from datetime import date
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
from gateway.schema.ids import named
from gateway.schema.ownership import Ownership, ownership_of
from services.engagement.contracts.ownership import (
    AcceptObligations,
    AssignResponsibility,
    DefineEscalationPath,
    HoldReview,
    RecordMissedReview,
    ScheduleReview,
)
from shared.events.ownership import CycleUnit, EscalationLevel, Party, ReviewCycle
from shared.events.people import Role
from shared.projecting.as_of import LIVE


@strawberry.type(description="The ownership as it now reads, or why nothing was recorded.")
class OwnershipPayload:
    ownership: Ownership | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, commanded: Command, command: object, engagement_id: UUID) -> Self:
        consistency = await record_it(info, commanded, command)
        return cls(ownership=await ownership_of(info, LIVE, engagement_id), consistency=consistency)


@strawberry.input
class OwnershipInput(CommandInput):
    engagement_id: strawberry.ID


@strawberry.input
class ReviewCycleInput:
    every: int
    unit: CycleUnit


@strawberry.input
class AcceptObligationsInput(OwnershipInput):
    obligations: list[str]
    review_cycle: ReviewCycleInput


@strawberry.input
class EscalationLevelInput:
    person: strawberry.ID
    hours: int = strawberry.field(description="How long this person has to answer.")


@strawberry.input
class DefineEscalationPathInput(OwnershipInput):
    levels: list[EscalationLevelInput] = strawberry.field(description="The whole path, first level first.")


@strawberry.input(description="Either for an activity or for a gap.")
class AssignResponsibilityInput(OwnershipInput):
    activity: str | None = strawberry.field(default=None, description="The name of an activity or output.")
    gap_id: strawberry.ID | None = None
    party: Party
    role: Role = strawberry.field(description="The role in which somebody of that party is accountable.")


@strawberry.input
class ReviewInput(OwnershipInput):
    review_id: strawberry.ID


@strawberry.input
class HoldReviewInput(ReviewInput):
    held_on: date
    summary: str


@strawberry.type
class OwnershipMutations:
    @rejectable("The system's owner accepts what they answer for, and how often the system is reviewed.")
    async def accept_obligations(self, info: Info, given: Given[AcceptObligationsInput]) -> OwnershipPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        cycle = ReviewCycle(every=given.review_cycle.every, unit=given.review_cycle.unit)
        command = AcceptObligations(engagement_id=engagement_id, obligations=tuple(given.obligations), cycle=cycle)
        return await OwnershipPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Say who is asked, and how long they have, before the next one is.")
    async def define_escalation_path(self, info: Info, given: Given[DefineEscalationPathInput]) -> OwnershipPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        levels = tuple(
            EscalationLevel(person=named("Person", "levels", level.person), hours=level.hours) for level in given.levels
        )
        command = DefineEscalationPath(engagement_id=engagement_id, levels=levels)
        return await OwnershipPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Name the one party that is accountable for an activity, an output or a gap.")
    async def assign_responsibility(self, info: Info, given: Given[AssignResponsibilityInput]) -> OwnershipPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = AssignResponsibility(
            engagement_id=engagement_id,
            activity=given.activity,
            gap_id=named("Gap", "gapId", given.gap_id) if given.gap_id is not None else None,
            party=given.party,
            role=given.role,
        )
        return await OwnershipPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Schedule the next review: the accepted cycle says when it is due.")
    async def schedule_review(self, info: Info, given: Given[OwnershipInput]) -> OwnershipPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        asked = await commanded(info, given)
        command = ScheduleReview(engagement_id=engagement_id, review_id=asked.new("review"))
        return await OwnershipPayload.after(info, asked, command, engagement_id)

    @rejectable("The review was held; late, if it was missed before.")
    async def hold_review(self, info: Info, given: Given[HoldReviewInput]) -> OwnershipPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = HoldReview(
            engagement_id=engagement_id,
            review_id=named("Review", "reviewId", given.review_id),
            held_on=given.held_on,
            summary=given.summary,
        )
        return await OwnershipPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Put on record that a review was missed: it goes up the escalation path.")
    async def record_missed_review(self, info: Info, given: Given[ReviewInput]) -> OwnershipPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        review_id = named("Review", "reviewId", given.review_id)
        command = RecordMissedReview(engagement_id=engagement_id, review_id=review_id)
        return await OwnershipPayload.after(info, await commanded(info, given), command, engagement_id)
