"""What going to production usually takes: shipped data that an engagement's own figures are shown beside."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from shared.kernel.record import record
from shared.policy.shipped import CatalogueInvalid, Label, label_of, read_yaml, versions

PERCENT = range(1, 101)


class Beside(StrEnum):
    """Where a figure lies beside what is usual."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


@record
class Band:
    """Both ends belong to it."""

    lowest: Decimal
    highest: Decimal
    label: Label


@record
class UsualTime:
    """`percentiles` are those that a portfolio's lead times are shown at."""

    months: int
    percentiles: tuple[int, ...]
    label: Label


@record
class Benchmarks:
    version: int
    cost_multiple: Band
    lead_time: UsualTime


def read_benchmarks(text: str) -> Benchmarks:
    match read_yaml(text):
        case {"version": int(version), "cost_multiple": band, "lead_time": time, **others} if (
            version > 0 and not others
        ):
            return Benchmarks(version=version, cost_multiple=_band(band), lead_time=_time(time))
        case _:
            raise CatalogueInvalid("benchmarks have a version, counted from 1, a cost multiple and a lead time")


def _band(given: object) -> Band:
    match given:
        case {"from": str(lowest), "to": str(highest), **label}:
            band = Band(lowest=_number(lowest), highest=_number(highest), label=label_of(label))
        case _:
            raise CatalogueInvalid(f"a band has two ends, written as texts: {given}")
    if not Decimal(0) < band.lowest <= band.highest:
        raise CatalogueInvalid(f"a band rises from above nothing: {given}")
    return band


def _number(given: str) -> Decimal:
    try:
        return Decimal(given)
    except InvalidOperation as error:
        raise CatalogueInvalid(f"no number: {given}") from error


def _time(given: object) -> UsualTime:
    match given:
        case {"months": int(months), "percentiles": [*percentiles], **label} if months > 0:
            shown = tuple(each for each in percentiles if isinstance(each, int) and each in PERCENT)
        case _:
            raise CatalogueInvalid(f"a usual time has months and percentiles: {given}")
    if not shown or list(shown) != sorted(set(percentiles)):
        raise CatalogueInvalid(f"percentiles rise from 1 to 100: {given}")
    return UsualTime(months=months, percentiles=shown, label=label_of(label))


SHIPPED = ("benchmarks_v1.yaml",)
BENCHMARKS: Mapping[int, Benchmarks] = versions(read_benchmarks, SHIPPED, __package__)
LATEST_BENCHMARKS = BENCHMARKS[max(BENCHMARKS)]
