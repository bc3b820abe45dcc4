"""What an engagement shows of where its system runs, whom it meets and what goes live."""

import strawberry

from gateway.context import Info
from gateway.schema.environments import ENVIRONMENTS, Environment
from gateway.schema.integrations import POINTS, IntegrationCoverage, IntegrationPoint
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection
from gateway.schema.releases import LOAD_TESTS, RELEASES, LoadTest, Release, ReleasePlan, release_plan_of
from services.engagement.contract import EngagementEntry, infrastructure
from shared.projecting.as_of import Source


@strawberry.type
class EngagementInfrastructure:
    """What an engagement shows of its infrastructure."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @listed(
        ENVIRONMENTS,
        Connection[Environment],
        description="Where the system runs or is tried, in the order in which that was declared.",
    )
    def environments(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)

    @listed(
        POINTS,
        Connection[IntegrationPoint],
        description="Where the system meets others, in the order in which that was declared.",
    )
    def integration_points(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)

    @strawberry.field(description="Whether every integration point was tested against production, and passed.")
    async def integration_coverage(self, info: Info) -> IntegrationCoverage:
        row = await info.context.load(self.source, infrastructure.coverages_of, self.row.engagement_id)
        return IntegrationCoverage.of(row)

    @strawberry.field(description="What goes live, and what it must bear.")
    async def release_plan(self, info: Info) -> ReleasePlan | None:
        return await release_plan_of(info, self.source, self.row.engagement_id)

    @listed(
        RELEASES, Connection[Release], description="All that were ever pinned, in the order in which they first were."
    )
    def releases(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)

    @listed(LOAD_TESTS, Connection[LoadTest], description="All that were recorded, oldest first.")
    def load_tests(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)
