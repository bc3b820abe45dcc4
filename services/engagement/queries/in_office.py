"""Who holds a role where it counts: in the whole tenant, or for the engagement."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select

from services.engagement.projections.people import PEOPLE, HeldRole, PersonEntry
from shared.events.people import Role
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


@record
class Holding:
    roles: tuple[HeldRole, ...]


People = Mapping[UUID, PersonEntry]


async def people_named(reader: Reader, source: Source, ids: Iterable[UUID | None]) -> People:
    named = sorted({person for person in ids if person is not None})
    found = await by_key(reader, source, PEOPLE, named) if named else []
    return {entry.person: entry for entry in found if entry is not None}


def in_office(people: People, person: UUID | None, role: Role, engagement_id: UUID) -> bool:
    entry = people.get(person) if person is not None else None
    held = entry.roles if entry is not None else ()
    return any(each.role is role and each.engagement_id in {None, engagement_id} for each in held)


async def held_in(reader: Reader, source: Source, role: Role) -> frozenset[UUID | None]:
    """The engagements in which somebody of the tenant holds the role; None among them: in all of them."""
    people = source.of(PEOPLE)
    holders = select(people.c.roles).where(people.c.roles.contains([{"role": role.value}]))
    found = await reader.rows(holders, Holding)
    return frozenset(each.engagement_id for one in found for each in one.roles if each.role is role)
