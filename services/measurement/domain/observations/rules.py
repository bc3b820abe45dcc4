"""What happens when observations come in, or are corrected."""

from datetime import timedelta
from typing import assert_never
from uuid import UUID

from services.measurement.domain.not_found import SeriesNotFound
from services.measurement.domain.observations.commands import (
    CorrectObservation,
    DayIsFull,
    DayOutsideTheWindow,
    ObservationCommand,
    ObservationNotFound,
    ObservationsNotTaken,
    ObservationWasWithdrawn,
    ObservedBeforeGoLive,
    RecordObservations,
    SeriesOfSomebodyElse,
    UnitDiffers,
)
from services.measurement.domain.observations.judging import checked, judged
from services.measurement.domain.observations.state import Day, Seen, evolve
from services.measurement.domain.observations.verdicts import told
from services.measurement.domain.series.commands import SeriesHasRetired
from services.measurement.domain.series.rules import LEADS
from services.measurement.domain.series_policy import LATEST_SERIES
from services.measurement.domain.windows import DAYS
from shared.events.go_live import WentLive
from shared.events.observations import (
    AdoptionIndicatorCorrected,
    AdoptionIndicatorRecorded,
    CorrectedEvent,
    KpiCorrected,
    KpiRecorded,
    Observation,
    ObservationEvent,
)
from shared.events.people import Role
from shared.events.population import CohortDefined, PopulationDefined
from shared.events.series import SeriesDefined, SeriesHandedOver, SeriesKind, SeriesRetired
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope, stream_scope
from shared.kernel.refusal import InTheFuture, NotWellFormed
from shared.kernel.text import line, prose

RECORDERS = frozenset(Role) - {Role.AUDITOR}
FOR_OTHERS = LEADS | {Role.INTEGRATOR}
LONGEST_TOLD = 60


def take(command: RecordObservations, day: Day, asked: Asked) -> list[ObservationEvent]:
    """All of them; where one cannot be taken, it is said of each that cannot, and why."""
    series = answered_for(command.engagement_id, day, asked)
    if day.retired:
        raise SeriesHasRetired
    if command.unit is not None and command.unit != series.unit:
        raise UnitDiffers(where=("input", "unit"), unit=series.unit, given=command.unit[:LONGEST_TOLD])
    in_the_window(command, day, asked)
    source = line("source", command.source)
    if not 0 < len(command.observations) <= LATEST_SERIES.most_at_once:
        problem = f"observations are from 1 to {LATEST_SERIES.most_at_once}"
        raise NotWellFormed(where=("input", "observations"), problem=problem)
    found = judged(command.observations, day, series)
    if found.others:
        raise ObservationsNotTaken(several=len(found.others), rows=told(found.others))
    held = len(day.held)
    if held + len(found.taken) > LATEST_SERIES.most_a_day:
        raise DayIsFull(where=("input", "observations"), held=held, most=LATEST_SERIES.most_a_day)
    return [recorded(command, series, source, found.taken)]


def recorded(
    command: RecordObservations, series: SeriesDefined, source: str, taken: tuple[Observation, ...]
) -> AdoptionIndicatorRecorded | KpiRecorded:
    kind = AdoptionIndicatorRecorded if series.kind is SeriesKind.INDICATOR else KpiRecorded
    return kind(
        engagement_id=series.engagement_id,
        series_id=series.series_id,
        day=command.day,
        source=source,
        observations=taken,
    )


def answered_for(engagement_id: UUID, day: Day, asked: Asked) -> SeriesDefined:
    """The series, if it is one of the engagement and the business of whoever asks. Raises Refused."""
    if day.series is None or day.series.engagement_id != engagement_id:
        raise SeriesNotFound(where=("input", "seriesId"))
    if asked.by.person != day.owner and FOR_OTHERS.isdisjoint(asked.by.roles):
        raise SeriesOfSomebodyElse
    return day.series


def in_the_window(command: RecordObservations, day: Day, asked: Asked) -> None:
    """From the day of going live to the last one that is measured, and no day to come."""
    if day.live_on is None:
        raise ObservedBeforeGoLive(where=("input", "day"))
    if not 0 <= (command.day - day.live_on).days < DAYS:
        latest = day.live_on + timedelta(days=DAYS - 1)
        raise DayOutsideTheWindow(where=("input", "day"), earliest=day.live_on, latest=latest)
    if command.day > asked.day:
        raise InTheFuture(where=("input", "day"), given=command.day, now=asked.day)


def correct(command: CorrectObservation, day: Day, asked: Asked) -> list[ObservationEvent]:
    """What is withdrawn stays so."""
    series = answered_for(command.engagement_id, day, asked)
    reason, key = prose("reason", command.reason), line("key", command.key)
    if key not in day.held:
        raise ObservationNotFound(where=("input", "key"))
    old, new = day.held[key], replacement(command, key, day, series)
    if old == new:
        return []
    if old is None:
        raise ObservationWasWithdrawn(where=("input", "key"))
    kind: type[CorrectedEvent] = AdoptionIndicatorCorrected if series.kind is SeriesKind.INDICATOR else KpiCorrected
    return [
        kind(
            engagement_id=series.engagement_id,
            series_id=series.series_id,
            day=command.day,
            old=old,
            new=new,
            reason=reason,
            corrector=asked.by.person,
        )
    ]


def replacement(command: CorrectObservation, key: str, day: Day, series: SeriesDefined) -> Observation | None:
    if command.new is None:
        return None
    new = checked(command.new, day, series)
    if new.key != key:
        raise NotWellFormed(where=("input", "key"), problem="an observation keeps its key")
    return new


def decide(command: ObservationCommand, day: Day, asked: Asked) -> list[ObservationEvent]:
    match command:
        case RecordObservations():
            return take(command, day, asked)
        case CorrectObservation():
            return correct(command, day, asked)
        case _:
            assert_never(command)


def looks_at(command: ObservationCommand) -> tuple[Scope, ...]:
    return (
        stream_scope(f"series-{command.series_id}", SeriesDefined, SeriesHandedOver, SeriesRetired),
        engagement_scope(command.engagement_id, WentLive, CohortDefined, PopulationDefined),
    )


OBSERVATIONS: Decider[Day, ObservationCommand, Seen] = Decider(
    initial=Day(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"observations-{command.series_id}-{command.day}",
    permits={RecordObservations: RECORDERS, CorrectObservation: RECORDERS},
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
    keeps=True,
)
