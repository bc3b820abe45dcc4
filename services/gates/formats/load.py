"""What a load test measured, whichever tool drove it."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from services.gates.formats.numbers import ratio, shown
from services.gates.formats.reading import Measured, given
from services.gates.formats.refusals import NothingMeasured, NumberOutOfRange, TotalsDisagree
from shared.kernel.record import record

PERCENTILES = {"50": 500, "75": 750, "90": 900, "95": 950, "99": 990, "99_9": 999}  # of a thousand
LOAD = frozenset(
    {
        "load.requests",
        "load.failures",
        "load.achieved_rps",
        "load.error_share",
        *(f"load.latency_p{percentile}_ms" for percentile in PERCENTILES),
        "load.latency_max_ms",
        "load.duration_s",
        "load.virtual_users",
    }
)


@record
class Load:
    """What a file does not tell is None, or a percentile that is not there."""

    requests: int
    failures: int | None
    achieved_rps: Decimal | None
    latencies: Mapping[str, Decimal | int]
    latency_max: Decimal | int | None = None
    duration_s: Decimal | None = None
    virtual_users: int | None = None
    thresholds_passed: bool | None = None

    def values(self) -> tuple[Measured, ...]:
        _sound(self)
        failures = None if self.failures is None else ratio(self.failures, self.requests)
        return given(
            ("load.requests", self.requests),
            ("load.failures", self.failures),
            ("load.achieved_rps", self.achieved_rps),
            ("load.error_share", failures),
            *((f"load.latency_p{name}_ms", _exact(self.latencies.get(name))) for name in PERCENTILES),
            ("load.latency_max_ms", _exact(self.latency_max)),
            ("load.duration_s", self.duration_s),
            ("load.virtual_users", self.virtual_users),
            ("load.thresholds_passed", self.thresholds_passed),
        )


def _exact(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _sound(load: Load) -> None:
    """No test without requests, no more failures than requests, no percentile below a lower one."""
    if not load.requests:
        raise NothingMeasured
    if load.failures is not None and load.failures > load.requests:
        raise TotalsDisagree(place="the number of requests", claimed=load.requests, counted=load.failures)
    told = [(name, load.latencies[name]) for name in PERCENTILES if name in load.latencies]
    for (lower, under), (higher, value) in pairwise(told):
        if value < under:
            expected = f"at least percentile {lower}"
            raise NumberOutOfRange(place=f"Percentile {higher}", expected=expected, given=shown(value))
