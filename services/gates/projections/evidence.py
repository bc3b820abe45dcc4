"""Every piece of evidence: one row each, as it was submitted or revised last, with how it came to be so."""

from datetime import date, datetime
from enum import StrEnum
from typing import assert_never, get_args
from uuid import UUID

from shared.events.evidence import (
    EvidenceEvent,
    EvidenceExpired,
    EvidenceExpiryNoted,
    EvidenceRevised,
    EvidenceSubmitted,
    EvidenceValue,
    EvidenceWithdrawn,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


class EvidenceState(StrEnum):
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@record
class RevisionEntry:
    """An artefact that stood here once, or still does; the first one has no reason."""

    revision: int
    digest: str
    size: int
    media_type: str
    source: str
    format: str | None
    release_id: UUID | None
    valid_from: date
    valid_until: date
    reason: str | None
    at: datetime
    by: UUID


@record
class WithdrawalEntry:
    reason: str
    at: datetime
    by: UUID


@record
class EvidenceEntry:
    """What the artefact says is that of the last revision, which is the last of `revisions` too."""

    evidence_id: UUID
    engagement_id: UUID
    criterion: str
    kind: str
    title: str
    state: EvidenceState
    revision: int
    digest: str
    size: int
    media_type: str
    origin: str
    format: str | None
    values: tuple[EvidenceValue, ...]
    release_id: UUID | None
    valid_from: date
    valid_until: date
    submitter: UUID
    submitted_at: datetime
    submitted_seq: int
    changed_seq: int
    revisions: tuple[RevisionEntry, ...]
    withdrawal: WithdrawalEntry | None
    version: int


def keys(recorded: Recorded[EvidenceEvent]) -> tuple[Key, ...]:
    return ((recorded.event.evidence_id,),)


def fold(row: EvidenceEntry | None, recorded: Recorded[EvidenceEvent]) -> EvidenceEntry:
    event = recorded.event
    if isinstance(event, EvidenceSubmitted):
        return submitted(event, recorded)
    changed = replaced(known(row), changed_seq=recorded.seq, version=recorded.version)
    match event:
        case EvidenceRevised():
            return revised(changed, event, recorded)
        case EvidenceWithdrawn():
            gone = WithdrawalEntry(reason=event.reason, at=recorded.occurred_at, by=event.withdrawer)
            return replaced(changed, state=EvidenceState.WITHDRAWN, withdrawal=gone)
        case EvidenceExpired():
            return replaced(changed, state=EvidenceState.EXPIRED)
        case EvidenceExpiryNoted():
            return changed
        case _:
            assert_never(event)


def submitted(event: EvidenceSubmitted, recorded: Recorded[EvidenceEvent]) -> EvidenceEntry:
    first = revision_of(event, recorded, number=1, reason=None, by=event.submitter)
    return EvidenceEntry(
        evidence_id=event.evidence_id,
        engagement_id=event.engagement_id,
        criterion=event.criterion,
        kind=event.kind,
        title=event.title,
        state=EvidenceState.SUBMITTED,
        revision=1,
        digest=event.digest,
        size=event.size,
        media_type=event.media_type,
        origin=event.source,
        format=event.format,
        values=event.values,
        release_id=event.release_id,
        valid_from=event.valid_from,
        valid_until=event.valid_until,
        submitter=event.submitter,
        submitted_at=recorded.occurred_at,
        submitted_seq=recorded.seq,
        changed_seq=recorded.seq,
        revisions=(first,),
        withdrawal=None,
        version=recorded.version,
    )


def revised(row: EvidenceEntry, event: EvidenceRevised, recorded: Recorded[EvidenceEvent]) -> EvidenceEntry:
    """What had expired may count again."""
    following = revision_of(event, recorded, number=event.revision, reason=event.reason, by=event.reviser)
    return replaced(
        row,
        state=EvidenceState.SUBMITTED,
        revision=event.revision,
        digest=event.digest,
        size=event.size,
        media_type=event.media_type,
        origin=event.source,
        format=event.format,
        values=event.values,
        release_id=event.release_id,
        valid_from=event.valid_from,
        valid_until=event.valid_until,
        revisions=(*row.revisions, following),
    )


def revision_of(
    event: EvidenceSubmitted | EvidenceRevised,
    recorded: Recorded[EvidenceEvent],
    *,
    number: int,
    reason: str | None,
    by: UUID,
) -> RevisionEntry:
    return RevisionEntry(
        revision=number,
        digest=event.digest,
        size=event.size,
        media_type=event.media_type,
        source=event.source,
        format=event.format,
        release_id=event.release_id,
        valid_from=event.valid_from,
        valid_until=event.valid_until,
        reason=reason,
        at=recorded.occurred_at,
        by=by,
    )


EVIDENCE = Projection(
    name="evidence",
    version=2,
    row=EvidenceEntry,
    key=("evidence_id",),
    handles=get_args(EvidenceEvent),
    keys=keys,
    fold=fold,
    indexes=(
        ("engagement_id", "submitted_seq"),
        ("engagement_id", "criterion", "changed_seq"),
        ("submitter", "valid_until"),
    ),
)
