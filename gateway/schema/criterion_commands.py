"""What people can say of a criterion."""

from datetime import date
from typing import Any, Self

import strawberry

from gateway.context import Info
from gateway.schema.answers import Consistency, Given, Rejection, commanded, record_it, rejectable
from gateway.schema.criteria import EngagementCriterion, criterion_of
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.evidence import NOUN
from gateway.schema.ids import named
from services.gates.contracts import criteria
from shared.projecting.as_of import LIVE


@strawberry.input(
    description="`criterion` is told as `framework/code`; `expectedVersion` is that of its statements, 0 before any."
)
class CriterionInput(EngagementInput):
    criterion: str


@strawberry.type(description="The criterion as it now reads, or why nothing was recorded.")
class CriterionPayload:
    criterion: EngagementCriterion | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, given: CriterionInput, command: type[Any], **fields: object) -> Self:
        """What came of a command of this type about the criterion that is given."""
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        about = command(engagement_id=engagement_id, criterion=given.criterion, **fields)
        consistency = await record_it(info, await commanded(info, given), about)
        return cls(criterion=await criterion_of(info, LIVE, engagement_id, given.criterion), consistency=consistency)


@strawberry.input
class CriterionReasonInput(CriterionInput):
    reason: str


@strawberry.input
class AttestCriterionInput(CriterionInput):
    statement: str
    valid_until: date = strawberry.field(description="The last day on which it counts.")
    evidence: list[strawberry.ID] = strawberry.field(default_factory=list, description="What you looked at.")


@strawberry.input
class RevokeAttestationInput(CriterionReasonInput):
    attester: strawberry.ID = strawberry.field(description="Whose word counts no more.")


@strawberry.input
class BlockCriterionInput(CriterionReasonInput):
    party: str = strawberry.field(description="Who holds it up.")
    until: date | None = strawberry.field(default=None, description="Left out where nobody knows how long.")


@strawberry.input
class RequestNotApplicableInput(CriterionInput):
    justification: str


@strawberry.input
class RequestWaiverInput(CriterionReasonInput):
    until: date = strawberry.field(description="The last day on which the waiver lives.")


@strawberry.input
class GrantWaiverInput(CriterionInput):
    until: date = strawberry.field(description="The day that was asked for, or an earlier one.")


@strawberry.input
class ExtendWaiverInput(CriterionReasonInput):
    until: date


@strawberry.type
class CriterionMutations:
    @rejectable("Give your word that a criterion is met, in a role that its framework asks for.")
    async def attest_criterion(self, info: Info, given: Given[AttestCriterionInput]) -> CriterionPayload:
        fields = {
            "statement": given.statement,
            "valid_until": given.valid_until,
            "evidence": tuple(named(NOUN, "evidence", each) for each in given.evidence),
        }
        return await CriterionPayload.after(info, given, criteria.AttestCriterion, **fields)

    @rejectable("Take back your word on a criterion.")
    async def withdraw_attestation(self, info: Info, given: Given[CriterionReasonInput]) -> CriterionPayload:
        return await CriterionPayload.after(info, given, criteria.WithdrawAttestation, reason=given.reason)

    @rejectable("Say that somebody outside holds a criterion up.")
    async def block_criterion(self, info: Info, given: Given[BlockCriterionInput]) -> CriterionPayload:
        fields = {"party": given.party, "reason": given.reason, "until": given.until}
        return await CriterionPayload.after(info, given, criteria.BlockCriterion, **fields)

    @rejectable("Say that nobody outside holds a criterion up any more.")
    async def unblock_criterion(self, info: Info, given: Given[CriterionReasonInput]) -> CriterionPayload:
        return await CriterionPayload.after(info, given, criteria.UnblockCriterion, reason=given.reason)

    @rejectable("Ask that a criterion be taken as one that does not apply here.")
    async def request_not_applicable(self, info: Info, given: Given[RequestNotApplicableInput]) -> CriterionPayload:
        return await CriterionPayload.after(
            info, given, criteria.RequestNotApplicable, justification=given.justification
        )

    @rejectable("Approve that a criterion does not apply here; whoever asked for it does not.")
    async def approve_not_applicable(self, info: Info, given: Given[CriterionInput]) -> CriterionPayload:
        return await CriterionPayload.after(info, given, criteria.ApproveNotApplicable)

    @rejectable("Say that a criterion does apply here, though somebody asked that it should not.")
    async def reject_not_applicable(self, info: Info, given: Given[CriterionReasonInput]) -> CriterionPayload:
        return await CriterionPayload.after(info, given, criteria.RejectNotApplicable, reason=given.reason)

    @rejectable("Ask for a criterion again that did not apply here.")
    async def end_not_applicable(self, info: Info, given: Given[CriterionReasonInput]) -> CriterionPayload:
        return await CriterionPayload.after(info, given, criteria.EndNotApplicable, reason=given.reason)

    @rejectable("Ask that a gate be passed without a criterion, up to a day.")
    async def request_waiver(self, info: Info, given: Given[RequestWaiverInput]) -> CriterionPayload:
        return await CriterionPayload.after(info, given, criteria.RequestWaiver, reason=given.reason, until=given.until)

    @rejectable("Grant a waiver that somebody else asked for.")
    async def grant_waiver(self, info: Info, given: Given[GrantWaiverInput]) -> CriterionPayload:
        return await CriterionPayload.after(info, given, criteria.GrantWaiver, until=given.until)

    @rejectable("Grant no waiver, though somebody asked for it.")
    async def reject_waiver(self, info: Info, given: Given[CriterionReasonInput]) -> CriterionPayload:
        return await CriterionPayload.after(info, given, criteria.RejectWaiver, reason=given.reason)

    @rejectable("Let a waiver live longer, as often as policy allows.")
    async def extend_waiver(self, info: Info, given: Given[ExtendWaiverInput]) -> CriterionPayload:
        return await CriterionPayload.after(info, given, criteria.ExtendWaiver, until=given.until, reason=given.reason)

    @rejectable("End a waiver before its last day.")
    async def revoke_waiver(self, info: Info, given: Given[CriterionReasonInput]) -> CriterionPayload:
        return await CriterionPayload.after(info, given, criteria.RevokeWaiver, reason=given.reason)

    @rejectable("Say that somebody's word on a criterion counts no more.")
    async def revoke_attestation(self, info: Info, given: Given[RevokeAttestationInput]) -> CriterionPayload:
        fields = {"attester": named("Person", "attester", given.attester), "reason": given.reason}
        return await CriterionPayload.after(info, given, criteria.RevokeAttestation, **fields)
