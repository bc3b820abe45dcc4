"""Who asked for access to a source, and what its owner said. Whether it stands is not written here: it is told anew."""

from datetime import date, datetime
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from shared.events.sources import DataAccessApproved, DataAccessRequested, DataAccessRevoked
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class DataAccessEntry:
    """`part` is what was asked for; the approval is the last one, be it outdated or not."""

    access_id: UUID
    source_id: UUID
    purpose: str
    part: str
    requester: UUID
    requested_at: datetime
    requested_seq: int
    approver: UUID | None
    approved_at: datetime | None
    approved_seq: int | None
    until: date | None
    revoked_at: datetime | None
    revoked_by: UUID | None
    reason: str | None


Handled: TypeAlias = DataAccessRequested | DataAccessApproved | DataAccessRevoked


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.access_id,),)


def fold(entry: DataAccessEntry | None, recorded: Recorded[Handled]) -> DataAccessEntry:
    event = recorded.event
    match event:
        case DataAccessRequested():
            return requested(event, recorded)
        case DataAccessApproved():
            return replaced(
                known(entry),
                approver=recorded.actor,
                approved_at=recorded.occurred_at,
                approved_seq=recorded.seq,
                until=event.until,
            )
        case DataAccessRevoked():
            return replaced(
                known(entry), revoked_at=recorded.occurred_at, revoked_by=recorded.actor, reason=event.reason
            )
        case _:
            assert_never(event)


def requested(event: DataAccessRequested, recorded: Recorded[Handled]) -> DataAccessEntry:
    return DataAccessEntry(
        access_id=event.access_id,
        source_id=event.source_id,
        purpose=event.purpose,
        part=event.scope,
        requester=event.requester,
        requested_at=recorded.occurred_at,
        requested_seq=recorded.seq,
        approver=None,
        approved_at=None,
        approved_seq=None,
        until=None,
        revoked_at=None,
        revoked_by=None,
        reason=None,
    )


DATA_ACCESSES = Projection(
    name="data_accesses",
    version=1,
    row=DataAccessEntry,
    key=("access_id",),
    handles=get_args(Handled),
    keys=keys,
    fold=fold,
    indexes=(("source_id", "requested_seq"),),
)
