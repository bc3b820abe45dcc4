"""The parts that a pilot was built of, and what had to be true for it to work."""

from datetime import datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.filters import IdFilter, OneOf, TextFilter, filtering
from gateway.schema.gaps import Gap, gap_of
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.node import plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from services.engagement.contracts.provenance import (
    AssumptionEntry,
    AssumptionStatus,
    ComponentEntry,
    assumption_counts_of,
    assumption_pages_of,
    component_counts_of,
    component_pages_of,
    components_by_id,
)
from shared.events.ownership import Party
from shared.events.provenance import ComponentKind
from shared.projecting.as_of import Source

strawberry.enum(ComponentKind)
strawberry.enum(AssumptionStatus)


@strawberry.type(description="A part of what was built. What the vendor holds is handed over before go-live.")
class Component:
    id: strawberry.ID
    name: str
    kind: ComponentKind
    builder: str = strawberry.field(description="Who built it.")
    held_by: Party = strawberry.field(description="Who holds it now: the client, once it is accepted.")
    detail: str
    transferred_at: datetime | None
    accepted_at: datetime | None
    recorded_at: datetime
    row: strawberry.Private[ComponentEntry]
    source: strawberry.Private[Source]
    can = whether("Component")

    @classmethod
    def of(cls, row: ComponentEntry, source: Source) -> Self:
        return cls(id=global_id("Component", row.component_id), row=row, source=source, **plain(cls, row))

    @strawberry.field(description="Who is to take it over.")
    async def receiver(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.receiver)

    @strawberry.field
    async def recorded_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.recorded_by)


async def component_of(info: Info, source: Source, component_id: UUID | None) -> Component | None:
    row = await info.context.load(source, components_by_id, component_id) if component_id else None
    return Component.of(row, source) if row else None


@strawberry.type(description="What had to be true for the pilot to work. Where it does not hold, there is a gap.")
class Assumption:
    id: strawberry.ID
    statement: str
    detail: str
    status: AssumptionStatus
    note: str | None = strawberry.field(description="How it was confirmed, or why it does not hold.")
    tested_at: datetime | None
    recorded_at: datetime
    row: strawberry.Private[AssumptionEntry]
    source: strawberry.Private[Source]
    can = whether("Assumption")

    @classmethod
    def of(cls, row: AssumptionEntry, source: Source) -> Self:
        return cls(id=global_id("Assumption", row.assumption_id), row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def component(self, info: Info) -> Component | None:
        return await component_of(info, self.source, self.row.component_id)

    @strawberry.field
    async def tested_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.tested_by)

    @strawberry.field(description="What came of it when it broke; empty there means that the way is blocked.")
    async def gap(self, info: Info) -> Gap | None:
        return await gap_of(info, self.source, self.row.gap_id)


@filtering
class ComponentFilter:
    id: IdFilter | None = None
    name: TextFilter | None = None
    kind: OneOf[ComponentKind] | None = None
    held_by: OneOf[Party] | None = None
    receiver: IdFilter | None = None


@filtering
class AssumptionFilter:
    id: IdFilter | None = None
    statement: TextFilter | None = None
    status: OneOf[AssumptionStatus] | None = None
    component: IdFilter | None = None
    gap: IdFilter | None = None


COMPONENTS = Shelf(
    name="components",
    row=ComponentEntry,
    key=("component_id",),
    since="recorded_seq",
    pages=component_pages_of,
    counts=component_counts_of,
    node=Component.of,
    filter=ComponentFilter,
    order=ordering("Component", RECORDED="recorded_seq", NAME="name", KIND="kind"),
    columns={"id": "component_id"},
    nouns={"id": "Component", "receiver": "Person"},
)
ASSUMPTIONS = Shelf(
    name="assumptions",
    row=AssumptionEntry,
    key=("assumption_id",),
    since="recorded_seq",
    pages=assumption_pages_of,
    counts=assumption_counts_of,
    node=Assumption.of,
    filter=AssumptionFilter,
    order=ordering("Assumption", RECORDED="recorded_seq", STATUS="status", TESTED="tested_at"),
    columns={"id": "assumption_id", "component": "component_id", "gap": "gap_id"},
    nouns={"id": "Assumption", "component": "Component", "gap": "Gap"},
)
