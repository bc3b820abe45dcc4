"""How an engagement rests or ends: parked and resumed, stopped by a named reason, or completed after its 90 days."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.end_reason import noted
from services.engagement.domain.go_live.commands import NotLiveYet
from services.engagement.domain.go_live_policy import LATEST_POLICY
from services.engagement.domain.halted import EngagementIsParked, EngagementStoppedForGood
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.roles import APPROVERS, LEADS
from shared.events.endings import (
    EndingEvent,
    EndReason,
    EngagementCompleted,
    EngagementParked,
    EngagementResumed,
    EngagementStopped,
)
from shared.events.engagements import EngagementEvent, EngagementStarted, SystemOwnerAssigned, SystemOwnerVacated
from shared.events.go_live import HandOverAccepted, WentLive
from shared.events.measurement import AdoptionReportPublished
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.kernel.text import prose

# --- Commands ---------------------------------------------------------------


@record
class StopEngagement:
    engagement_id: UUID
    reason: EndReason
    note: str


@record
class ParkEngagement:
    engagement_id: UUID
    until: date | None
    reason: str


@record
class ResumeEngagement:
    engagement_id: UUID


@record
class CompleteEngagement:
    engagement_id: UUID


EndingCommand: TypeAlias = StopEngagement | ParkEngagement | ResumeEngagement | CompleteEngagement

# --- Refusals ---------------------------------------------------------------


class EngagementIsLive(Refused):
    """The system is live: its engagement is completed, and neither stopped nor parked."""


class ParkedIntoThePast(Refused):
    """An engagement is parked until a day that is still to come."""


class AdoptionNotReported(Refused):
    """An engagement is completed once its adoption is reported on up to day {day}."""


class HandOverNotAccepted(Refused):
    """An engagement is completed once whoever owns the system has accepted the hand-over."""


# --- State ------------------------------------------------------------------


@record
class NotStarted:
    pass


@record
class UnderWay:
    """`taken_over_by` accepted the hand-over; adoption is reported on up to the day `reported`."""

    parked: EngagementParked | None = None
    live: bool = False
    owner: UUID | None = None
    taken_over_by: UUID | None = None
    reported: int = 0


Course: TypeAlias = NotStarted | UnderWay | EngagementStopped | EngagementCompleted
Beside: TypeAlias = WentLive | HandOverAccepted | AdoptionReportPublished


def evolve(course: Course, event: EngagementEvent | Beside) -> Course:
    match event:
        case EngagementStarted():
            return UnderWay()
        case EngagementStopped() | EngagementCompleted():
            return event
        case _:
            return changed(course, event) if isinstance(course, UnderWay) else course


def changed(course: UnderWay, event: EngagementEvent | Beside) -> UnderWay:
    match event:
        case EngagementParked():
            return replace(course, parked=event)
        case EngagementResumed():
            return replace(course, parked=None)
        case SystemOwnerAssigned() | SystemOwnerVacated():
            return replace(course, owner=event.owner if isinstance(event, SystemOwnerAssigned) else None)
        case WentLive() | HandOverAccepted() | AdoptionReportPublished():
            return ran(course, event)
        case _:
            return course


def ran(course: UnderWay, event: Beside) -> UnderWay:
    match event:
        case WentLive():
            return replace(course, live=True)
        case HandOverAccepted():
            return replace(course, taken_over_by=event.owner)
        case AdoptionReportPublished():
            return replace(course, reported=max(course.reported, event.day))
        case _:
            assert_never(event)


# --- Decisions --------------------------------------------------------------


def stop(command: StopEngagement, course: Course) -> list[EndingEvent]:
    fact = EngagementStopped(
        engagement_id=command.engagement_id, reason=command.reason, note=noted(command.reason, command.note)
    )
    if course == fact:
        return []
    not_live(course)
    return [fact]


def park(command: ParkEngagement, course: Course, asked: Asked) -> list[EndingEvent]:
    fact = EngagementParked(
        engagement_id=command.engagement_id, until=command.until, reason=prose("reason", command.reason)
    )
    parked = not_live(course).parked
    if parked == fact:
        return []
    if parked is not None:
        raise EngagementIsParked
    if command.until is not None and command.until <= asked.day:
        raise ParkedIntoThePast(where=("input", "until"))
    return [fact]


def resume(command: ResumeEngagement, course: Course) -> list[EndingEvent]:
    return [EngagementResumed(engagement_id=command.engagement_id)] if under_way(course).parked else []


def complete(command: CompleteEngagement, course: Course, asked: Asked) -> list[EndingEvent]:
    if isinstance(course, EngagementCompleted):
        return []
    present = under_way(course)
    if not present.live:
        raise NotLiveYet
    if present.reported < LATEST_POLICY.report_day:
        raise AdoptionNotReported(day=LATEST_POLICY.report_day)
    if present.owner is None or present.owner != present.taken_over_by:
        raise HandOverNotAccepted
    return [EngagementCompleted(engagement_id=command.engagement_id, completed_on=asked.day)]


def not_live(course: Course) -> UnderWay:
    if isinstance(course, EngagementCompleted):
        raise EngagementIsLive
    present = under_way(course)
    if present.live:
        raise EngagementIsLive
    return present


def under_way(course: Course) -> UnderWay:
    match course:
        case NotStarted():
            raise EngagementNotFound
        case EngagementStopped():
            raise EngagementStoppedForGood
        case EngagementCompleted():
            return UnderWay(live=True)
        case UnderWay():
            return course
        case _:
            assert_never(course)


def decide(command: EndingCommand, course: Course, asked: Asked) -> list[EndingEvent]:
    match command:
        case StopEngagement():
            return stop(command, course)
        case ParkEngagement():
            return park(command, course, asked)
        case ResumeEngagement():
            return resume(command, course)
        case CompleteEngagement():
            return complete(command, course, asked)
        case _:
            assert_never(command)


def looks_at(command: EndingCommand) -> tuple[Scope, ...]:
    return (
        stream_scope(f"golive-{command.engagement_id}", WentLive, HandOverAccepted),
        stream_scope(f"measurement-{command.engagement_id}", AdoptionReportPublished),
    )


ENDING: Decider[Course, EndingCommand, EngagementEvent | Beside] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"engagement-{command.engagement_id}",
    permits={
        StopEngagement: APPROVERS,
        ParkEngagement: LEADS | APPROVERS,
        ResumeEngagement: LEADS | APPROVERS,
        CompleteEngagement: LEADS | APPROVERS,
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
