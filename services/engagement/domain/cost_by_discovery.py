"""What a gap really cost by when it was found: before the system went live, or in production.

What was spent on going to production before the day of going live is set against the gaps found until then, and what
was spent from that day on against those found since.
"""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from services.engagement.domain.cost_multiple import DIGITS, PLACES
from shared.kernel.record import record


@record
class Paid:
    """In the smallest unit of its currency."""

    currency: str
    minor: int
    spent_on: date


@record
class SpentByDiscovery:
    """`before` and `since` are amounts; per gap they are rounded half to even at four places, empty without any gap.

    `multiple` is how many times as much a gap costs that is found in production; it is made of the exact amounts.
    """

    currency: str
    before: int
    since: int
    per_gap_before: Decimal | None
    per_gap_since: Decimal | None
    multiple: Decimal | None


def spent_by_discovery(
    paid: Iterable[Paid], live_on: date | None, gaps_before: int, gaps_since: int
) -> tuple[SpentByDiscovery, ...]:
    """One for each currency, in the order of their codes; two currencies are never added up."""
    before: dict[str, int] = {}
    since: dict[str, int] = {}
    for each in paid:
        part = before if live_on is None or each.spent_on < live_on else since
        part[each.currency] = part.get(each.currency, 0) + each.minor
    return tuple(
        spent(currency, (before.get(currency, 0), gaps_before), (since.get(currency, 0), gaps_since))
        for currency in sorted({*before, *since})
    )


def spent(currency: str, before: tuple[int, int], since: tuple[int, int]) -> SpentByDiscovery:
    (early, early_gaps), (late, late_gaps) = before, since
    return SpentByDiscovery(
        currency=currency,
        before=early,
        since=late,
        per_gap_before=quotient(early, early_gaps),
        per_gap_since=quotient(late, late_gaps),
        multiple=quotient(late * early_gaps, early * late_gaps),
    )


def quotient(part: int, whole: int) -> Decimal | None:
    if not whole:
        return None
    with localcontext() as context:
        context.prec = DIGITS
        return (Decimal(part) / Decimal(whole)).quantize(PLACES, rounding=ROUND_HALF_EVEN)
