"""A pilot beside production, measure by measure: what each service tells is brought together by what it is called."""

from collections.abc import Sequence

from services.engagement.contracts.beside_pilot import BesidePilot, called
from services.measurement.contracts.series import SeriesEntry
from shared.kernel.record import record

SIGNS = {"%": "percent"}


@record
class OneMeasure:
    """Of either there may be none. Series of one name are of one measure, whoever counts them."""

    besides: BesidePilot | None
    series: tuple[SeriesEntry, ...]

    @property
    def name(self) -> str:
        return self.besides.name if self.besides else self.series[0].name


def measures(besides: Sequence[BesidePilot], series: Sequence[SeriesEntry]) -> list[OneMeasure]:
    """First those that the pilot or the runs of the model told of, then those that only production knows."""
    by_name: dict[str, tuple[SeriesEntry, ...]] = {}
    for each in series:
        by_name[called(each.name)] = (*by_name.get(called(each.name), ()), each)
    known = [OneMeasure(besides=each, series=by_name.pop(called(each.name), ())) for each in besides]
    return [*known, *(OneMeasure(besides=None, series=several) for several in by_name.values())]


def comparable(measure: OneMeasure) -> bool | None:
    """Whether pilot and production say it in one unit and call the same better; None: one of them does not say it."""
    besides = measure.besides
    if besides is None or not measure.series:
        return None
    return all(unit(each.unit) == unit(besides.unit) and each.better is besides.better for each in measure.series)


def unit(name: str) -> str:
    """A pilot may have written its sign."""
    return SIGNS.get(called(name), called(name))
