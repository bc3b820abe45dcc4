"""What an engagement shows of where its system runs, whom it meets and what goes live."""

from typing import Annotated

import strawberry

from gateway.context import Info
from gateway.schema.environments import ENVIRONMENTS, Environment, EnvironmentFilter
from gateway.schema.filters import filter_of
from gateway.schema.integrations import POINTS, IntegrationCoverage, IntegrationPoint, IntegrationPointFilter
from gateway.schema.lists import Connection, Paging, connect
from gateway.schema.releases import LOAD_TESTS, RELEASES, LoadTest, Release, ReleasePlan, release_plan_of
from services.engagement.contract import EngagementEntry, infrastructure
from shared.projecting.as_of import Source


@strawberry.type
class EngagementInfrastructure:
    """What an engagement shows of its infrastructure."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="Where the system runs or is tried, in the order in which that was declared.")
    async def environments(
        self,
        info: Info,
        filter_: Annotated[EnvironmentFilter | None, strawberry.argument(name="filter")] = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Environment]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, {}, {})
        return await connect(info, ENVIRONMENTS, self.source, paging, wanted=wanted, parent=self.row.engagement_id)

    @strawberry.field(description="Where the system meets others, in the order in which that was declared.")
    async def integration_points(
        self,
        info: Info,
        filter_: Annotated[IntegrationPointFilter | None, strawberry.argument(name="filter")] = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[IntegrationPoint]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, {}, {})
        return await connect(info, POINTS, self.source, paging, wanted=wanted, parent=self.row.engagement_id)

    @strawberry.field(description="Whether every integration point was tested against production, and passed.")
    async def integration_coverage(self, info: Info) -> IntegrationCoverage:
        row = await info.context.load(self.source, infrastructure.coverages_of, self.row.engagement_id)
        return IntegrationCoverage.of(row)

    @strawberry.field(description="What goes live, and what it must bear.")
    async def release_plan(self, info: Info) -> ReleasePlan | None:
        return await release_plan_of(info, self.source, self.row.engagement_id)

    @strawberry.field(description="All that were ever pinned, in the order in which they first were.")
    async def releases(
        self,
        info: Info,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Release]:
        paging = Paging(first=first, after=after, last=last, before=before)
        return await connect(info, RELEASES, self.source, paging, parent=self.row.engagement_id)

    @strawberry.field(description="All that were recorded, oldest first.")
    async def load_tests(
        self,
        info: Info,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[LoadTest]:
        paging = Paging(first=first, after=after, last=last, before=before)
        return await connect(info, LOAD_TESTS, self.source, paging, parent=self.row.engagement_id)
