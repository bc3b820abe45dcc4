"""Sums as a report holds them: exact, and equal sums written alike."""

from collections.abc import Iterable
from decimal import Decimal

from shared.kernel.exact import plain


def total(values: Iterable[Decimal]) -> Decimal:
    return plain(sum(values, Decimal(0)))
