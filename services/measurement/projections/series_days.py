"""What a series came to on each day: one row of sums for all, for each cohort and for each department.

Windows, plans, dashboards and triggers read these rows; no row is kept of a single observation.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import get_args
from uuid import UUID

from services.measurement.domain.sums import NOTHING, Sums, minus, of_all, plus
from shared.events.observations import (
    AdoptionIndicatorRecorded,
    KpiRecorded,
    Observation,
    ObservationEvent,
)
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection

ALL = ""
COHORT, DEPARTMENT = "cohort:", "department:"


@record
class SeriesDayEntry:
    """`split` is empty for all, else the cohort's or the department's. `version` is that of the day's stream."""

    series_id: UUID
    day: date
    split: str
    engagement_id: UUID
    cohort_id: UUID | None
    department: str | None
    count: int
    total: Decimal
    of_total: Decimal
    weighed: Decimal
    weight: Decimal
    corrections: int
    first_seq: int
    last_seq: int
    version: int


def splits(observation: Observation) -> Iterator[str]:
    """Every part that the observation counts in."""
    yield ALL
    if observation.cohort_id is not None:
        yield f"{COHORT}{observation.cohort_id}"
    if observation.department is not None:
        yield f"{DEPARTMENT}{observation.department}"


def keys(recorded: Recorded[ObservationEvent]) -> tuple[Key, ...]:
    event = recorded.event
    parts = dict.fromkeys(part for each in named(event) for part in splits(each))
    return tuple((event.series_id, event.day, part) for part in parts)


def named(event: ObservationEvent) -> tuple[Observation, ...]:
    """All observations that the event speaks of."""
    return (*gone(event), *come(event))


def come(event: ObservationEvent) -> tuple[Observation, ...]:
    """Those that count from now on."""
    if isinstance(event, (AdoptionIndicatorRecorded, KpiRecorded)):
        return event.observations
    return () if event.new is None else (event.new,)


def gone(event: ObservationEvent) -> tuple[Observation, ...]:
    """Those that count no more."""
    return () if isinstance(event, (AdoptionIndicatorRecorded, KpiRecorded)) else (event.old,)


def summed(observations: Iterable[Observation], part: str) -> Sums:
    return of_all(observations if part == ALL else filter(counting_in(part), observations))


def counting_in(part: str) -> Callable[[Observation], bool]:
    if part.startswith(COHORT):
        cohort_id = UUID(part.removeprefix(COHORT))
        return lambda each: each.cohort_id == cohort_id
    if part.startswith(DEPARTMENT):
        department = part.removeprefix(DEPARTMENT)
        return lambda each: each.department == department
    return lambda _: True


def fold_at(key: Key, row: SeriesDayEntry | None, recorded: Recorded[ObservationEvent]) -> SeriesDayEntry:
    event, part = recorded.event, str(key[2])
    before = row or empty(event, part, recorded)
    after = plus(sums_of(before), summed(come(event), part))
    if lost := gone(event):
        after = minus(after, summed(lost, part))
    return replaced(
        before,
        count=after.count,
        total=after.total,
        of_total=after.of_total,
        weighed=after.weighed,
        weight=after.weight,
        corrections=before.corrections + len(lost),
        last_seq=recorded.seq,
        version=recorded.version,
    )


def sums_of(row: SeriesDayEntry) -> Sums:
    return Sums(count=row.count, total=row.total, of_total=row.of_total, weighed=row.weighed, weight=row.weight)


def empty(event: ObservationEvent, part: str, recorded: Recorded[ObservationEvent]) -> SeriesDayEntry:
    return SeriesDayEntry(
        series_id=event.series_id,
        day=event.day,
        split=part,
        engagement_id=event.engagement_id,
        cohort_id=UUID(part.removeprefix(COHORT)) if part.startswith(COHORT) else None,
        department=part.removeprefix(DEPARTMENT) if part.startswith(DEPARTMENT) else None,
        count=0,
        total=NOTHING.total,
        of_total=NOTHING.of_total,
        weighed=NOTHING.weighed,
        weight=NOTHING.weight,
        corrections=0,
        first_seq=recorded.seq,
        last_seq=recorded.seq,
        version=recorded.version,
    )


def fold(row: SeriesDayEntry | None, recorded: Recorded[ObservationEvent]) -> SeriesDayEntry:
    """The row of all."""
    event = recorded.event
    return fold_at((event.series_id, event.day, ALL), row, recorded)


SERIES_DAYS = Projection(
    name="series_days",
    version=1,
    row=SeriesDayEntry,
    key=("series_id", "day", "split"),
    handles=get_args(ObservationEvent),
    keys=keys,
    fold=fold,
    fold_at=fold_at,
    indexes=(("engagement_id", "day"),),
)
