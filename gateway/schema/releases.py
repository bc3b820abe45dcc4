"""What goes live, what it must bear, and whether it was tested with that."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.environments import Environment, environment_of
from gateway.schema.filters import DateFilter, IdFilter, TextFilter, filtering
from gateway.schema.gaps import EvidenceShown
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.node import Node, plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from services.engagement.contract import infrastructure
from shared.events import releases
from shared.projecting.as_of import Source

strawberry.enum(infrastructure.LoadShortfall, description="Why a load test does not meet the rule.")
strawberry.enum(infrastructure.ReleaseObstacle, description="Why it is not proven that the pinned release may go live.")


@strawberry.type(description="What users are owed.")
class ServiceLevel:
    percentile: Decimal = strawberry.field(description="So many of a hundred answers come within the latency.")
    latency_ms: int
    error_share: Decimal = strawberry.field(description="From 0 to 1.")

    @classmethod
    def of(cls, level: releases.ServiceLevel) -> Self:
        return cls(**plain(cls, level))


@strawberry.type(description="Model, prompts, data and configuration as they go live together, each by its SHA-256.")
class Release(Node):
    name: str
    model_digest: str
    prompt_digest: str
    data_digest: str
    configuration_digest: str
    first_pinned_at: datetime
    pinned_at: datetime = strawberry.field(description="The last time: a release that was left may come back.")
    row: strawberry.Private[infrastructure.ReleaseEntry]
    source: strawberry.Private[Source]
    can = whether("Release")

    @classmethod
    def of(cls, row: infrastructure.ReleaseEntry, source: Source) -> Self:
        return cls(id=global_id("Release", row.release_id), row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def pinned_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.pinned_by)


@strawberry.type(description="What a release bore under load, beside what was expected and owed then.")
class LoadTest:
    id: strawberry.ID
    ran_on: date
    achieved: Decimal = strawberry.field(description="Requests per second.")
    expected_peak: Decimal
    latency_ms: int = strawberry.field(description="At the percentile of the service level.")
    error_share: Decimal
    held: bool = strawberry.field(description="The service level was held.")
    recorded_at: datetime
    row: strawberry.Private[infrastructure.LoadTestEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: infrastructure.LoadTestEntry, source: Source) -> Self:
        return cls(id=global_id("LoadTest", row.test_id), row=row, source=source, **plain(cls, row))

    @strawberry.field(description="With what is pinned and expected now, it meets the rule.")
    async def meets(self, info: Info) -> bool:
        return not await self._shortfalls(info)

    @strawberry.field(description="Why it does not; nothing where it does.")
    async def why_not(self, info: Info) -> list[infrastructure.LoadShortfall]:
        return list(await self._shortfalls(info))

    async def _shortfalls(self, info: Info) -> tuple[infrastructure.LoadShortfall, ...]:
        return await info.context.load(self.source, infrastructure.load_shortfalls_of, self.row.test_id)

    @strawberry.field
    def service_level(self) -> ServiceLevel:
        return ServiceLevel.of(self.row.level)

    @strawberry.field
    def evidence(self) -> EvidenceShown:
        return EvidenceShown(**plain(EvidenceShown, self.row.evidence))

    @strawberry.field
    async def release(self, info: Info) -> Release | None:
        return await release_of(info, self.source, self.row.release_id)

    @strawberry.field
    async def environment(self, info: Info) -> Environment | None:
        return await environment_of(info, self.source, self.row.environment_id)

    @strawberry.field
    async def recorded_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.recorded_by)


@strawberry.type(description="Whether what is pinned was tested, with that very release.")
class ReleaseProof:
    holds: bool
    obstacles: list[infrastructure.ReleaseObstacle]

    @classmethod
    def of(cls, row: infrastructure.Proven) -> Self:
        return cls(holds=row.holds, obstacles=list(row.obstacles))


@strawberry.type(description="The load that is expected, who expects it, and why.")
class ExpectedPeak:
    requests_per_second: Decimal
    required: Decimal = strawberry.field(description="Requests per second that a load test must reach.")
    row: strawberry.Private[infrastructure.ReleasePlanEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="Where the figure comes from.")
    def basis(self) -> str | None:
        return self.row.peak_basis

    @strawberry.field
    def expected_at(self) -> datetime | None:
        return self.row.peak_expected_at

    @strawberry.field
    async def author(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.peak_author)


@strawberry.type(description="What goes live, and what it must bear.")
class ReleasePlan:
    version: int
    level_set_at: datetime | None
    row: strawberry.Private[infrastructure.ReleasePlanEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: infrastructure.ReleasePlanEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field(description="What goes live.")
    async def pinned(self, info: Info) -> Release | None:
        return await release_of(info, self.source, self.row.release_id)

    @strawberry.field
    def expected_peak(self) -> ExpectedPeak | None:
        row = self.row
        if row.peak is None:
            return None
        required = infrastructure.required_rate(row.peak, infrastructure.LATEST_POLICY)
        return ExpectedPeak(requests_per_second=row.peak, required=required, row=row, source=self.source)

    @strawberry.field
    def service_level(self) -> ServiceLevel | None:
        return ServiceLevel.of(self.row.level) if self.row.level else None

    @strawberry.field
    async def level_set_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.level_set_by)

    @strawberry.field(description="Whether what is pinned was tested, under load and with every integration point.")
    async def proof(self, info: Info) -> ReleaseProof:
        row = await info.context.load(self.source, infrastructure.proven_of, self.row.engagement_id)
        return ReleaseProof.of(row)


async def release_of(info: Info, source: Source, release_id: UUID | None) -> Release | None:
    row = await info.context.load(source, infrastructure.releases_by_id, release_id) if release_id else None
    return Release.of(row, source) if row else None


async def load_test_of(info: Info, source: Source, test_id: UUID | None) -> LoadTest | None:
    row = await info.context.load(source, infrastructure.load_tests_by_id, test_id) if test_id else None
    return LoadTest.of(row, source) if row else None


async def release_plan_of(info: Info, source: Source, engagement_id: UUID) -> ReleasePlan | None:
    row = await info.context.load(source, infrastructure.release_plans_of, engagement_id)
    return ReleasePlan.of(row, source) if row else None


@filtering
class ReleaseFilter:
    id: IdFilter | None = None
    name: TextFilter | None = None


@filtering
class LoadTestFilter:
    id: IdFilter | None = None
    release: IdFilter | None = None
    environment: IdFilter | None = None
    held: bool | None = None
    ran_on: DateFilter | None = None


RELEASES = Shelf(
    name="releases",
    row=infrastructure.ReleaseEntry,
    key=("release_id",),
    since="first_pinned_seq",
    pages=infrastructure.release_pages_of,
    counts=infrastructure.release_counts_of,
    node=Release.of,
    filter=ReleaseFilter,
    order=ordering("Release", FIRST_PINNED="first_pinned_seq", PINNED="pinned_at", NAME="name"),
    columns={"id": "release_id"},
    nouns={"id": "Release"},
)
LOAD_TESTS = Shelf(
    name="load_tests",
    row=infrastructure.LoadTestEntry,
    key=("test_id",),
    since="recorded_seq",
    pages=infrastructure.load_test_pages_of,
    counts=infrastructure.load_test_counts_of,
    node=LoadTest.of,
    filter=LoadTestFilter,
    order=ordering("LoadTest", RECORDED="recorded_seq", RAN="ran_on", ACHIEVED="achieved", LATENCY="latency_ms"),
    columns={"id": "test_id", "release": "release_id", "environment": "environment_id"},
    nouns={"id": "LoadTest", "release": "Release", "environment": "Environment"},
)
