"""The first ninety days: they begin with going live, their windows close one by one, and some are missed."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.measurement.domain.windows import DAYS, Window, count, day_of, window
from shared.events.go_live import WentLive
from shared.events.measurement import (
    AdoptionReportPublished,
    MeasurementEvent,
    MeasurementStarted,
    MeasurementWindowClosed,
    WindowMissed,
)
from shared.events.people import Role
from shared.events.roi import RoiComputed, RoiReportPublished, RoiRestated
from shared.events.series import Cadence
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.record import record
from shared.kernel.refusal import Refused

WINDOWS = 1
"""The version of what the windows are."""
PUBLISHERS = frozenset({Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD, Role.BUSINESS_OWNER, Role.CHANGE_LEAD})

# --- Commands: all but the last are given by Fairway itself ---


@record
class StartMeasurement:
    engagement_id: UUID


@record
class CloseWindow:
    engagement_id: UUID
    cadence: Cadence
    number: int


@record
class NoteMissed:
    """In this series nothing was measured for a window that has closed."""

    engagement_id: UUID
    series_id: UUID
    cadence: Cadence
    number: int


@record
class PublishAdoptionReport:
    """The report as it reads at log position `position`, by the SHA-256 of its canonical JSON, in hex."""

    engagement_id: UUID
    position: int
    digest: str


OnMeasurement: TypeAlias = CloseWindow | NoteMissed
OnGoingLive: TypeAlias = StartMeasurement | PublishAdoptionReport
MeasurementCommand: TypeAlias = OnGoingLive | OnMeasurement


class MeasurementNotStarted(Refused):
    """The system has not gone live: there is nothing to be measured yet."""


class WindowNotFound(Refused):
    """There is no {cadence} window {number}: they are counted from 1 to {most}."""


class WindowStillOpen(Refused):
    """The window is open until {until}: that day is not over."""


# --- What they stand on ---


@record
class Measured:
    """`live_on`: when the system went live; `day_zero`: the same, once measuring has begun.

    `reported` are the days of the reports that were published, with their digests.
    """

    live_on: date | None = None
    day_zero: date | None = None
    closed: frozenset[tuple[Cadence, int]] = frozenset()
    missed: frozenset[tuple[UUID, Cadence, int]] = frozenset()
    reported: frozenset[tuple[int, str]] = frozenset()


Known: TypeAlias = MeasurementEvent | WentLive


def evolve(measured: Measured, event: Known) -> Measured:
    match event:
        case AdoptionReportPublished():
            return replace(measured, reported=measured.reported | {(event.day, event.digest)})
        case RoiComputed() | RoiReportPublished() | RoiRestated():
            return measured
        case WentLive():
            return replace(measured, live_on=event.went_live_on)
        case MeasurementStarted():
            return replace(measured, day_zero=event.went_live_on)
        case MeasurementWindowClosed():
            return replace(measured, closed=measured.closed | {(event.cadence, event.number)})
        case WindowMissed():
            return replace(measured, missed=measured.missed | {(event.series_id, event.cadence, event.number)})
        case _:
            assert_never(event)


# --- Decisions ---


def start(command: StartMeasurement, measured: Measured) -> list[MeasurementEvent]:
    if measured.live_on is None:
        raise MeasurementNotStarted
    if measured.day_zero is not None:
        return []
    started = MeasurementStarted(engagement_id=command.engagement_id, went_live_on=measured.live_on, policy=WINDOWS)
    return [started]


def close(command: CloseWindow, measured: Measured, asked: Asked) -> list[MeasurementEvent]:
    closing = window_of(command, measured)
    if asked.day < closing.closes_on:
        raise WindowStillOpen(until=closing.ends_on)
    if (command.cadence, command.number) in measured.closed:
        return []
    return [
        MeasurementWindowClosed(
            engagement_id=command.engagement_id,
            cadence=command.cadence,
            number=command.number,
            starts_on=closing.starts_on,
            ends_on=closing.ends_on,
        )
    ]


def note_missed(command: NoteMissed, measured: Measured) -> list[MeasurementEvent]:
    missed = window_of(command, measured)
    if (command.cadence, command.number) not in measured.closed:
        raise WindowStillOpen(until=missed.ends_on)
    if (command.series_id, command.cadence, command.number) in measured.missed:
        return []
    return [
        WindowMissed(
            engagement_id=command.engagement_id,
            series_id=command.series_id,
            cadence=command.cadence,
            number=command.number,
            starts_on=missed.starts_on,
            ends_on=missed.ends_on,
        )
    ]


def publish(command: PublishAdoptionReport, measured: Measured, asked: Asked) -> list[MeasurementEvent]:
    """As the last day counts the one on which every window has closed, and none before it."""
    if measured.live_on is None:
        raise MeasurementNotStarted
    over = len(measured.closed) == sum(map(count, Cadence))
    day = DAYS if over else max(0, min(day_of(measured.live_on, asked.day), DAYS - 1))
    if (day, command.digest) in measured.reported:
        return []
    published = AdoptionReportPublished(
        engagement_id=command.engagement_id, day=day, position=command.position, digest=command.digest
    )
    return [published]


def window_of(command: OnMeasurement, measured: Measured) -> Window:
    if measured.day_zero is None:
        raise MeasurementNotStarted
    if not 1 <= command.number <= count(command.cadence):
        raise WindowNotFound(cadence=command.cadence, number=command.number, most=count(command.cadence))
    return window(measured.day_zero, command.cadence, command.number)


def decide(command: MeasurementCommand, measured: Measured, asked: Asked) -> list[MeasurementEvent]:
    match command:
        case StartMeasurement():
            return start(command, measured)
        case CloseWindow():
            return close(command, measured, asked)
        case NoteMissed():
            return note_missed(command, measured)
        case PublishAdoptionReport():
            return publish(command, measured, asked)
        case _:
            assert_never(command)


def looks_at(command: MeasurementCommand) -> tuple[Scope, ...]:
    return (engagement_scope(command.engagement_id, WentLive),) if isinstance(command, OnGoingLive) else ()


MEASUREMENT: Decider[Measured, MeasurementCommand, Known] = Decider(
    initial=Measured(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"measurement-{command.engagement_id}",
    permits={
        StartMeasurement: frozenset(),
        CloseWindow: frozenset(),
        NoteMissed: frozenset(),
        PublishAdoptionReport: PUBLISHERS,
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
    at_once=frozenset({CloseWindow, NoteMissed}),
)
