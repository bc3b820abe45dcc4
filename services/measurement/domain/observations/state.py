"""What a decision on one day's observations knows: the series, whom there is to observe, and what is held already."""

from dataclasses import field, replace
from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.events.go_live import WentLive
from shared.events.observations import (
    AdoptionIndicatorCorrected,
    AdoptionIndicatorRecorded,
    KpiCorrected,
    KpiRecorded,
    Observation,
    ObservationEvent,
)
from shared.events.population import CohortDefined, PopulationDefined
from shared.events.series import SeriesDefined, SeriesHandedOver, SeriesRetired
from shared.kernel.growing import Growing
from shared.kernel.record import record

Held: TypeAlias = Growing[str, Observation | None]


@record
class Day:
    """`held`: by key, as corrected last; None where it was withdrawn. Cohorts and departments: all that ever were."""

    series: SeriesDefined | None = None
    owner: UUID | None = None
    retired: bool = False
    live_on: date | None = None
    cohorts: frozenset[UUID] = frozenset()
    departments: frozenset[str] = frozenset()
    held: Held = field(default_factory=Growing)


AroundEvent: TypeAlias = SeriesDefined | SeriesHandedOver | SeriesRetired | WentLive | CohortDefined | PopulationDefined
Seen: TypeAlias = ObservationEvent | AroundEvent


def evolve(day: Day, event: Seen) -> Day:
    match event:
        case AdoptionIndicatorRecorded() | KpiRecorded():
            return replace(day, held=day.held.having_all({each.key: each for each in event.observations}))
        case AdoptionIndicatorCorrected() | KpiCorrected():
            return replace(day, held=day.held.having(event.old.key, event.new))
        case _:
            return around(day, event)


def around(day: Day, event: AroundEvent) -> Day:
    match event:
        case SeriesDefined():
            return replace(day, series=event, owner=event.owner)
        case SeriesHandedOver():
            return replace(day, owner=event.owner)
        case SeriesRetired():
            return replace(day, retired=True)
        case WentLive():
            return replace(day, live_on=event.went_live_on)
        case CohortDefined():
            return replace(day, cohorts=day.cohorts | {event.cohort_id})
        case PopulationDefined():
            return replace(day, departments=day.departments | {each.name for each in event.departments})
