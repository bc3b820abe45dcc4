"""What the vendor knows and somebody else must: planned, passed on, and verified by doing it alone."""

from datetime import date, datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.standing import TransferStatus
from shared.events.provenance import KnowledgeTransferDone, KnowledgeTransferPlanned, KnowledgeTransferVerified
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class KnowledgeTransferEntry:
    transfer_id: UUID
    engagement_id: UUID
    task: str
    giver: UUID
    receiver: UUID
    due: date
    status: TransferStatus
    note: str | None = None
    done_at: datetime | None = None
    verified_at: datetime | None = None
    evidence_digest: str | None = None
    evidence_link: str | None = None
    evidence_note: str | None = None
    planned_seq: int


Handled: TypeAlias = KnowledgeTransferPlanned | KnowledgeTransferDone | KnowledgeTransferVerified


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.transfer_id,),)


def fold(entry: KnowledgeTransferEntry | None, recorded: Recorded[Handled]) -> KnowledgeTransferEntry:
    event = recorded.event
    match event:
        case KnowledgeTransferPlanned():
            return planned(event, recorded)
        case KnowledgeTransferDone():
            return replaced(known(entry), status=TransferStatus.DONE, note=event.note, done_at=recorded.occurred_at)
        case KnowledgeTransferVerified():
            return replaced(
                known(entry),
                status=TransferStatus.VERIFIED,
                verified_at=recorded.occurred_at,
                evidence_digest=event.evidence.digest,
                evidence_link=event.evidence.link,
                evidence_note=event.evidence.note,
            )
        case _:
            assert_never(event)


def planned(event: KnowledgeTransferPlanned, recorded: Recorded[Handled]) -> KnowledgeTransferEntry:
    return KnowledgeTransferEntry(
        transfer_id=event.transfer_id,
        engagement_id=event.engagement_id,
        task=event.task,
        giver=event.giver,
        receiver=event.receiver,
        due=event.due,
        status=TransferStatus.PLANNED,
        planned_seq=recorded.seq,
    )


KNOWLEDGE_TRANSFERS = Projection(
    name="knowledge_transfers",
    version=2,
    row=KnowledgeTransferEntry,
    key=("transfer_id",),
    handles=(KnowledgeTransferPlanned, KnowledgeTransferDone, KnowledgeTransferVerified),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "planned_seq"), ("receiver", "status")),
)
