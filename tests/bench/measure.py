"""One figure of a benchmark, and what it is measured against in the same run."""

from shared.kernel.record import record


class NotMeasured(Exception):
    """A part has no figure on this machine as it is now. The message says why."""


@record
class Measure:
    """`ratio` is `value` over that of `limit_name`; the limit itself has none."""

    name: str
    value: float
    unit: str
    limit_name: str | None = None
    ratio: float | None = None
