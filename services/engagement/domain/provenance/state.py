"""What is on record of a pilot's making, and the last word on each thing."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias
from uuid import UUID

from services.engagement.domain.not_found import EngagementNotFound
from shared.events.engagements import EngagementStarted
from shared.events.pilots import PilotRegistered, RunBy
from shared.events.provenance import (
    AssumptionBroken,
    AssumptionConfirmed,
    AssumptionRecorded,
    ComponentRecorded,
    InfrastructureAccepted,
    InfrastructureTransferred,
    KnowledgeTransferDone,
    KnowledgeTransferPlanned,
    KnowledgeTransferVerified,
    ProvenanceEvent,
    VendorDecisionOverturned,
    VendorDecisionRatified,
    VendorDecisionRecorded,
)
from shared.kernel.record import record

LookedAt: TypeAlias = PilotRegistered | EngagementStarted
Tested: TypeAlias = AssumptionConfirmed | AssumptionBroken
Judged: TypeAlias = VendorDecisionRatified | VendorDecisionOverturned
HandedOver: TypeAlias = InfrastructureTransferred | InfrastructureAccepted
PassedOn: TypeAlias = KnowledgeTransferDone | KnowledgeTransferVerified


@record
class NotStarted:
    vendor_run: bool = False


@record
class Documented:
    """By id: what was recorded of each thing, and the last word on it, where one was said."""

    vendor_run: bool
    components: Mapping[UUID, ComponentRecorded] = field(default_factory=dict)
    handed_over: Mapping[UUID, HandedOver] = field(default_factory=dict)
    assumptions: Mapping[UUID, AssumptionRecorded] = field(default_factory=dict)
    tested: Mapping[UUID, Tested] = field(default_factory=dict)
    decisions: Mapping[UUID, VendorDecisionRecorded] = field(default_factory=dict)
    judged: Mapping[UUID, Judged] = field(default_factory=dict)
    transfers: Mapping[UUID, KnowledgeTransferPlanned] = field(default_factory=dict)
    passed_on: Mapping[UUID, PassedOn] = field(default_factory=dict)


Provenance: TypeAlias = NotStarted | Documented


def evolve(provenance: Provenance, event: ProvenanceEvent | LookedAt) -> Provenance:
    match event:
        case PilotRegistered():
            return NotStarted(vendor_run=event.run_by is RunBy.VENDOR)
        case EngagementStarted():
            return Documented(vendor_run=provenance.vendor_run)
        case _:
            return changed(documented(provenance), event)


def changed(provenance: Documented, event: ProvenanceEvent) -> Documented:
    match event:
        case ComponentRecorded():
            return replace(provenance, components={**provenance.components, event.component_id: event})
        case InfrastructureTransferred() | InfrastructureAccepted():
            return replace(provenance, handed_over={**provenance.handed_over, event.component_id: event})
        case AssumptionRecorded():
            return replace(provenance, assumptions={**provenance.assumptions, event.assumption_id: event})
        case AssumptionConfirmed() | AssumptionBroken():
            return replace(provenance, tested={**provenance.tested, event.assumption_id: event})
        case _:
            return settled(provenance, event)


def settled(
    provenance: Documented, event: VendorDecisionRecorded | Judged | KnowledgeTransferPlanned | PassedOn
) -> Documented:
    match event:
        case VendorDecisionRecorded():
            return replace(provenance, decisions={**provenance.decisions, event.decision_id: event})
        case VendorDecisionRatified() | VendorDecisionOverturned():
            return replace(provenance, judged={**provenance.judged, event.decision_id: event})
        case KnowledgeTransferPlanned():
            return replace(provenance, transfers={**provenance.transfers, event.transfer_id: event})
        case _:
            return replace(provenance, passed_on={**provenance.passed_on, event.transfer_id: event})


def documented(provenance: Provenance) -> Documented:
    if isinstance(provenance, NotStarted):
        raise EngagementNotFound
    return provenance
