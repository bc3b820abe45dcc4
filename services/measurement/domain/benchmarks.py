"""Where leading indicators of many engagements lie, week by week: quartiles alone, and only of enough of them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from services.measurement.domain.sums import EXACT, MILLIONTH
from services.measurement.domain.windows import count
from shared.events.series import Cadence
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, read_yaml, versions

QUARTERS = 4


@record
class BenchmarkPolicy:
    version: int
    fewest: int
    weeks: tuple[int, ...]


def read_benchmarks(text: str) -> BenchmarkPolicy:
    match read_yaml(text):
        case {"version": int(version), "fewest": int(fewest), "weeks": [*weeks], **others} if (
            version > 0 and fewest >= QUARTERS and not others
        ):
            known = tuple(each for each in weeks if isinstance(each, int) and 1 <= each <= count(Cadence.WEEKLY))
        case _:
            raise CatalogueInvalid("benchmarks have a version, weeks, and at least four engagements to be shown")
    if not known or list(known) != sorted(set(weeks)):
        raise CatalogueInvalid(f"weeks rise from 1 to {count(Cadence.WEEKLY)}: {weeks}")
    return BenchmarkPolicy(version=version, fewest=fewest, weeks=known)


@record
class Quartiles:
    lower: Decimal
    median: Decimal
    upper: Decimal


def quartiles(values: Sequence[Decimal], fewest: int) -> Quartiles | None:
    """Straight between two values where one lies between them, to a millionth; None: there are too few."""
    if len(values) < fewest:
        return None
    ordered = sorted(values)
    return Quartiles(lower=quartile(ordered, 1), median=quartile(ordered, 2), upper=quartile(ordered, 3))


def quartile(ordered: Sequence[Decimal], number: int) -> Decimal:
    place, part = divmod(number * (len(ordered) - 1), QUARTERS)
    low, high = ordered[place], ordered[min(place + 1, len(ordered) - 1)]
    share = EXACT.divide(EXACT.multiply(EXACT.subtract(high, low), Decimal(part)), Decimal(QUARTERS))
    return EXACT.add(low, share).quantize(MILLIONTH, context=EXACT)


SHIPPED_BENCHMARKS = ("benchmarks_v1.yaml",)
BENCHMARKS: Mapping[int, BenchmarkPolicy] = versions(read_benchmarks, SHIPPED_BENCHMARKS, __package__)
LATEST_BENCHMARKS = BENCHMARKS[max(BENCHMARKS)]
