"""The stage that is under way, since when, and all that says when it ends. Days are those of UTC, as in every fold."""

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, date, timedelta
from typing import Any, TypeAlias, get_args
from uuid import UUID

from services.engagement.domain.gap import state as gap
from services.engagement.domain.stage import state as stages
from shared.events.delays import DelayEvent, StageDelayed, StageDelayEnded
from shared.events.endings import EngagementCompleted, EngagementParked, EngagementResumed, EngagementStopped
from shared.events.engagements import EngagementStarted
from shared.events.gaps import GapEvent, GapOpened
from shared.events.gates import DecisionEvent
from shared.events.scope import ScopeDefined
from shared.events.stages import Stage, StageEntered, StageEvent, StageReopened
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

Rest: TypeAlias = EngagementParked | EngagementResumed
End: TypeAlias = EngagementStopped | EngagementCompleted
LOOKED_AT: tuple[type, ...] = (
    EngagementStarted,
    ScopeDefined,
    *get_args(Rest),
    *get_args(End),
    *get_args(StageEvent),
    *get_args(DecisionEvent),
    *get_args(GapEvent),
)


@record
class Course:
    """`stage` is the one under way, entered or returned to on `since`; `rested` are the days of rest since then.

    `delay` is what was told and has not ended; `ended` says how the engagement did.
    """

    stage: Stage | None = None
    since: date = date.min
    rested: timedelta = timedelta()
    parked_on: date | None = None
    journey: stages.Stages = field(default_factory=stages.NotStarted)
    gaps: Mapping[UUID, gap.Gap] = field(default_factory=dict)
    delay: StageDelayed | None = None
    ended: End | None = None


def day_of(recorded: Recorded[Any]) -> date:
    return recorded.occurred_at.astimezone(UTC).date()


def evolve(course: Course, recorded: Recorded[Any]) -> Course:
    event = recorded.event
    match event:
        case EngagementParked() | EngagementResumed():
            return rested(course, event, day_of(recorded))
        case EngagementStopped() | EngagementCompleted():
            return replaced(course, ended=event)
        case StageDelayed() | StageDelayEnded():
            return replaced(course, delay=event if isinstance(event, StageDelayed) else None)
        case _ if isinstance(event, GapEvent):
            return worked_off(course, event)
        case _:
            return moved(replaced(course, journey=stages.evolve(course.journey, event)), event, day_of(recorded))


def rested(course: Course, event: Rest, day: date) -> Course:
    if isinstance(event, EngagementParked):
        return replaced(course, parked_on=day)
    days = day - max(course.parked_on or day, course.since)
    return replaced(course, parked_on=None, rested=course.rested + max(days, timedelta()))


def moved(course: Course, event: object, day: date) -> Course:
    match event:
        case EngagementStarted():
            return replaced(course, stage=stages.FIRST, since=day)
        case StageEntered(stage=stage) | StageReopened(stage=stage):
            return replaced(course, stage=stage, since=day, rested=timedelta(), delay=None)
        case _:
            return course


def worked_off(course: Course, event: GapEvent) -> Course:
    before = gap.Unknown() if isinstance(event, GapOpened) else course.gaps[event.gap_id]
    return replaced(course, gaps={**course.gaps, event.gap_id: gap.evolve(before, event)})


__all__ = ["LOOKED_AT", "Course", "DelayEvent", "day_of", "evolve"]
