"""What the commands about a pilot's making take, and what they answer."""

from datetime import date
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import Command, CommandInput, Consistency, Rejection, record_it
from gateway.schema.gap_commands import EvidenceInput
from gateway.schema.provenance import Provenance, provenance_of
from shared.events.gaps import Cause, GapKind, Severity
from shared.events.ownership import Party
from shared.events.provenance import ComponentKind
from shared.projecting.as_of import LIVE


@strawberry.type(description="The provenance as it now reads, or why nothing was recorded.")
class ProvenancePayload:
    provenance: Provenance | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, commanded: Command, command: object, engagement_id: UUID) -> Self:
        consistency = await record_it(info, commanded, command)
        return cls(provenance=await provenance_of(info, LIVE, engagement_id), consistency=consistency)


@strawberry.input
class ProvenanceInput(CommandInput):
    engagement_id: strawberry.ID


@strawberry.input
class RecordComponentInput(ProvenanceInput):
    name: str
    kind: ComponentKind
    builder: str = strawberry.field(description="Who built it: a company or a team.")
    held_by: Party
    detail: str = ""


@strawberry.input
class RecordAssumptionInput(ProvenanceInput):
    statement: str
    detail: str = ""
    component_id: strawberry.ID | None = None


@strawberry.input
class AssumptionInput(ProvenanceInput):
    assumption_id: strawberry.ID


@strawberry.input
class ConfirmAssumptionInput(AssumptionInput):
    note: str = strawberry.field(description="How it was tested.")


@strawberry.input(description="What does not hold is a gap: its title, and what kind of gap it is.")
class BreakAssumptionInput(AssumptionInput):
    reason: str
    title: str
    kind: GapKind
    cause: Cause
    severity: Severity


@strawberry.input
class RecordVendorDecisionInput(ProvenanceInput):
    decision: str
    detail: str = ""


@strawberry.input
class RatifyVendorDecisionInput(ProvenanceInput):
    decision_id: strawberry.ID
    note: str = ""


@strawberry.input
class OverturnVendorDecisionInput(ProvenanceInput):
    decision_id: strawberry.ID
    reason: str


@strawberry.input
class ComponentInput(ProvenanceInput):
    component_id: strawberry.ID


@strawberry.input
class TransferInfrastructureInput(ComponentInput):
    receiver: strawberry.ID


@strawberry.input
class PlanKnowledgeTransferInput(ProvenanceInput):
    task: str = strawberry.field(description="What the receiver will do alone.")
    giver: strawberry.ID
    receiver: strawberry.ID
    due: date


@strawberry.input
class RecordKnowledgeTransferInput(ProvenanceInput):
    transfer_id: strawberry.ID
    note: str = ""


@strawberry.input
class VerifyKnowledgeTransferInput(ProvenanceInput):
    transfer_id: strawberry.ID
    evidence: EvidenceInput
