"""Sources of data: one row each, with whose it is and how it is classified."""

from datetime import datetime
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from shared.events.sources import (
    DataAccessApproved,
    DataAccessRequested,
    DataAccessRevoked,
    DataClass,
    DataClassified,
    DataSourceOwnerNamed,
    DataSourceOwnerVacated,
    DataSourceRegistered,
    SourceEvent,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class DataSourceEntry:
    """`owner_seq` and `class_seq` are the positions since which it has its owner, or none, and its class.

    `former_owner` left and was not replaced.
    """

    source_id: UUID
    engagement_id: UUID
    name: str
    description: str
    owner: UUID | None
    owner_seq: int | None
    owned_at: datetime | None
    data_class: DataClass | None
    personal_data: bool | None
    class_seq: int | None
    classified_at: datetime | None
    classified_by: UUID | None
    registered_at: datetime
    registered_by: UUID
    registered_seq: int
    version: int
    former_owner: UUID | None = None


def keys(recorded: Recorded[SourceEvent]) -> tuple[Key, ...]:
    return ((recorded.event.source_id,),)


def fold(entry: DataSourceEntry | None, recorded: Recorded[SourceEvent]) -> DataSourceEntry:
    event = recorded.event
    if isinstance(event, DataSourceRegistered):
        return registered(event, recorded)
    return replaced(changed(known(entry), event, recorded), version=recorded.version)


def registered(event: DataSourceRegistered, recorded: Recorded[SourceEvent]) -> DataSourceEntry:
    owned = event.owner is not None
    return DataSourceEntry(
        source_id=event.source_id,
        engagement_id=event.engagement_id,
        name=event.name,
        description=event.description,
        owner=event.owner,
        owner_seq=recorded.seq if owned else None,
        owned_at=recorded.occurred_at if owned else None,
        data_class=None,
        personal_data=None,
        class_seq=None,
        classified_at=None,
        classified_by=None,
        registered_at=recorded.occurred_at,
        registered_by=recorded.actor,
        registered_seq=recorded.seq,
        version=recorded.version,
    )


Changing: TypeAlias = (
    DataSourceOwnerNamed
    | DataSourceOwnerVacated
    | DataClassified
    | DataAccessRequested
    | DataAccessApproved
    | DataAccessRevoked
)


def changed(entry: DataSourceEntry, event: Changing, recorded: Recorded[SourceEvent]) -> DataSourceEntry:
    match event:
        case DataSourceOwnerNamed():
            owned = replaced(entry, owner=event.owner, owner_seq=recorded.seq, owned_at=recorded.occurred_at)
            return replaced(owned, former_owner=None)
        case DataSourceOwnerVacated():
            return replaced(entry, owner=None, owner_seq=recorded.seq, owned_at=None, former_owner=event.owner)
        case DataClassified():
            return replaced(
                entry,
                data_class=event.data_class,
                personal_data=event.personal_data,
                class_seq=recorded.seq,
                classified_at=recorded.occurred_at,
                classified_by=recorded.actor,
            )
        case DataAccessRequested() | DataAccessApproved() | DataAccessRevoked():
            return entry
        case _:
            assert_never(event)


DATA_SOURCES = Projection(
    name="data_sources",
    version=3,
    row=DataSourceEntry,
    key=("source_id",),
    handles=get_args(SourceEvent),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "registered_seq"), ("registered_seq",), ("owner",), ("data_class",)),
)
