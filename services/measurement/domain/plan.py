"""What is planned for a day: straight between two points of the curve, flat outside of them."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from services.measurement.domain.sums import EXACT, MILLIONTH
from shared.events.series import PlanPoint


def planned(points: Sequence[PlanPoint], day: int) -> Decimal | None:
    """None: nothing is planned."""
    if not points:
        return None
    for before, after in pairwise(points):
        if before.day <= day < after.day:
            return between(before, after, day)
    return points[0].value if day < points[0].day else points[-1].value


def between(before: PlanPoint, after: PlanPoint, day: int) -> Decimal:
    rise = EXACT.subtract(after.value, before.value)
    share = EXACT.divide(EXACT.multiply(rise, Decimal(day - before.day)), Decimal(after.day - before.day))
    return EXACT.add(before.value, share).quantize(MILLIONTH, context=EXACT)
