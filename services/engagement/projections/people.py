"""People and the roles they hold, by id: their names are in the directory."""

from datetime import date, datetime
from typing import assert_never, get_args
from uuid import UUID

from shared.events.people import (
    EngagementAccessEnded,
    EngagementAccessGranted,
    PeopleEvent,
    PersonErased,
    PersonRegistered,
    Role,
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
class PersonEntry:
    person: UUID
    roles: tuple[HeldRole, ...]
    access: tuple[HeldAccess, ...]
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
            return replaced(known(entry), roles=(), access=(), erased=True)
        case EngagementAccessGranted():
            access = opened(event, recorded.occurred_at)
            return replaced(known(entry), access=(*elsewhere(known(entry), event.engagement_id), access))
        case EngagementAccessEnded():
            return replaced(known(entry), access=elsewhere(known(entry), event.engagement_id))
        case _:
            assert_never(event)


def opened(event: EngagementAccessGranted, at: datetime) -> HeldAccess:
    return HeldAccess(
        home=event.home, engagement_id=event.engagement_id, roles=event.roles, until=event.until, granted_at=at
    )


def elsewhere(entry: PersonEntry, engagement_id: UUID) -> tuple[HeldAccess, ...]:
    return tuple(each for each in entry.access if each.engagement_id != engagement_id)


PEOPLE = Projection(
    name="people",
    version=2,
    row=PersonEntry,
    key=("person",),
    handles=get_args(PeopleEvent),
    keys=keys,
    fold=fold,
    indexes=(("registered_seq",),),
)
