"""How what the vendor holds and knows passes to the client, and who may say what about the making of a pilot."""

from datetime import timedelta
from typing import assert_never
from uuid import UUID

from services.engagement.domain.evidence import checked
from services.engagement.domain.on_record import once
from services.engagement.domain.provenance.commands import (
    AcceptInfrastructure,
    BreakAssumption,
    ComponentNotFound,
    ConfirmAssumption,
    GiverIsReceiver,
    HandOverCommand,
    InfrastructureAlreadyAccepted,
    InfrastructureNotTransferred,
    KnowledgeCommand,
    KnowledgeNotPassedOn,
    KnowledgeTransferNotFound,
    NotHeldByVendor,
    NotTheReceiver,
    OverturnVendorDecision,
    PlanKnowledgeTransfer,
    ProvenanceCommand,
    RatifyVendorDecision,
    RecordAssumption,
    RecordComponent,
    RecordKnowledgeTransfer,
    RecordVendorDecision,
    TransferInfrastructure,
    VerifyKnowledgeTransfer,
)
from services.engagement.domain.provenance.making import (
    assume,
    by_the_client,
    from_vendor,
    judge,
    record_component,
)
from services.engagement.domain.provenance.state import (
    Documented,
    HandedOver,
    LookedAt,
    NotStarted,
    Provenance,
    documented,
    evolve,
)
from services.engagement.domain.roles import APPROVERS, CONTRIBUTORS, LEADS
from shared.events.engagements import EngagementStarted
from shared.events.ownership import Party
from shared.events.people import Role
from shared.events.pilots import PilotRegistered
from shared.events.provenance import (
    InfrastructureAccepted,
    InfrastructureTransferred,
    KnowledgeTransferDone,
    KnowledgeTransferPlanned,
    KnowledgeTransferVerified,
    ProvenanceEvent,
)
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import line, prose

FARTHEST_TRANSFER = timedelta(days=10 * 365)
JUDGES = APPROVERS | {Role.GOVERNANCE_REVIEWER}


def hand_over(command: HandOverCommand, provenance: Documented, asked: Asked) -> list[ProvenanceEvent]:
    component = provenance.components.get(command.component_id)
    if component is None:
        raise ComponentNotFound(where=("input", "componentId"))
    if component.held_by is not Party.VENDOR:
        raise NotHeldByVendor(where=("input", "componentId"))
    before = provenance.handed_over.get(command.component_id)
    match command:
        case TransferInfrastructure():
            return transfer(command, before)
        case AcceptInfrastructure():
            return accept(command, before, asked)
        case _:
            assert_never(command)


def transfer(command: TransferInfrastructure, before: HandedOver | None) -> list[ProvenanceEvent]:
    """Until somebody accepted it, another receiver may be named."""
    if before is not None and before.receiver == command.receiver:
        return []
    if isinstance(before, InfrastructureAccepted):
        raise InfrastructureAlreadyAccepted
    return [
        InfrastructureTransferred(
            engagement_id=command.engagement_id, component_id=command.component_id, receiver=command.receiver
        )
    ]


def accept(command: AcceptInfrastructure, before: HandedOver | None, asked: Asked) -> list[ProvenanceEvent]:
    if before is None:
        raise InfrastructureNotTransferred
    if isinstance(before, InfrastructureAccepted):
        return []
    if before.receiver != asked.by.person:
        raise NotTheReceiver
    by_the_client(asked)
    return [
        InfrastructureAccepted(
            engagement_id=command.engagement_id, component_id=command.component_id, receiver=asked.by.person
        )
    ]


def pass_on(command: KnowledgeCommand, provenance: Documented, asked: Asked) -> list[ProvenanceEvent]:
    match command:
        case PlanKnowledgeTransfer():
            return plan(command, provenance, asked)
        case RecordKnowledgeTransfer():
            return record_done(command, provenance)
        case VerifyKnowledgeTransfer():
            return verify(command, provenance, asked)
        case _:
            assert_never(command)


def plan(command: PlanKnowledgeTransfer, provenance: Documented, asked: Asked) -> list[ProvenanceEvent]:
    from_vendor(provenance)
    if command.giver == command.receiver:
        raise GiverIsReceiver(where=("input", "receiver"))
    fact = KnowledgeTransferPlanned(
        engagement_id=command.engagement_id,
        transfer_id=command.transfer_id,
        task=line("task", command.task),
        giver=command.giver,
        receiver=command.receiver,
        due=command.due,
    )
    facts: list[ProvenanceEvent] = once(provenance.transfers.get(fact.transfer_id), fact)
    if facts and not asked.day <= command.due <= asked.day + FARTHEST_TRANSFER:
        raise NotWellFormed(where=("input", "due"), problem="due is a day from today on, within ten years")
    return facts


def record_done(command: RecordKnowledgeTransfer, provenance: Documented) -> list[ProvenanceEvent]:
    note = prose("note", command.note, required=False)
    planned(command, provenance)
    if command.transfer_id in provenance.passed_on:
        return []
    return [KnowledgeTransferDone(engagement_id=command.engagement_id, transfer_id=command.transfer_id, note=note)]


def verify(command: VerifyKnowledgeTransfer, provenance: Documented, asked: Asked) -> list[ProvenanceEvent]:
    evidence = checked(command.evidence)
    receiver = planned(command, provenance).receiver
    match provenance.passed_on.get(command.transfer_id):
        case None:
            raise KnowledgeNotPassedOn
        case KnowledgeTransferVerified():
            return []
    if asked.by.person != receiver:
        raise NotTheReceiver
    by_the_client(asked)
    return [
        KnowledgeTransferVerified(
            engagement_id=command.engagement_id, transfer_id=command.transfer_id, verifier=receiver, evidence=evidence
        )
    ]


def planned(
    command: RecordKnowledgeTransfer | VerifyKnowledgeTransfer, provenance: Documented
) -> KnowledgeTransferPlanned:
    if command.transfer_id not in provenance.transfers:
        raise KnowledgeTransferNotFound(where=("input", "transferId"))
    return provenance.transfers[command.transfer_id]


def decide(command: ProvenanceCommand, provenance: Provenance, asked: Asked) -> list[ProvenanceEvent]:
    before = documented(provenance)
    match command:
        case RecordComponent():
            return record_component(command, before)
        case RecordAssumption() | ConfirmAssumption() | BreakAssumption():
            return assume(command, before)
        case RecordVendorDecision() | RatifyVendorDecision() | OverturnVendorDecision():
            return judge(command, before, asked)
        case TransferInfrastructure() | AcceptInfrastructure():
            return hand_over(command, before, asked)
        case _:
            return pass_on(command, before, asked)


def looks_at(command: ProvenanceCommand) -> tuple[Scope, ...]:
    pilot = stream_scope(f"pilot-{command.engagement_id}", PilotRegistered)
    return pilot, stream_scope(f"engagement-{command.engagement_id}", EngagementStarted)


def named(command: ProvenanceCommand) -> tuple[UUID, ...]:
    match command:
        case TransferInfrastructure():
            return (command.receiver,)
        case PlanKnowledgeTransfer():
            return command.giver, command.receiver
        case _:
            return ()


PROVENANCE: Decider[Provenance, ProvenanceCommand, ProvenanceEvent | LookedAt] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"provenance-{command.engagement_id}",
    permits={
        RecordComponent: CONTRIBUTORS,
        RecordAssumption: CONTRIBUTORS,
        ConfirmAssumption: CONTRIBUTORS,
        BreakAssumption: CONTRIBUTORS,
        RecordVendorDecision: CONTRIBUTORS,
        RatifyVendorDecision: JUDGES,
        OverturnVendorDecision: JUDGES,
        TransferInfrastructure: LEADS | {Role.VENDOR},
        AcceptInfrastructure: CONTRIBUTORS,
        PlanKnowledgeTransfer: LEADS | {Role.SYSTEM_OWNER},
        RecordKnowledgeTransfer: CONTRIBUTORS,
        VerifyKnowledgeTransfer: CONTRIBUTORS,
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
    names=named,
)
