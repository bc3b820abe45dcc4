"""People: the roles they hold, and the names that the directory knows."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.masking import AsOf
from gateway.schema.abilities import whether
from gateway.schema.access import EngagementAccess
from gateway.schema.filters import IdFilter
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.node import Node, plain
from gateway.schema.orders import Direction
from services.engagement.contract import HeldRole, PersonEntry, people_by_id, people_counts, people_pages
from services.engagement.contracts.access import LentRole as LentRoleRow
from shared.events.people import Role
from shared.projecting.as_of import LIVE, Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement
    from gateway.schema.pilots import Pilot


@strawberry.type(
    name="HeldRole", description="A role: in the whole tenant or, with a pilot, for its life: for the engagement too."
)
class PersonRole:
    role: Role
    row: strawberry.Private[HeldRole]
    source: strawberry.Private[Source]

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)

    @strawberry.field
    async def pilot(self, info: Info) -> Annotated["Pilot", strawberry.lazy("gateway.schema.pilots")] | None:
        from gateway.schema.pilots import pilot_of  # noqa: PLC0415 - the two nouns name each other

        return await pilot_of(info, self.source, self.row.engagement_id)


@strawberry.type(description="A role of somebody else's in which they may act, as long as that person holds it.")
class LentRole:
    role: Role
    until: date = strawberry.field(description="The last day, on the tenant's calendar.")
    reason: str
    delegated_at: datetime
    row: strawberry.Private[LentRoleRow]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: LentRoleRow, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field(description="Whose role it is.")
    async def delegator(self, info: Info) -> Annotated["Person", strawberry.lazy("gateway.schema.people")] | None:
        return await person_of(info, self.source, self.row.delegator)

    @strawberry.field(description="Empty: in the whole tenant.")
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


@strawberry.type(description="Somebody who works in the tenant. Events hold the id only; the name can be erased.")
class Person(Node):
    erased: bool
    registered_at: datetime
    row: strawberry.Private[PersonEntry]
    source: strawberry.Private[Source]
    can = whether("Person")

    @classmethod
    def of(cls, row: PersonEntry, source: Source) -> Self:
        return cls(id=global_id("Person", row.person), row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def roles(self, info: Info) -> list[PersonRole]:
        readable = await info.context.readable()
        held = (held for held in self.row.roles if readable.includes(held.engagement_id))
        return [PersonRole(role=each.role, row=each, source=self.source) for each in held]

    @strawberry.field(description="What somebody from another tenant was let into, be it over or not; ended ones not.")
    async def access(self, info: Info) -> list[EngagementAccess]:
        readable = await info.context.readable()
        return [
            EngagementAccess.of(each, self.source) for each in self.row.access if readable.includes(each.engagement_id)
        ]

    @strawberry.field(description="The roles they were lent, be it over or not; ended ones not.")
    async def lent(self, info: Info) -> list[LentRole]:
        readable = await info.context.readable()
        return [LentRole.of(each, self.source) for each in self.row.lent if readable.includes(each.engagement_id)]

    @strawberry.field(description="From the directory, which has no past.")
    async def name(self, info: Info) -> str | None:
        return await listed(info, self, "name")

    @strawberry.field(description="From the directory, which has no past.")
    async def email(self, info: Info) -> str | None:
        return await listed(info, self, "email")


async def listed(info: Info, person: Person, field: str) -> str | None:
    if person.source != LIVE:
        raise AsOf(field=f"Person.{field}")
    found = await info.context.name_of(person.row.person)
    value: str | None = getattr(found, field, None)
    return value


async def person_of(info: Info, source: Source, person: UUID | None) -> Person | None:
    row = await info.context.load(source, people_by_id, person) if person else None
    return Person.of(row, source) if row else None


PEOPLE = Shelf(
    name="people",
    row=PersonEntry,
    key=("person",),
    since="registered_seq",
    pages=people_pages,
    counts=people_counts,
    node=Person.of,
)


@strawberry.input
class PersonFilter:
    id: IdFilter | None = None
    erased: bool | None = None
    and_: list["PersonFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["PersonFilter"] | None = strawberry.field(name="or", default=None)
    not_: "PersonFilter | None" = strawberry.field(name="not", default=None)


PERSON_COLUMNS = {"id": "person"}
PERSON_NOUNS = {"id": "Person"}


@strawberry.enum
class PersonOrderField(Enum):
    REGISTERED = "registered_seq"


@strawberry.input
class PersonOrder:
    field: PersonOrderField
    direction: Direction = Direction.ASC
