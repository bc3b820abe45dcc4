"""What can be asked about what a pilot was made of and how it passes on, and why it is refused."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.events.ownership import Party
from shared.events.provenance import ComponentKind
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class RecordComponent:
    engagement_id: UUID
    component_id: UUID
    name: str
    kind: ComponentKind
    builder: str
    held_by: Party
    detail: str


@record
class RecordAssumption:
    engagement_id: UUID
    assumption_id: UUID
    component_id: UUID | None
    statement: str
    detail: str


@record
class ConfirmAssumption:
    engagement_id: UUID
    assumption_id: UUID
    note: str


@record
class BreakAssumption:
    """What is broken is a gap: `gap_id` is its id, `title` what it is called."""

    engagement_id: UUID
    assumption_id: UUID
    reason: str
    gap_id: UUID
    title: str


@record
class RecordVendorDecision:
    engagement_id: UUID
    decision_id: UUID
    decision: str
    detail: str


@record
class RatifyVendorDecision:
    engagement_id: UUID
    decision_id: UUID
    note: str


@record
class OverturnVendorDecision:
    engagement_id: UUID
    decision_id: UUID
    reason: str


@record
class TransferInfrastructure:
    """What the vendor holds, to a person who will accept it."""

    engagement_id: UUID
    component_id: UUID
    receiver: UUID


@record
class AcceptInfrastructure:
    engagement_id: UUID
    component_id: UUID


@record
class PlanKnowledgeTransfer:
    engagement_id: UUID
    transfer_id: UUID
    task: str
    giver: UUID
    receiver: UUID
    due: date


@record
class RecordKnowledgeTransfer:
    engagement_id: UUID
    transfer_id: UUID
    note: str


@record
class VerifyKnowledgeTransfer:
    """The receiver did the task alone: the evidence shows it."""

    engagement_id: UUID
    transfer_id: UUID
    evidence: Evidence


AssumptionCommand: TypeAlias = RecordAssumption | ConfirmAssumption | BreakAssumption
DecisionCommand: TypeAlias = RecordVendorDecision | RatifyVendorDecision | OverturnVendorDecision
HandOverCommand: TypeAlias = TransferInfrastructure | AcceptInfrastructure
KnowledgeCommand: TypeAlias = PlanKnowledgeTransfer | RecordKnowledgeTransfer | VerifyKnowledgeTransfer
ProvenanceCommand: TypeAlias = (
    RecordComponent | AssumptionCommand | DecisionCommand | HandOverCommand | KnowledgeCommand
)


class PilotNotRunByVendor(Refused):
    """The pilot was run by the client's own team: there is no vendor to take over from."""


class OnlyTheClient(Refused):
    """The client says this, and you are here as the vendor."""


class ComponentNotFound(Refused):
    """No such component was recorded."""


class AssumptionNotFound(Refused):
    """No such assumption was recorded."""


class AssumptionAlreadyBroken(Refused):
    """The assumption was broken already, and the gap "{title}" stands for what comes of it."""


class VendorDecisionNotFound(Refused):
    """No such decision of the vendor was recorded."""


class DecisionOverturned(Refused):
    """The decision was overturned: record the one that is taken instead."""


class NotHeldByVendor(Refused):
    """Only what the vendor holds is handed over."""


class InfrastructureNotTransferred(Refused):
    """Nobody was named to receive this yet."""


class InfrastructureAlreadyAccepted(Refused):
    """The component was accepted already: the vendor holds it no more."""


class NotTheReceiver(Refused):
    """This is said by the receiver who was named, and that is not you."""


class GiverIsReceiver(Refused):
    """Nobody passes knowledge on to themselves: giver and receiver are two people."""


class KnowledgeTransferNotFound(Refused):
    """No such transfer of knowledge was planned."""


class KnowledgeNotPassedOn(Refused):
    """The knowledge was not passed on yet: that is recorded first."""
