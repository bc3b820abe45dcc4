"""Control charts: the rules by which a series of points has left what it used to be, each with its reason.

Of single values, whose scatter is told by how far one is from the next. A window without a value breaks every pattern.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from shared.kernel.record import record

FEWEST = 8
SPREAD = Decimal("1.128")  # of the mean distance between two values in a row, for one standard deviation
Points: TypeAlias = Sequence[Decimal | None]
Sides: TypeAlias = Sequence[Decimal]


@record
class Limits:
    """The centre line, and one standard deviation."""

    centre: Decimal
    sigma: Decimal


def limits(points: Points) -> Limits | None:
    """Of points that are taken as usual; None where there are too few to know what is."""
    known = [point for point in points if point is not None]
    moves = [abs(after - before) for before, after in pairwise(points) if before is not None and after is not None]
    if len(known) < FEWEST or not moves:
        return None
    mean_move = sum(moves, Decimal()) / len(moves)
    return Limits(centre=sum(known, Decimal()) / len(known), sigma=mean_move / SPREAD)


# --- Patterns of points in a row, told by how far each lies from the centre ---


def on_one_side(sides: Sides, _sigma: Decimal) -> bool:
    return all(each > 0 for each in sides) or all(each < 0 for each in sides)


def steady(sides: Sides, _sigma: Decimal) -> bool:
    """All of them rise, or all of them fall."""
    moves = [after - before for before, after in pairwise(sides)]
    return all(move > 0 for move in moves) or all(move < 0 for move in moves)


def alternating(sides: Sides, _sigma: Decimal) -> bool:
    moves = [after - before for before, after in pairwise(sides)]
    return all(before * after < 0 for before, after in pairwise(moves))


def within_one(sides: Sides, sigma: Decimal) -> bool:
    return all(abs(each) < sigma for each in sides)


def none_within_one(sides: Sides, sigma: Decimal) -> bool:
    """All of them are far out, and not all on one side."""
    return all(abs(each) > sigma for each in sides) and not on_one_side(sides, sigma)


@record
class Rule:
    """`fewest`: how many points in a row it takes."""

    name: str
    fewest: int
    holds: Callable[[Sides, Decimal], bool]

    def of(self, points: Points, limits: Limits) -> bool:
        """Whether the last point completes the pattern."""
        last = points[-self.fewest :] if len(points) >= self.fewest else ()
        sides = [each - limits.centre for each in last if each is not None]
        return len(sides) == self.fewest and self.holds(sides, limits.sigma)


@record
class Out:
    """So many of the last points lie out: what is lacking of them counts as within."""

    name: str
    some: int
    last: int
    sigmas: int

    def of(self, points: Points, limits: Limits) -> bool:
        """Whether the last point is one of those, all on its side."""
        edge = limits.sigma * self.sigmas
        out = [each - limits.centre for each in points[-self.last :] if each is not None]
        if not out or points[-1] is None or abs(out[-1]) <= edge:
            return False
        return sum(each * out[-1] > 0 and abs(each) > edge for each in out) >= self.some


RULES: tuple[Rule | Out, ...] = (
    Out(name="we1", some=1, last=1, sigmas=3),
    Out(name="we2", some=2, last=3, sigmas=2),
    Out(name="we3", some=4, last=5, sigmas=1),
    Rule(name="we4", fewest=8, holds=on_one_side),
    Out(name="nelson1", some=1, last=1, sigmas=3),
    Rule(name="nelson2", fewest=9, holds=on_one_side),
    Rule(name="nelson3", fewest=6, holds=steady),
    Rule(name="nelson4", fewest=14, holds=alternating),
    Out(name="nelson5", some=2, last=3, sigmas=2),
    Out(name="nelson6", some=4, last=5, sigmas=1),
    Rule(name="nelson7", fewest=15, holds=within_one),
    Rule(name="nelson8", fewest=8, holds=none_within_one),
)
NAMES: tuple[str, ...] = tuple(rule.name for rule in RULES)


def alarms(points: Points, limits: Limits) -> Mapping[str, bool]:
    """By rule: whether the last point completes its pattern."""
    return {rule.name: rule.of(points, limits) for rule in RULES}


def signals(points: Points, limits: Limits) -> Iterable[tuple[int, str]]:
    """Every point, counted from 1, at which a rule holds."""
    for end in range(1, len(points) + 1):
        yield from ((end, name) for name, holds in alarms(points[:end], limits).items() if holds)
