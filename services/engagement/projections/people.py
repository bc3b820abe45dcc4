"""People and the roles they hold, by id: their names are in the directory."""

from datetime import datetime
from typing import assert_never
from uuid import UUID

from shared.events.people import PeopleEvent, PersonErased, PersonRegistered, Role, RoleGranted, RoleRevoked
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
class PersonEntry:
    person: UUID
    roles: tuple[HeldRole, ...]
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
            return replaced(known(entry), roles=(), erased=True)
        case _:
            assert_never(event)


PEOPLE = Projection(
    name="people",
    version=1,
    row=PersonEntry,
    key=("person",),
    handles=(PersonRegistered, RoleGranted, RoleRevoked, PersonErased),
    keys=keys,
    fold=fold,
    indexes=(("registered_seq",),),
)
