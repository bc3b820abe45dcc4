"""What a series came to, as the lines of a table: day by day, or window by window beside the plan."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from uuid import UUID

from gateway.tables.csv import Line
from services.engagement.contract import change
from services.measurement.contracts.series import SeriesDayLine, SeriesEntry, SeriesWindowLine

DAYS: Final = ("series", "unit", "day", "actual", "observations", "corrections", "total", "of_total")
WINDOWS: Final = (
    *("series", "unit", "cadence", "window", "starts_on", "ends_on", "cohort", "department"),
    *("actual", "plan", "plan_at_go_live", "observations", "corrections"),
)

Cohorts = Mapping[UUID, change.CohortEntry]


def day_lines(series: SeriesEntry, days: Sequence[SeriesDayLine]) -> Iterator[Line]:
    yield DAYS
    for each in days:
        sums = (each.observations, each.corrections, each.total, each.of_total)
        yield (series.name, series.unit, each.day, each.actual, *sums)


def window_lines(series: SeriesEntry, windows: Sequence[SeriesWindowLine], cohorts: Cohorts) -> Iterator[Line]:
    """A line for all together, then one for each cohort and department that measured anything."""
    yield WINDOWS
    for each in windows:
        of = (series.name, series.unit, each.cadence.value, each.number, each.starts_on, each.ends_on)
        planned = (each.plan, each.plan_at_go_live)
        yield (*of, None, None, each.actual, *planned, each.observations, each.corrections)
        for part in each.splits:
            named = (cohort(part.cohort_id, cohorts), part.department)
            yield (*of, *named, part.actual, None, None, part.observations, None)


def cohort(cohort_id: UUID | None, cohorts: Cohorts) -> str | None:
    """As people call it; by its id where nobody knows it any more."""
    if cohort_id is None:
        return None
    found = cohorts.get(cohort_id)
    return f"{found.department}, {found.role}" if found else str(cohort_id)


def length(windows: Sequence[SeriesWindowLine]) -> int:
    return sum(1 + len(each.splits) for each in windows)
