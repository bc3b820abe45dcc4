"""Lead times side by side: how long the quicker half took, and the quicker four of five."""

from collections.abc import Sequence

from shared.kernel.record import record


@record
class Percentile:
    """The smallest lead time, in microseconds, that so many percent took at most."""

    percent: int
    microseconds: int


def percentiles(times: Sequence[int], at: Sequence[int]) -> tuple[Percentile, ...]:
    """By nearest rank: each is the lead time of one of them, never a mean of two. None of nothing."""
    ranked = sorted(times)
    if not ranked:
        return ()
    return tuple(
        Percentile(percent=percent, microseconds=ranked[-(-percent * len(ranked) // 100) - 1]) for percent in at
    )
