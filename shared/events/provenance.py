"""Facts about what the pilot was made of, and how it passes from those who built it to those who run it.

Stream `provenance-{engagement_id}`, by engagement.
"""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.events.ownership import Party
from shared.kernel.record import record


class ComponentKind(StrEnum):
    MODEL = "model"
    PROMPT = "prompt"
    DATA = "data"
    PIPELINE = "pipeline"
    INTEGRATION = "integration"
    INTERFACE = "interface"
    INFRASTRUCTURE = "infrastructure"
    DOCUMENTATION = "documentation"
    OTHER = "other"


@record
class ComponentRecorded:
    """A part of what was built: by whom, and by which side it is held."""

    engagement_id: UUID
    component_id: UUID
    name: str
    kind: ComponentKind
    builder: str
    held_by: Party
    detail: str


@record
class AssumptionRecorded:
    """Something that had to be true for the pilot to work."""

    engagement_id: UUID
    assumption_id: UUID
    component_id: UUID | None
    statement: str
    detail: str


@record
class AssumptionConfirmed:
    engagement_id: UUID
    assumption_id: UUID
    note: str


@record
class AssumptionBroken:
    """It does not hold in production; `gap_id` is the id of the gap that this opens, `title` what that is called."""

    engagement_id: UUID
    assumption_id: UUID
    reason: str
    gap_id: UUID
    title: str


@record
class VendorDecisionRecorded:
    """A decision that was the client's to take, and that the vendor took."""

    engagement_id: UUID
    decision_id: UUID
    decision: str
    detail: str


@record
class VendorDecisionRatified:
    engagement_id: UUID
    decision_id: UUID
    ratifier: UUID
    note: str


@record
class VendorDecisionOverturned:
    engagement_id: UUID
    decision_id: UUID
    overturner: UUID
    reason: str


@record
class InfrastructureTransferred:
    engagement_id: UUID
    component_id: UUID
    receiver: UUID


@record
class InfrastructureAccepted:
    engagement_id: UUID
    component_id: UUID
    receiver: UUID


@record
class KnowledgeTransferPlanned:
    """`task` is what the receiver will do alone."""

    engagement_id: UUID
    transfer_id: UUID
    task: str
    giver: UUID
    receiver: UUID
    due: date


@record
class KnowledgeTransferDone:
    engagement_id: UUID
    transfer_id: UUID
    note: str


@record
class KnowledgeTransferVerified:
    engagement_id: UUID
    transfer_id: UUID
    verifier: UUID
    evidence: Evidence


ProvenanceEvent: TypeAlias = (
    ComponentRecorded
    | AssumptionRecorded
    | AssumptionConfirmed
    | AssumptionBroken
    | VendorDecisionRecorded
    | VendorDecisionRatified
    | VendorDecisionOverturned
    | InfrastructureTransferred
    | InfrastructureAccepted
    | KnowledgeTransferPlanned
    | KnowledgeTransferDone
    | KnowledgeTransferVerified
)
