"""What can be done about the obligations of an engagement."""

import strawberry

from gateway.context import Info
from gateway.schema.answers import Given, commanded, rejectable
from gateway.schema.engagement_commands import EngagementInput, EngagementPayload
from gateway.schema.gap_commands import EvidenceInput, evidence
from gateway.schema.ids import named
from services.engagement.contract import governance


@strawberry.input
class AdoptObligationSetInput(EngagementInput):
    jurisdictions: list[governance.Jurisdiction]
    edition: int | None = strawberry.field(default=None, description="Of the crosswalk; without it the latest.")


@strawberry.input(description="`instrument` and `at` name the duty, as `AdoptedDuty` shows them.")
class DutyInput(EngagementInput):
    instrument: str
    at: str


@strawberry.input
class DutyReasonInput(DutyInput):
    reason: str


@strawberry.input
class MapObligationInput(DutyInput):
    criteria: list[int] = strawberry.field(description="The readiness criteria under which it is looked at here.")
    how: str
    evidence: EvidenceInput


@strawberry.input
class ConfirmComplianceInput(DutyInput):
    evidence: EvidenceInput


@strawberry.type
class ComplianceMutations:
    @rejectable("Say which jurisdictions' duties apply, by an edition of the crosswalk.")
    async def adopt_obligation_set(self, info: Info, given: Given[AdoptObligationSetInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = governance.AdoptObligationSet(
            engagement_id=engagement_id,
            edition=governance.LATEST_CROSSWALK.version if given.edition is None else given.edition,
            jurisdictions=tuple(given.jurisdictions),
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Approve that a duty does not apply here; whoever adopted the set does not.")
    async def exclude_obligation(self, info: Info, given: Given[DutyReasonInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = governance.ExcludeObligation(
            engagement_id=engagement_id, instrument=given.instrument, at=given.at, reason=given.reason
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Say that a duty applies here after all.")
    async def reinstate_obligation(self, info: Info, given: Given[DutyReasonInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = governance.ReinstateObligation(
            engagement_id=engagement_id, instrument=given.instrument, at=given.at, reason=given.reason
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Say how a duty is met here; what was confirmed of another answer is confirmed no longer.")
    async def map_obligation(self, info: Info, given: Given[MapObligationInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = governance.MapObligation(
            engagement_id=engagement_id,
            instrument=given.instrument,
            at=given.at,
            criteria=tuple(given.criteria),
            how=given.how,
            evidence=evidence(given.evidence),
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Confirm that a duty is met as it was mapped; whoever mapped it does not.")
    async def confirm_compliance(self, info: Info, given: Given[ConfirmComplianceInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = governance.ConfirmCompliance(
            engagement_id=engagement_id,
            instrument=given.instrument,
            at=given.at,
            evidence=evidence(given.evidence),
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Say that a duty is not met after all.")
    async def withdraw_compliance(self, info: Info, given: Given[DutyReasonInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = governance.WithdrawCompliance(
            engagement_id=engagement_id, instrument=given.instrument, at=given.at, reason=given.reason
        )
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id)
