"""Points at which the system meets other ones, and whether the pinned release passed there on production."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.gates.domain.facts.complete import Span, complete_once
from services.gates.domain.facts.model import Area, Facts, On, Positions
from services.gates.domain.facts.pinned import PINNED, Pinned, pinned
from services.gates.domain.facts.telling import at, count, counted, day, earliest, every, one, only, truth
from shared.events.integrations import (
    IntegrationOutcome,
    IntegrationPointDeclared,
    IntegrationPointWithdrawn,
    IntegrationTarget,
    IntegrationTestRecorded,
)
from shared.events.releases import ReleasePinned
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Handled: TypeAlias = IntegrationPointDeclared | IntegrationTestRecorded | IntegrationPointWithdrawn | ReleasePinned


@record
class Test:
    passed: bool
    on: date
    at: int


@record
class Point:
    """`tests` holds the last one against production with each release, by the day on which it ran.

    `passed_at` is where the first of them that passed was recorded, with whichever release.
    """

    declared_at: int
    tests: Mapping[UUID, Test] = field(default_factory=dict)
    withdrawn_at: int | None = None
    passed_at: int | None = None


Item: TypeAlias = Point | Pinned


def keys(recorded: Recorded[Handled]) -> tuple[str, ...]:
    event = recorded.event
    return (PINNED,) if isinstance(event, ReleasePinned) else (event.point_id.hex,)


def fold(item: Item | None, recorded: Recorded[Handled]) -> Item | None:
    event = recorded.event
    match event:
        case ReleasePinned():
            return pinned(event, recorded)
        case IntegrationPointDeclared():
            return Point(declared_at=recorded.seq)
        case _ if not isinstance(item, Point):
            return None
        case IntegrationTestRecorded():
            return tested(item, event, recorded.seq)
        case IntegrationPointWithdrawn():
            return replaced(item, withdrawn_at=recorded.seq)
        case _:
            assert_never(event)


def tested(point: Point, event: IntegrationTestRecorded, seq: int) -> Point:
    last = point.tests.get(event.release_id)
    late = last is not None and event.ran_on < last.on
    if event.target is not IntegrationTarget.PRODUCTION or late:
        return point
    test = Test(passed=event.outcome is IntegrationOutcome.PASSED, on=event.ran_on, at=seq)
    passed_at = point.passed_at or (seq if test.passed else None)
    return replaced(point, tests={**point.tests, event.release_id: test}, passed_at=passed_at)


def tell(items: Mapping[str, Item], _: On) -> Facts:
    points, release = only(Point, items), one(Pinned, items, PINNED)
    if not points:
        return {}
    gone = [at(each.declared_at, each.withdrawn_at) for each in points if each.withdrawn_at]
    standing = [each for each in points if not each.withdrawn_at]
    there = [at(each.declared_at) for each in standing]
    tried = {each.declared_at: test for each in standing if (test := with_release(each, release))}
    passed = [(test.on, of(at_, test, release)) for at_, test in tried.items() if test.passed]
    failed = [of(at_, test, release) for at_, test in tried.items() if not test.passed]
    untried = [
        at(each.declared_at, release.at if release else None) for each in standing if each.declared_at not in tried
    ]
    facts = {
        "integration.points": count(there, gone),
        "integration.failed": count(failed, [*(positions for _, positions in passed), *untried, *gone]),
        "integration.complete_once": complete_once(map(span, points)),
        "integration.passed": count((positions for _, positions in passed), [*failed, *untried, *gone]),
        **earliest("integration.oldest_pass_on", passed),
    }
    if not standing:
        return facts
    covered = every((of(at_, test, release) for at_, test in tried.items()), untried)
    return {**facts, "integration.target_production": covered}


def span(point: Point) -> Span:
    complete = at(point.declared_at, point.passed_at) if point.passed_at else ()
    return Span(since=point.declared_at, complete=complete, until=point.withdrawn_at)


def with_release(point: Point, release: Pinned | None) -> Test | None:
    return point.tests.get(release.release_id) if release else None


def of(declared_at: int, test: Test, release: Pinned | None) -> Positions:
    return at(declared_at, test.at, release.at if release else None)


INTEGRATION: Area[Item] = Area(
    name="integration",
    items=(Point, Pinned),
    handles=(IntegrationPointDeclared, IntegrationTestRecorded, IntegrationPointWithdrawn, ReleasePinned),
    keys=keys,
    fold=fold,
    tell=tell,
    meanings=(
        counted("integration.points", "Integration points that stand", "Points d'intégration en vigueur"),
        counted(
            "integration.passed",
            "Points at which the pinned release passed its last test against production",
            "Points où la version figée a réussi son dernier essai avec la production",
        ),
        counted(
            "integration.failed",
            "Points at which the pinned release failed its last test against production",
            "Points où la version figée a échoué à son dernier essai avec la production",
        ),
        truth(
            "integration.complete_once",
            "All points that there were had passed a test against production, together, once",
            "Tous les points d'alors avaient réussi ensemble un essai avec la production",
        ),
        day(
            "integration.oldest_pass_on",
            "The day of the oldest of those passed tests",
            "Le jour du plus ancien de ces essais réussis",
        ),
        truth(
            "integration.target_production",
            "The pinned release was tested against production at every point",
            "La version figée a été essayée avec la production à chaque point",
        ),
    ),
)
