"""Questions about what goes live: what is pinned, what it must bear, and whether it was tested with that."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import and_, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on

from services.engagement.domain.infrastructure_policy import POLICIES
from services.engagement.domain.release.load import Expected, LoadShortfall, Run, shortfalls
from services.engagement.domain.release.standing import Points, Proven, judged
from services.engagement.projections.integration_points import INTEGRATION_POINTS
from services.engagement.projections.integration_tests import INTEGRATION_TESTS
from services.engagement.projections.load_tests import LOAD_TESTS, LoadTestEntry
from services.engagement.projections.release_plans import RELEASE_PLANS, ReleasePlanEntry
from services.engagement.projections.releases import RELEASES, ReleaseEntry
from shared.events.integrations import IntegrationOutcome, IntegrationTarget
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.compiled import among
from shared.projecting.filtering import Filter
from shared.projecting.pages import PageAsk, counts_of, listing, pages_of
from shared.projecting.paging import Count, Page
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader

PARENT = "engagement_id"
NONE = Points(declared=0, tried=0, passed=0)


@record
class PointsOf:
    engagement_id: UUID
    declared: int
    tried: int
    passed: int


async def releases_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[ReleaseEntry | None]:
    return await by_key(reader, source, RELEASES, ids)


async def release_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[ReleaseEntry]]:
    return await pages_of(reader, listing(source, RELEASES), PARENT, engagement_ids, ask)


async def release_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, RELEASES), PARENT, engagement_ids, wanted)


async def load_tests_by_id(reader: Reader, source: Source, ids: Sequence[UUID]) -> list[LoadTestEntry | None]:
    return await by_key(reader, source, LOAD_TESTS, ids)


async def load_test_pages_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], ask: PageAsk
) -> list[Page[LoadTestEntry]]:
    return await pages_of(reader, listing(source, LOAD_TESTS), PARENT, engagement_ids, ask)


async def load_test_counts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], wanted: Filter
) -> list[Count]:
    return await counts_of(reader, listing(source, LOAD_TESTS), PARENT, engagement_ids, wanted)


async def release_plans_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID]
) -> list[ReleasePlanEntry | None]:
    return await by_key(reader, source, RELEASE_PLANS, engagement_ids)


async def expected_in(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> Mapping[UUID, Expected]:
    plans = await by_key(reader, source, RELEASE_PLANS, engagement_ids)
    return {
        plan.engagement_id: Expected(release_id=plan.release_id, peak=plan.peak, level=plan.level)
        for plan in plans
        if plan is not None
    }


async def load_shortfalls_of(
    reader: Reader, source: Source, test_ids: Sequence[UUID]
) -> list[tuple[LoadShortfall, ...]]:
    """Why each load test does not meet the rule; nothing where it does."""
    tests = {test.test_id: test for test in await by_key(reader, source, LOAD_TESTS, test_ids) if test is not None}
    expected = await expected_in(reader, source, sorted({test.engagement_id for test in tests.values()}))
    found = {test.test_id: shortfalls(run_of(test), expected[test.engagement_id]) for test in tests.values()}
    return [found.get(test_id, ()) for test_id in test_ids]


def run_of(test: LoadTestEntry) -> Run:
    return Run(
        release_id=test.release_id,
        environment=test.environment,
        achieved=test.achieved,
        expected_peak=test.expected_peak,
        level=test.level,
        latency_ms=test.latency_ms,
        error_share=test.error_share,
        policy=test.policy,
    )


async def proven_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[Proven]:
    """How what is pinned in each engagement stands."""
    expected = await expected_in(reader, source, engagement_ids)
    runs = await last_runs(reader, source, [each.release_id for each in expected.values() if each.release_id])
    points = await points_of(reader, source, engagement_ids)
    return [
        judged(
            expected.get(engagement_id, Expected()),
            runs.get(expected[engagement_id].release_id) if engagement_id in expected else None,
            points.get(engagement_id, NONE),
        )
        for engagement_id in engagement_ids
    ]


async def last_runs(reader: Reader, source: Source, release_ids: Sequence[UUID]) -> Mapping[UUID | None, Run]:
    """Of each release the load test that ran last under conditions like those of production."""
    tests = source.of(LOAD_TESTS)
    counts = or_(
        *(
            and_(tests.c.policy == version, tests.c.environment.in_([kind.value for kind in policy.load.environments]))
            for version, policy in POLICIES.items()
        )
    )
    last = (
        select(tests)
        .where(among(tests.c.release_id, list(release_ids)), counts)
        .ext(distinct_on(tests.c.release_id))
        .order_by(tests.c.release_id, tests.c.ran_on.desc(), tests.c.recorded_seq.desc())
    )
    return {test.release_id: run_of(test) for test in await reader.rows(last, LoadTestEntry)}


async def points_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> Mapping[UUID, Points]:
    """What the last test of each point with what is pinned, against production, says."""
    points, tests, plans = (source.of(each) for each in (INTEGRATION_POINTS, INTEGRATION_TESTS, RELEASE_PLANS))
    mine = and_(among(points.c.engagement_id, list(engagement_ids)), points.c.withdrawn.is_(False))
    tried = and_(
        tests.c.point_id == points.c.point_id,
        tests.c.release_id == plans.c.release_id,
        tests.c.target == IntegrationTarget.PRODUCTION.value,
    )
    planned = points.join(plans, plans.c.engagement_id == points.c.engagement_id)
    last = (
        select(points.c.engagement_id, points.c.point_id, tests.c.outcome)
        .select_from(planned.outerjoin(tests, tried))
        .where(mine)
        .ext(distinct_on(points.c.point_id))
        .order_by(points.c.point_id, tests.c.ran_on.desc(), tests.c.recorded_seq.desc())
        .subquery("last")
    )
    counted = select(
        last.c.engagement_id,
        func.count().label("declared"),
        func.count(last.c.outcome).label("tried"),
        func.count().filter(last.c.outcome == IntegrationOutcome.PASSED.value).label("passed"),
    ).group_by(last.c.engagement_id)
    return {
        row.engagement_id: Points(declared=row.declared, tried=row.tried, passed=row.passed)
        for row in await reader.rows(counted, PointsOf)
    }
