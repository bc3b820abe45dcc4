"""Where leading indicators of many engagements lie, week by week: quartiles alone, and only of enough of them.

Nobody can be told from an answer, nor from two of them: engagements join in groups, and figures are coarse.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal

from services.measurement.domain.sums import EXACT, MILLIONTH
from services.measurement.domain.windows import count
from shared.events.series import Cadence
from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, read_yaml, versions

QUARTERS = 4


@record
class BenchmarkPolicy:
    """`fewest` are shown, and as many join at a time. `digits` None: figures are told to a millionth."""

    version: int
    fewest: int
    digits: int | None
    weeks: tuple[int, ...]


def read_benchmarks(text: str) -> BenchmarkPolicy:
    match read_yaml(text):
        case {"version": int(version), "fewest": int(fewest), "weeks": [*weeks], **others} if (
            version > 0 and fewest >= QUARTERS and others.keys() <= {"digits"}
        ):
            digits = others.get("digits")
            known = tuple(each for each in weeks if isinstance(each, int) and 1 <= each <= count(Cadence.WEEKLY))
        case _:
            raise CatalogueInvalid("benchmarks have a version, weeks, and at least four engagements to be shown")
    if not known or list(known) != sorted(set(weeks)):
        raise CatalogueInvalid(f"weeks rise from 1 to {count(Cadence.WEEKLY)}: {weeks}")
    if not (digits is None or (isinstance(digits, int) and digits > 0)):
        raise CatalogueInvalid(f"figures have one digit or more: {digits}")
    return BenchmarkPolicy(version=version, fewest=fewest, digits=digits, weeks=known)


@record
class Quartiles:
    lower: Decimal
    median: Decimal
    upper: Decimal


@record
class Shown:
    """`engagements`: how many the figures are of."""

    engagements: int
    quartiles: Quartiles


def shown(values: Sequence[Decimal], policy: BenchmarkPolicy) -> Shown | None:
    """Of one value for each engagement, in the order in which they joined: as many as there are whole groups of."""
    whole = len(values) - len(values) % policy.fewest
    found = quartiles(values[:whole], policy.fewest)
    if found is None:
        return None
    coarse = Quartiles(
        lower=rounded(found.lower, policy.digits),
        median=rounded(found.median, policy.digits),
        upper=rounded(found.upper, policy.digits),
    )
    return Shown(engagements=whole, quartiles=coarse)


def rounded(value: Decimal, digits: int | None) -> Decimal:
    if digits is None:
        return value
    coarse = Context(prec=digits, rounding=ROUND_HALF_EVEN).plus(value)
    exponent = coarse.as_tuple().exponent
    return coarse.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else coarse


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


SHIPPED_BENCHMARKS = ("benchmarks_v1.yaml", "benchmarks_v2.yaml")
BENCHMARKS: Mapping[int, BenchmarkPolicy] = versions(read_benchmarks, SHIPPED_BENCHMARKS, __package__)
LATEST_BENCHMARKS = BENCHMARKS[max(BENCHMARKS)]
