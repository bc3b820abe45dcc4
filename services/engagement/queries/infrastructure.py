"""Questions about environments, integration points and their tests: things by their ids, and pages of them."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from services.engagement.projections.environments import ENVIRONMENTS, EnvironmentEntry
from services.engagement.projections.integration_points import INTEGRATION_POINTS, IntegrationPointEntry
from services.engagement.projections.integration_tests import INTEGRATION_TESTS, IntegrationTestEntry
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader

OF_ENGAGEMENT, OF_POINT = "engagement_id", "point_id"


@record
class Coverage:
    """How many integration points stand, and how many of them a test against production covers."""

    declared: int
    covered: int

    @property
    def complete(self) -> bool:
        """Where none was declared, nothing was proven either."""
        return 0 < self.declared == self.covered


@record
class CoverageOf:
    engagement_id: UUID
    declared: int
    covered: int


async def environments_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[EnvironmentEntry | None]:
    return await by_key(reader, source, ENVIRONMENTS, ids)


async def environment_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[EnvironmentEntry]]:
    return await pages_of(reader, listing(source, ENVIRONMENTS), OF_ENGAGEMENT, engagement_ids, ask)


async def environment_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, ENVIRONMENTS), OF_ENGAGEMENT, engagement_ids, wanted)


async def integration_points_by_id(
    reader: Reader, source: Source, ids: Sequence[UUID]
) -> list[IntegrationPointEntry | None]:
    return await by_key(reader, source, INTEGRATION_POINTS, ids)


async def integration_point_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[IntegrationPointEntry]]:
    return await pages_of(reader, listing(source, INTEGRATION_POINTS), OF_ENGAGEMENT, engagement_ids, ask)


async def integration_point_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, INTEGRATION_POINTS), OF_ENGAGEMENT, engagement_ids, wanted)


async def integration_test_pages_of(
    reader: Reader, source: Source, point_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[IntegrationTestEntry]]:
    return await pages_of(reader, listing(source, INTEGRATION_TESTS), OF_POINT, point_ids, ask)


async def integration_test_counts_of(
    reader: Reader, source: Source, point_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, INTEGRATION_TESTS), OF_POINT, point_ids, wanted)


async def coverages_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[Coverage]:
    points = source.of(INTEGRATION_POINTS)
    declared, covered = func.count(), func.count().filter(points.c.covered)
    counted = select(points.c.engagement_id, declared.label("declared"), covered.label("covered"))
    mine = counted.where(among(points.c.engagement_id, list(engagement_ids)), points.c.withdrawn.is_(False))
    rows = await reader.rows(mine.group_by(points.c.engagement_id), CoverageOf)
    found = {row.engagement_id: Coverage(declared=row.declared, covered=row.covered) for row in rows}
    return [found.get(engagement_id, Coverage(declared=0, covered=0)) for engagement_id in engagement_ids]
