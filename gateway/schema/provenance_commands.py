"""What can be done about what a pilot was made of: its parts and assumptions, and all that the vendor hands over."""

from dataclasses import replace
from uuid import UUID, uuid5

import strawberry

from gateway.context import Info
from gateway.schema.answers import Command, CommandInput, Given, commanded, record_it, rejectable
from gateway.schema.ids import named
from gateway.schema.provenance_inputs import (
    AssumptionInput,
    BreakAssumptionInput,
    ComponentInput,
    ConfirmAssumptionInput,
    OverturnVendorDecisionInput,
    PlanKnowledgeTransferInput,
    ProvenancePayload,
    RatifyVendorDecisionInput,
    RecordAssumptionInput,
    RecordComponentInput,
    RecordKnowledgeTransferInput,
    RecordVendorDecisionInput,
    TransferInfrastructureInput,
    VerifyKnowledgeTransferInput,
)
from services.engagement.contract import OpenGap
from services.engagement.contracts.provenance import (
    AcceptInfrastructure,
    BreakAssumption,
    ConfirmAssumption,
    OverturnVendorDecision,
    PlanKnowledgeTransfer,
    RatifyVendorDecision,
    RecordAssumption,
    RecordComponent,
    RecordKnowledgeTransfer,
    RecordVendorDecision,
    TransferInfrastructure,
    VerifyKnowledgeTransfer,
)
from shared.events.gaps import Evidence

ENGAGEMENT = ("Engagement", "engagementId")


@strawberry.type
class ProvenanceMutations:
    @rejectable("Record a part of what was built, and who built it.")
    async def record_component(self, info: Info, given: Given[RecordComponentInput]) -> ProvenancePayload:
        engagement_id = named(*ENGAGEMENT, given.engagement_id)
        asked = await commanded(info, given)
        command = RecordComponent(
            engagement_id=engagement_id,
            component_id=asked.new("component"),
            name=given.name,
            kind=given.kind,
            builder=given.builder,
            held_by=given.held_by,
            detail=given.detail,
        )
        return await ProvenancePayload.after(info, asked, command, engagement_id)

    @rejectable("Record what had to be true for the pilot to work.")
    async def record_assumption(self, info: Info, given: Given[RecordAssumptionInput]) -> ProvenancePayload:
        engagement_id = named(*ENGAGEMENT, given.engagement_id)
        asked = await commanded(info, given)
        component = given.component_id
        command = RecordAssumption(
            engagement_id=engagement_id,
            assumption_id=asked.new("assumption"),
            component_id=named("Component", "componentId", component) if component is not None else None,
            statement=given.statement,
            detail=given.detail,
        )
        return await ProvenancePayload.after(info, asked, command, engagement_id)

    @rejectable("The assumption was tested, and holds in production.")
    async def confirm_assumption(self, info: Info, given: Given[ConfirmAssumptionInput]) -> ProvenancePayload:
        engagement_id = named(*ENGAGEMENT, given.engagement_id)
        command = ConfirmAssumption(engagement_id=engagement_id, assumption_id=assumption_of(given), note=given.note)
        return await ProvenancePayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("The assumption does not hold in production: that opens a gap.")
    async def break_assumption(self, info: Info, given: Given[BreakAssumptionInput]) -> ProvenancePayload:
        engagement_id = named(*ENGAGEMENT, given.engagement_id)
        assumption_id = assumption_of(given)
        gap_id = uuid5(assumption_id, "gap")
        asked = await commanded(info, given)
        command = BreakAssumption(
            engagement_id=engagement_id,
            assumption_id=assumption_id,
            reason=given.reason,
            gap_id=gap_id,
            title=given.title,
        )
        await record_it(info, asked, command)
        gap = opened(given, engagement_id, gap_id)
        return await ProvenancePayload.after(info, following(asked, "gap"), gap, engagement_id)

    @rejectable("Record a decision that the vendor took.")
    async def record_vendor_decision(self, info: Info, given: Given[RecordVendorDecisionInput]) -> ProvenancePayload:
        engagement_id = named(*ENGAGEMENT, given.engagement_id)
        asked = await commanded(info, given)
        command = RecordVendorDecision(
            engagement_id=engagement_id,
            decision_id=asked.new("decision"),
            decision=given.decision,
            detail=given.detail,
        )
        return await ProvenancePayload.after(info, asked, command, engagement_id)

    @rejectable("The client stands by what the vendor decided.")
    async def ratify_vendor_decision(self, info: Info, given: Given[RatifyVendorDecisionInput]) -> ProvenancePayload:
        engagement_id = named(*ENGAGEMENT, given.engagement_id)
        decision_id = named("VendorDecision", "decisionId", given.decision_id)
        command = RatifyVendorDecision(engagement_id=engagement_id, decision_id=decision_id, note=given.note)
        return await ProvenancePayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("The client does not stand by what the vendor decided.")
    async def overturn_vendor_decision(
        self, info: Info, given: Given[OverturnVendorDecisionInput]
    ) -> ProvenancePayload:
        engagement_id = named(*ENGAGEMENT, given.engagement_id)
        decision_id = named("VendorDecision", "decisionId", given.decision_id)
        command = OverturnVendorDecision(engagement_id=engagement_id, decision_id=decision_id, reason=given.reason)
        return await ProvenancePayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Hand what the vendor holds over to somebody, who will accept it.")
    async def transfer_infrastructure(self, info: Info, given: Given[TransferInfrastructureInput]) -> ProvenancePayload:
        engagement_id = named(*ENGAGEMENT, given.engagement_id)
        command = TransferInfrastructure(
            engagement_id=engagement_id,
            component_id=named("Component", "componentId", given.component_id),
            receiver=named("Person", "receiver", given.receiver),
        )
        return await ProvenancePayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("The receiver has it now: the vendor holds it no more.")
    async def accept_infrastructure(self, info: Info, given: Given[ComponentInput]) -> ProvenancePayload:
        engagement_id = named(*ENGAGEMENT, given.engagement_id)
        component_id = named("Component", "componentId", given.component_id)
        command = AcceptInfrastructure(engagement_id=engagement_id, component_id=component_id)
        return await ProvenancePayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("Plan who learns what from whom.")
    async def plan_knowledge_transfer(self, info: Info, given: Given[PlanKnowledgeTransferInput]) -> ProvenancePayload:
        engagement_id = named(*ENGAGEMENT, given.engagement_id)
        asked = await commanded(info, given)
        command = PlanKnowledgeTransfer(
            engagement_id=engagement_id,
            transfer_id=asked.new("transfer"),
            task=given.task,
            giver=named("Person", "giver", given.giver),
            receiver=named("Person", "receiver", given.receiver),
            due=given.due,
        )
        return await ProvenancePayload.after(info, asked, command, engagement_id)

    @rejectable("The knowledge was passed on; that it arrived is verified by its receiver.")
    async def record_knowledge_transfer(
        self, info: Info, given: Given[RecordKnowledgeTransferInput]
    ) -> ProvenancePayload:
        engagement_id = named(*ENGAGEMENT, given.engagement_id)
        transfer_id = named("KnowledgeTransfer", "transferId", given.transfer_id)
        command = RecordKnowledgeTransfer(engagement_id=engagement_id, transfer_id=transfer_id, note=given.note)
        return await ProvenancePayload.after(info, await commanded(info, given), command, engagement_id)

    @rejectable("The receiver did the task alone, and shows it.")
    async def verify_knowledge_transfer(
        self, info: Info, given: Given[VerifyKnowledgeTransferInput]
    ) -> ProvenancePayload:
        engagement_id = named(*ENGAGEMENT, given.engagement_id)
        command = VerifyKnowledgeTransfer(
            engagement_id=engagement_id,
            transfer_id=named("KnowledgeTransfer", "transferId", given.transfer_id),
            evidence=Evidence(digest=given.evidence.digest, link=given.evidence.link, note=given.evidence.note),
        )
        return await ProvenancePayload.after(info, await commanded(info, given), command, engagement_id)


def assumption_of(given: AssumptionInput) -> UUID:
    return named("Assumption", "assumptionId", given.assumption_id)


def opened(given: BreakAssumptionInput, engagement_id: UUID, gap_id: UUID) -> OpenGap:
    return OpenGap(
        gap_id=gap_id,
        engagement_id=engagement_id,
        title=given.title,
        detail=given.reason,
        kind=given.kind,
        cause=given.cause,
        severity=given.severity,
    )


def following(first: Command, noun: str) -> Command:
    """What comes of a command, as a command of its own: it comes again whenever the first one does."""
    return replace(first, id=first.new(noun), given=CommandInput(occurred_at=first.given.occurred_at))
