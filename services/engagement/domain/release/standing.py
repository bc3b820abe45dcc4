"""Whether what goes live is what was tested: which release is pinned, and what was proven with that very release.

Never written down, always told from the log: `proven` takes the events of one engagement that `PROVEN_BY` names.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from enum import StrEnum
from functools import reduce
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from services.engagement.domain.release.load import Expected, Run, like_production, shortfalls
from shared.events.integrations import (
    IntegrationOutcome,
    IntegrationPointDeclared,
    IntegrationPointWithdrawn,
    IntegrationTarget,
    IntegrationTestRecorded,
)
from shared.events.releases import LoadTestRecorded, PeakLoadExpected, ReleasePinned, ServiceLevelSet
from shared.kernel.record import record


class ReleaseObstacle(StrEnum):
    """Why the pinned release is not proven."""

    NOTHING_PINNED = "nothing_pinned"
    LOAD_NOT_TESTED = "load_not_tested"
    LOAD_TEST_FAILED = "load_test_failed"
    NO_INTEGRATION_POINT = "no_integration_point"
    INTEGRATION_NOT_TESTED = "integration_not_tested"
    INTEGRATION_FAILED = "integration_failed"


@record
class Points:
    """How many integration points stand, how many were tested on production with the release, and how many passed."""

    declared: int
    tried: int
    passed: int


@record
class Proven:
    """`release_id` is what is pinned to go live."""

    release_id: UUID | None
    obstacles: tuple[ReleaseObstacle, ...]

    @property
    def holds(self) -> bool:
        return not self.obstacles


def judged(expected: Expected, run: Run | None, points: Points) -> Proven:
    """`run` is the last load test of what is pinned, under conditions like those of production."""
    if expected.release_id is None:
        return Proven(release_id=None, obstacles=(ReleaseObstacle.NOTHING_PINNED,))
    found = {
        ReleaseObstacle.LOAD_NOT_TESTED: run is None,
        ReleaseObstacle.LOAD_TEST_FAILED: run is not None and bool(shortfalls(run, expected)),
        ReleaseObstacle.NO_INTEGRATION_POINT: points.declared == 0,
        ReleaseObstacle.INTEGRATION_NOT_TESTED: points.tried < points.declared,
        ReleaseObstacle.INTEGRATION_FAILED: points.passed < points.tried,
    }
    obstacles = tuple(obstacle for obstacle, is_there in found.items() if is_there)
    return Proven(release_id=expected.release_id, obstacles=obstacles)


Proof: TypeAlias = (
    ReleasePinned
    | PeakLoadExpected
    | ServiceLevelSet
    | LoadTestRecorded
    | IntegrationPointDeclared
    | IntegrationTestRecorded
    | IntegrationPointWithdrawn
)
PROVEN_BY: tuple[type[Proof], ...] = get_args(Proof)


@record
class History:
    """The last load test of each release where it counts, and the last production test of each point with each."""

    expected: Expected = field(default_factory=Expected)
    runs: Mapping[UUID, LoadTestRecorded] = field(default_factory=dict)
    points: frozenset[UUID] = frozenset()
    tests: Mapping[tuple[UUID, UUID], IntegrationTestRecorded] = field(default_factory=dict)


def evolve(history: History, event: Proof) -> History:
    match event:
        case ReleasePinned():
            return replace(history, expected=replace(history.expected, release_id=event.release_id))
        case PeakLoadExpected():
            return replace(history, expected=replace(history.expected, peak=event.requests_per_second))
        case ServiceLevelSet():
            return replace(history, expected=replace(history.expected, level=event.level))
        case LoadTestRecorded():
            return loaded(history, event)
        case _:
            return integrated(history, event)


def loaded(history: History, event: LoadTestRecorded) -> History:
    last = history.runs.get(event.release_id)
    if not like_production(event.environment, event.policy) or (last is not None and event.ran_on < last.ran_on):
        return history
    return replace(history, runs={**history.runs, event.release_id: event})


Integrating: TypeAlias = IntegrationPointDeclared | IntegrationTestRecorded | IntegrationPointWithdrawn


def integrated(history: History, event: Integrating) -> History:
    match event:
        case IntegrationPointDeclared():
            return replace(history, points=history.points | {event.point_id})
        case IntegrationPointWithdrawn():
            return replace(history, points=history.points - {event.point_id})
        case IntegrationTestRecorded():
            key = (event.point_id, event.release_id)
            last = history.tests.get(key)
            late = last is not None and event.ran_on < last.ran_on
            counts = event.target is IntegrationTarget.PRODUCTION and not late
            return replace(history, tests={**history.tests, key: event}) if counts else history
        case _:
            assert_never(event)


def run_of(event: LoadTestRecorded) -> Run:
    return Run(
        release_id=event.release_id,
        environment=event.environment,
        achieved=event.achieved,
        expected_peak=event.expected_peak,
        level=event.level,
        latency_ms=event.latency_ms,
        error_share=event.error_share,
        policy=event.policy,
    )


def proven(events: Iterable[Proof]) -> Proven:
    """How what is pinned stands after these events of one engagement, in the order of the log."""
    return standing(reduce(evolve, events, History()))


def standing(history: History) -> Proven:
    pinned = history.expected.release_id
    if pinned is None:
        return judged(history.expected, None, Points(declared=0, tried=0, passed=0))
    run = history.runs.get(pinned)
    tests = [history.tests[point, pinned] for point in history.points if (point, pinned) in history.tests]
    passed = sum(each.outcome is IntegrationOutcome.PASSED for each in tests)
    points = Points(declared=len(history.points), tried=len(tests), passed=passed)
    return judged(history.expected, run_of(run) if run else None, points)
