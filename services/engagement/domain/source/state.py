"""Where a source of data and the access to it stand, as far as decisions need to know."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.engagements import EngagementStarted
from shared.events.sources import (
    DataAccessApproved,
    DataAccessRequested,
    DataAccessRevoked,
    DataClassified,
    DataSourceOwnerNamed,
    DataSourceOwnerVacated,
    DataSourceRegistered,
    SourceEvent,
)
from shared.kernel.record import record


@record
class Requested:
    """It waits for the owner: for the first time, or again, because what an approval rested on has changed."""

    request: DataAccessRequested


@record
class Approved:
    request: DataAccessRequested
    until: date


@record
class Revoked:
    request: DataAccessRequested


Access: TypeAlias = Requested | Approved | Revoked
Accesses: TypeAlias = Mapping[UUID, Access]


@record
class NotStarted:
    """The engagement was not started, or nobody asked."""


@record
class Unregistered:
    """The engagement is under way and has no such source."""


@record
class Registered:
    """`first` is how it was registered; the owner is whoever was named last, and has not left since."""

    first: DataSourceRegistered
    owner: UUID | None
    classified: DataClassified | None = None
    accesses: Accesses = field(default_factory=dict)


DataSource: TypeAlias = NotStarted | Unregistered | Registered


def evolve(source: DataSource, event: SourceEvent | EngagementStarted) -> DataSource:
    if isinstance(event, EngagementStarted):
        return Unregistered()
    if isinstance(event, DataSourceRegistered):
        return Registered(first=event, owner=event.owner)
    if isinstance(source, Registered):
        return changed(source, event)
    raise LookupError("a source's history begins with its registration")


Changing: TypeAlias = (
    DataSourceOwnerNamed
    | DataSourceOwnerVacated
    | DataClassified
    | DataAccessRequested
    | DataAccessApproved
    | DataAccessRevoked
)


def changed(source: Registered, event: Changing) -> Registered:
    match event:
        case DataSourceOwnerNamed():
            return replace(source, owner=event.owner, accesses=fallen(source.accesses))
        case DataSourceOwnerVacated():
            return replace(source, owner=None, accesses=fallen(source.accesses))
        case DataClassified():
            return replace(source, classified=event, accesses=fallen(source.accesses))
        case DataAccessRequested():
            return having(source, event.access_id, Requested(request=event))
        case DataAccessApproved():
            before = source.accesses[event.access_id]
            return having(source, event.access_id, Approved(request=before.request, until=event.until))
        case DataAccessRevoked():
            return having(source, event.access_id, Revoked(request=source.accesses[event.access_id].request))
        case _:
            assert_never(event)


def having(source: Registered, access_id: UUID, access: Access) -> Registered:
    return replace(source, accesses={**source.accesses, access_id: access})


def fallen(accesses: Accesses) -> Accesses:
    """Every approval rested on the owner and on the class."""
    return {
        access_id: Requested(request=access.request) if isinstance(access, Approved) else access
        for access_id, access in accesses.items()
    }
