"""How many champions a department needs, and what share of something a count is."""

from decimal import Decimal

from services.engagement.domain.change_policy import WHOLE, ChangePolicy, Figure


def needed(headcount: int, policy: ChangePolicy) -> int:
    """Rounded up: whoever has people has a champion."""
    return -(-headcount * policy.figure(Figure.CHAMPIONS_PER_HUNDRED) // WHOLE)


def reached(count: int, of: int, target: int) -> bool:
    """Whether the count is at least so many percent, exactly; of nobody everybody is reached."""
    return count * WHOLE >= of * target


def percent(count: int, of: int) -> Decimal | None:
    """Rounded down to a tenth, so that a target that was missed never looks reached; None where there is nobody."""
    return Decimal(count * WHOLE * 10 // of) / 10 if of else None
