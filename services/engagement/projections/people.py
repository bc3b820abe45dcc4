"""People and the roles they hold, by id: their names are in the directory."""

from datetime import date, datetime
from typing import assert_never, get_args
from uuid import UUID

from shared.events.people import (
    AccessEvent,
    DelegationEnded,
    DelegationEvent,
    EngagementAccessEnded,
    EngagementAccessGranted,
    PeopleEvent,
    PersonErased,
    PersonRegistered,
    Role,
    RoleDelegated,
    RoleGranted,
    RoleRevoked,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class HeldRole:
    """Without an engagement the role holds in the whole tenant."""

    role: Role
    engagement_id: UUID | None


@record
class HeldAccess:
    """Of a person of the tenant `home`; `until` may be past."""

    home: UUID
    engagement_id: UUID
    roles: tuple[Role, ...]
    until: date
    granted_at: datetime


@record
class LentRole:
    """Of the delegator's; `until` may be past, and the delegator may hold it no more."""

    delegator: UUID
    role: Role
    engagement_id: UUID | None
    until: date
    reason: str
    delegated_at: datetime


@record
class PersonEntry:
    person: UUID
    roles: tuple[HeldRole, ...]
    access: tuple[HeldAccess, ...]
    lent: tuple[LentRole, ...]
    erased: bool
    registered_at: datetime
    registered_seq: int


def keys(recorded: Recorded[PeopleEvent]) -> tuple[Key, ...]:
    return ((recorded.event.person,),)


def fold(entry: PersonEntry | None, recorded: Recorded[PeopleEvent]) -> PersonEntry:
    event = recorded.event
    match event:
        case PersonRegistered():
            return PersonEntry(
                person=event.person,
                roles=(),
                access=(),
                lent=(),
                erased=False,
                registered_at=recorded.occurred_at,
                registered_seq=recorded.seq,
            )
        case RoleGranted():
            held = HeldRole(role=event.role, engagement_id=event.engagement_id)
            return replaced(known(entry), roles=(*known(entry).roles, held))
        case RoleRevoked():
            gone = HeldRole(role=event.role, engagement_id=event.engagement_id)
            return replaced(known(entry), roles=tuple(held for held in known(entry).roles if held != gone))
        case PersonErased():
            return replaced(known(entry), roles=(), access=(), lent=(), erased=True)
        case EngagementAccessGranted() | EngagementAccessEnded() | RoleDelegated() | DelegationEnded():
            return for_a_while(known(entry), event, recorded.occurred_at)
        case _:
            assert_never(event)


def for_a_while(entry: PersonEntry, event: AccessEvent | DelegationEvent, at: datetime) -> PersonEntry:
    """What has a last day."""
    match event:
        case EngagementAccessGranted():
            return replaced(entry, access=(*elsewhere(entry, event.engagement_id), opened(event, at)))
        case EngagementAccessEnded():
            return replaced(entry, access=elsewhere(entry, event.engagement_id))
        case RoleDelegated():
            return replaced(entry, lent=(*of_others(entry, event), lent(event, at)))
        case DelegationEnded():
            return replaced(entry, lent=of_others(entry, event))
        case _:
            assert_never(event)


def lent(event: RoleDelegated, at: datetime) -> LentRole:
    return LentRole(
        delegator=event.delegator,
        role=event.role,
        engagement_id=event.engagement_id,
        until=event.until,
        reason=event.reason,
        delegated_at=at,
    )


def of_others(entry: PersonEntry, event: RoleDelegated | DelegationEnded) -> tuple[LentRole, ...]:
    """What else they are lent."""
    given = (event.delegator, event.role, event.engagement_id)
    return tuple(each for each in entry.lent if (each.delegator, each.role, each.engagement_id) != given)


def opened(event: EngagementAccessGranted, at: datetime) -> HeldAccess:
    return HeldAccess(
        home=event.home, engagement_id=event.engagement_id, roles=event.roles, until=event.until, granted_at=at
    )


def elsewhere(entry: PersonEntry, engagement_id: UUID) -> tuple[HeldAccess, ...]:
    return tuple(each for each in entry.access if each.engagement_id != engagement_id)


PEOPLE = Projection(
    name="people",
    version=3,
    row=PersonEntry,
    key=("person",),
    handles=get_args(PeopleEvent),
    keys=keys,
    fold=fold,
    indexes=(("registered_seq",),),
)
