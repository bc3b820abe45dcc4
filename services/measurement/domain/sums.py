"""What many observations come to, from sums alone: exact, and the same in whatever order they came."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import reduce
from typing import assert_never

from shared.events.observations import Observation
from shared.events.series import Aggregation
from shared.kernel.record import record

EXACT = Context(prec=100, rounding=ROUND_HALF_EVEN)
MILLIONTH = Decimal("0.000001")
ZERO, ONE = Decimal(0), Decimal(1)


@record
class Sums:
    """Of observations: how many, the values, what they are of, and both as a mean weighs them."""

    count: int = 0
    total: Decimal = ZERO
    of_total: Decimal = ZERO
    weighed: Decimal = ZERO
    weight: Decimal = ZERO


NOTHING = Sums()


def of(observation: Observation) -> Sums:
    weight = ONE if observation.of is None else observation.of
    return Sums(
        count=1,
        total=observation.value,
        of_total=observation.of or ZERO,
        weighed=EXACT.multiply(observation.value, weight),
        weight=weight,
    )


def of_all(observations: Iterable[Observation]) -> Sums:
    """What they come to together, without a record for each."""
    add, multiply = EXACT.add, EXACT.multiply
    count, total, of_total, weighed, weight = 0, ZERO, ZERO, ZERO, ZERO
    for each in observations:
        value, of_which = each.value, each.of
        count += 1
        total = add(total, value)
        if of_which is None:
            weighed, weight = add(weighed, value), add(weight, ONE)
        else:
            of_total, weight = add(of_total, of_which or ZERO), add(weight, of_which)
            weighed = add(weighed, multiply(value, of_which))
    return Sums(count=count, total=total, of_total=of_total, weighed=weighed, weight=weight)


def plus(one: Sums, other: Sums) -> Sums:
    return Sums(
        count=one.count + other.count,
        total=EXACT.add(one.total, other.total),
        of_total=EXACT.add(one.of_total, other.of_total),
        weighed=EXACT.add(one.weighed, other.weighed),
        weight=EXACT.add(one.weight, other.weight),
    )


def minus(one: Sums, other: Sums) -> Sums:
    return Sums(
        count=one.count - other.count,
        total=EXACT.subtract(one.total, other.total),
        of_total=EXACT.subtract(one.of_total, other.of_total),
        weighed=EXACT.subtract(one.weighed, other.weighed),
        weight=EXACT.subtract(one.weight, other.weight),
    )


def value(aggregation: Aggregation, days: Mapping[date, Sums]) -> Decimal | None:
    """What these days come to, to a millionth where it must be divided; None: nothing was measured."""
    counted = {day: sums for day, sums in days.items() if sums.count}
    if not counted:
        return None
    match aggregation:
        case Aggregation.SUM:
            return reduce(plus, counted.values()).total
        case Aggregation.RATIO:
            both = reduce(plus, counted.values())
            return quotient(both.total, both.of_total)
        case Aggregation.MEAN:
            return mean(reduce(plus, counted.values()))
        case Aggregation.LATEST:
            return mean(counted[max(counted)])
        case _:
            assert_never(aggregation)


def mean(sums: Sums) -> Decimal | None:
    return quotient(sums.weighed, sums.weight)


def quotient(part: Decimal, whole: Decimal) -> Decimal | None:
    return EXACT.divide(part, whole).quantize(MILLIONTH, context=EXACT) if whole else None
