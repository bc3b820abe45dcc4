"""The policy of what candidates' factors rest on: how hard a change is, and when somebody's word contradicts it."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from shared.events.population import ResistanceLevel
from shared.kernel.record import record
from shared.policy.shipped import SINCE, CatalogueInvalid, one_of, read_yaml, since_of, versions

LEAST, MOST = 1, 5
PARTS = frozenset({"version", "value_apart", "people", "departments", "resistance", "unprofiled", "score_apart"})


@record
class GroundsPolicy:
    """`people` and `departments`: the most that still count 1, 2, 3 and 4."""

    version: int
    value_apart: Fraction
    people: tuple[int, ...]
    departments: tuple[int, ...]
    resistance: Mapping[ResistanceLevel, int]
    unprofiled: int
    score_apart: int
    since: date | None = None


def read_policy(text: str) -> GroundsPolicy:
    given = read_yaml(text)
    if not isinstance(given, dict) or given.keys() - {SINCE} != PARTS:
        raise CatalogueInvalid(f"what factors rest on has these parts: {sorted(PARTS)}")
    resistance = {one_of(ResistanceLevel, name): _score(value) for name, value in dict(given["resistance"]).items()}
    if resistance.keys() != set(ResistanceLevel):
        raise CatalogueInvalid("every level of resistance counts something")
    return GroundsPolicy(
        version=_whole(given["version"]),
        value_apart=_share(given["value_apart"]),
        people=_steps(given["people"]),
        departments=_steps(given["departments"]),
        resistance=resistance,
        unprofiled=_score(given["unprofiled"]),
        score_apart=_whole(given["score_apart"]),
        since=since_of(given),
    )


def _whole(given: object) -> int:
    if type(given) is not int or given < 1:
        raise CatalogueInvalid(f"that is a whole number from 1: {given}")
    return given


def _score(given: object) -> int:
    if _whole(given) > MOST:
        raise CatalogueInvalid(f"that is a score from {LEAST} to {MOST}: {given}")
    return _whole(given)


def _steps(given: object) -> tuple[int, ...]:
    steps = tuple(map(_whole, given)) if isinstance(given, list) else ()
    if len(steps) != MOST - LEAST or list(steps) != sorted(set(steps)):
        raise CatalogueInvalid(f"{MOST - LEAST} numbers rise: {given}")
    return steps


def _share(given: object) -> Fraction:
    try:
        share = Fraction(given) if isinstance(given, str) else Fraction(0)
    except ValueError:
        share = Fraction(0)
    if not 0 < share < 1:
        raise CatalogueInvalid(f"a share lies between 0 and 1, and is a decimal, written as text: {given}")
    return share


SHIPPED_POLICIES = ("grounds_v1.yaml",)
GROUNDS_POLICIES: Mapping[int, GroundsPolicy] = versions(read_policy, SHIPPED_POLICIES, __package__)
