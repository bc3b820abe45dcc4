"""What a pilot was made of, and how it passes from those who built it to those who run it."""

from services.engagement.domain.provenance import (
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
from services.engagement.domain.standing import AssumptionStatus, DecisionStatus, ProvenanceBlocker, TransferStatus
from services.engagement.projections.assumptions import AssumptionEntry
from services.engagement.projections.components import ComponentEntry
from services.engagement.projections.knowledge_transfers import KnowledgeTransferEntry
from services.engagement.projections.vendor_decisions import VendorDecisionEntry
from services.engagement.queries.making import (
    assumption_counts_of,
    assumption_pages_of,
    component_counts_of,
    component_pages_of,
    components_by_id,
    decision_counts,
    decision_counts_of,
    decision_pages,
    decision_pages_of,
    transfer_counts_of,
    transfer_pages_of,
)
from services.engagement.queries.provenances import ProvenanceLine, provenances_of

__all__ = [
    "AcceptInfrastructure",
    "AssumptionEntry",
    "AssumptionStatus",
    "BreakAssumption",
    "ComponentEntry",
    "ConfirmAssumption",
    "DecisionStatus",
    "KnowledgeTransferEntry",
    "OverturnVendorDecision",
    "PlanKnowledgeTransfer",
    "ProvenanceBlocker",
    "ProvenanceLine",
    "RatifyVendorDecision",
    "RecordAssumption",
    "RecordComponent",
    "RecordKnowledgeTransfer",
    "RecordVendorDecision",
    "TransferInfrastructure",
    "TransferStatus",
    "VendorDecisionEntry",
    "VerifyKnowledgeTransfer",
    "assumption_counts_of",
    "assumption_pages_of",
    "component_counts_of",
    "component_pages_of",
    "components_by_id",
    "decision_counts",
    "decision_counts_of",
    "decision_pages",
    "decision_pages_of",
    "provenances_of",
    "transfer_counts_of",
    "transfer_pages_of",
]
