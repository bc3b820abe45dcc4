"""Sources that answers rest on: one row each. Whether an approval still stands is not written here: it is told anew."""

from datetime import date, datetime
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from shared.events.grounding import (
    GroundingEvent,
    GroundingSourceAccessControlled,
    GroundingSourceApproved,
    GroundingSourceDeclared,
    GroundingSourceRetired,
    GroundingSourceRevised,
    GroundingSourceScoped,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class GroundingEntry:
    """`part` is the scope; `_seq` are positions in the log. The approval is the last one, be it stale or not."""

    source_id: UUID
    engagement_id: UUID
    revision: str
    digest: str
    revised_at: datetime
    revised_by: UUID
    revised_seq: int
    declared_seq: int
    version: int
    retired: bool = False
    reason: str | None = None
    part: str | None = None
    scoped_at: datetime | None = None
    scoped_by: UUID | None = None
    scoped_seq: int | None = None
    control: str | None = None
    evidence_digest: str | None = None
    evidence_link: str | None = None
    evidence_note: str | None = None
    controlled_at: datetime | None = None
    controlled_by: UUID | None = None
    approved_revision: str | None = None
    approver: UUID | None = None
    approved_at: datetime | None = None
    approved_seq: int | None = None
    fresh_until: date | None = None
    retired_at: datetime | None = None
    retired_by: UUID | None = None
    retired_reason: str | None = None


Changing: TypeAlias = (
    GroundingSourceRevised
    | GroundingSourceScoped
    | GroundingSourceAccessControlled
    | GroundingSourceApproved
    | GroundingSourceRetired
)


def keys(recorded: Recorded[GroundingEvent]) -> tuple[Key, ...]:
    return ((recorded.event.source_id,),)


def fold(entry: GroundingEntry | None, recorded: Recorded[GroundingEvent]) -> GroundingEntry:
    event = recorded.event
    if isinstance(event, GroundingSourceDeclared):
        return declared(event, recorded)
    return replaced(changed(known(entry), event, recorded), version=recorded.version)


def declared(event: GroundingSourceDeclared, recorded: Recorded[GroundingEvent]) -> GroundingEntry:
    """Also after it was retired: nothing of what was said before then holds."""
    return GroundingEntry(
        source_id=event.source_id,
        engagement_id=event.engagement_id,
        revision=event.revision,
        digest=event.digest,
        revised_at=recorded.occurred_at,
        revised_by=event.declarer,
        revised_seq=recorded.seq,
        declared_seq=recorded.seq,
        version=recorded.version,
    )


def changed(entry: GroundingEntry, event: Changing, recorded: Recorded[GroundingEvent]) -> GroundingEntry:
    at, by = recorded.occurred_at, recorded.actor
    match event:
        case GroundingSourceRevised():
            return revised(entry, event, recorded)
        case GroundingSourceScoped():
            return replaced(entry, part=event.scope, scoped_at=at, scoped_by=by, scoped_seq=recorded.seq)
        case GroundingSourceAccessControlled():
            return controlled(entry, event, recorded)
        case GroundingSourceApproved():
            return approved(entry, event, recorded)
        case GroundingSourceRetired():
            return replaced(entry, retired=True, retired_at=at, retired_by=by, retired_reason=event.reason)
        case _:
            assert_never(event)


def revised(entry: GroundingEntry, event: GroundingSourceRevised, recorded: Recorded[GroundingEvent]) -> GroundingEntry:
    return replaced(
        entry,
        revision=event.revision,
        digest=event.digest,
        reason=event.reason,
        revised_at=recorded.occurred_at,
        revised_by=event.reviser,
        revised_seq=recorded.seq,
    )


def controlled(
    entry: GroundingEntry, event: GroundingSourceAccessControlled, recorded: Recorded[GroundingEvent]
) -> GroundingEntry:
    return replaced(
        entry,
        control=event.control,
        evidence_digest=event.evidence.digest,
        evidence_link=event.evidence.link,
        evidence_note=event.evidence.note,
        controlled_at=recorded.occurred_at,
        controlled_by=recorded.actor,
    )


def approved(
    entry: GroundingEntry, event: GroundingSourceApproved, recorded: Recorded[GroundingEvent]
) -> GroundingEntry:
    return replaced(
        entry,
        approved_revision=event.revision,
        approver=event.approver,
        approved_at=recorded.occurred_at,
        approved_seq=recorded.seq,
        fresh_until=event.fresh_until,
    )


GROUNDING_SOURCES = Projection(
    name="grounding_sources",
    version=1,
    row=GroundingEntry,
    key=("source_id",),
    handles=get_args(GroundingEvent),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "declared_seq"),),
)
