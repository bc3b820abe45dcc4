"""Integration points: where the system meets others, how that was tested, and how many of them are covered."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.filters import DateFilter, IdFilter, OneOf, TextFilter, filtering
from gateway.schema.gaps import EvidenceShown
from gateway.schema.ids import global_id
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection, Shelf
from gateway.schema.node import Node, plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from gateway.schema.releases import Release, release_of
from services.engagement.contract import infrastructure
from shared.events.integrations import IntegrationDirection, IntegrationOutcome, IntegrationTarget
from shared.projecting.as_of import Source

strawberry.enum(IntegrationDirection, description="As seen from the system.")
strawberry.enum(IntegrationTarget, description="Which of the other system's installations a test ran against.")
strawberry.enum(IntegrationOutcome)


@strawberry.type(description="A test of an integration point, from end to end.")
class IntegrationTest:
    id: strawberry.ID
    outcome: IntegrationOutcome
    target: IntegrationTarget
    ran_on: date
    recorded_at: datetime
    row: strawberry.Private[infrastructure.IntegrationTestEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: infrastructure.IntegrationTestEntry, source: Source) -> Self:
        return cls(id=global_id("IntegrationTest", row.test_id), row=row, source=source, **plain(cls, row))

    @strawberry.field
    def evidence(self) -> EvidenceShown:
        return EvidenceShown(**plain(EvidenceShown, self.row.evidence))

    @strawberry.field(description="What it was run with.")
    async def release(self, info: Info) -> Release | None:
        return await release_of(info, self.source, self.row.release_id)

    @strawberry.field
    async def recorded_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.recorded_by)


@filtering
class IntegrationTestFilter:
    release: IdFilter | None = None
    outcome: OneOf[IntegrationOutcome] | None = None
    target: OneOf[IntegrationTarget] | None = None
    ran_on: DateFilter | None = None


TESTS = Shelf(
    name="integration_tests",
    row=infrastructure.IntegrationTestEntry,
    key=("test_id",),
    since="recorded_seq",
    pages=infrastructure.integration_test_pages_of,
    counts=infrastructure.integration_test_counts_of,
    node=IntegrationTest.of,
    filter=IntegrationTestFilter,
    order=ordering("IntegrationTest", RECORDED="recorded_seq", RAN="ran_on"),
    columns={"release": "release_id"},
    nouns={"release": "Release"},
)


@strawberry.type(description="Where the system meets another one.")
class IntegrationPoint(Node):
    system: str = strawberry.field(description="The other system.")
    direction: IntegrationDirection
    workflow: str = strawberry.field(description="What is triggered or routed there.")
    covered: bool = strawberry.field(description="The last test against production passed.")
    tested_on: date | None = strawberry.field(description="When that last test ran.")
    withdrawn: bool = strawberry.field(description="The system does not go there: nothing is owed for it any more.")
    reason: str | None = strawberry.field(description="Why it was withdrawn.")
    withdrawn_at: datetime | None
    declared_at: datetime
    version: int
    row: strawberry.Private[infrastructure.IntegrationPointEntry]
    source: strawberry.Private[Source]
    can = whether("IntegrationPoint")

    @classmethod
    def of(cls, row: infrastructure.IntegrationPointEntry, source: Source) -> Self:
        return cls(id=global_id("IntegrationPoint", row.point_id), row=row, source=source, **plain(cls, row))

    @listed(TESTS, Connection[IntegrationTest], description="All that were recorded, oldest first.")
    def tests(self) -> Part:
        return Part(source=self.source, parent=self.row.point_id)

    @strawberry.field
    async def declared_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.declared_by)


@strawberry.type(description="How far the tests of integration go; points that were withdrawn do not count.")
class IntegrationCoverage:
    declared: int
    covered: int = strawberry.field(description="Points whose last test against production passed.")
    complete: bool = strawberry.field(description="Every point is covered, and there is one.")

    @classmethod
    def of(cls, row: infrastructure.Coverage) -> Self:
        return cls(**plain(cls, row))


async def integration_point_of(info: Info, source: Source, point_id: UUID | None) -> IntegrationPoint | None:
    row = await info.context.load(source, infrastructure.integration_points_by_id, point_id) if point_id else None
    return IntegrationPoint.of(row, source) if row else None


@filtering
class IntegrationPointFilter:
    id: IdFilter | None = None
    system: TextFilter | None = None
    direction: OneOf[IntegrationDirection] | None = None
    covered: bool | None = None
    tested_on: DateFilter | None = None
    withdrawn: bool | None = None


POINTS = Shelf(
    name="integration_points",
    row=infrastructure.IntegrationPointEntry,
    key=("point_id",),
    since="declared_seq",
    pages=infrastructure.integration_point_pages_of,
    counts=infrastructure.integration_point_counts_of,
    node=IntegrationPoint.of,
    filter=IntegrationPointFilter,
    order=ordering("IntegrationPoint", DECLARED="declared_seq", SYSTEM="system", TESTED="tested_on"),
    columns={"id": "point_id"},
    nouns={"id": "IntegrationPoint"},
)
