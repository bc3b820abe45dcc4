"""The decisions that the vendor took, and what the client says to each."""

from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.standing import DecisionStatus
from shared.events.provenance import VendorDecisionOverturned, VendorDecisionRatified, VendorDecisionRecorded
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class VendorDecisionEntry:
    decision_id: UUID
    engagement_id: UUID
    decision: str
    detail: str
    status: DecisionStatus
    note: str | None = None
    judged_at: datetime | None = None
    judged_by: UUID | None = None
    recorded_at: datetime
    recorded_by: UUID
    recorded_seq: int


Handled: TypeAlias = VendorDecisionRecorded | VendorDecisionRatified | VendorDecisionOverturned


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.decision_id,),)


def fold(entry: VendorDecisionEntry | None, recorded: Recorded[Handled]) -> VendorDecisionEntry:
    event = recorded.event
    if isinstance(event, VendorDecisionRecorded):
        return VendorDecisionEntry(
            decision_id=event.decision_id,
            engagement_id=event.engagement_id,
            decision=event.decision,
            detail=event.detail,
            status=DecisionStatus.UNRATIFIED,
            recorded_at=recorded.occurred_at,
            recorded_by=recorded.actor,
            recorded_seq=recorded.seq,
        )
    return replaced(judged(known(entry), event), judged_at=recorded.occurred_at)


def judged(entry: VendorDecisionEntry, event: VendorDecisionRatified | VendorDecisionOverturned) -> VendorDecisionEntry:
    match event:
        case VendorDecisionRatified():
            return replaced(entry, status=DecisionStatus.RATIFIED, note=event.note, judged_by=event.ratifier)
        case VendorDecisionOverturned():
            return replaced(entry, status=DecisionStatus.OVERTURNED, note=event.reason, judged_by=event.overturner)
        case _:
            assert_never(event)


VENDOR_DECISIONS = Projection(
    name="vendor_decisions",
    version=1,
    row=VendorDecisionEntry,
    key=("decision_id",),
    handles=(VendorDecisionRecorded, VendorDecisionRatified, VendorDecisionOverturned),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "recorded_seq"), ("status", "recorded_seq")),
)
