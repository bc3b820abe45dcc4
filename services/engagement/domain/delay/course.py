"""The stage that is under way, since when, and all that says when it ends: which days those are, the tenant decides."""

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, date, datetime, timedelta, tzinfo
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
    """`stage` is the one under way, entered or returned to at `since`; `rests` are those that ended since then.

    `delay` is what was told and has not ended; `ended` says how the engagement did.
    """

    stage: Stage | None = None
    since: datetime = datetime.min.replace(tzinfo=UTC)
    rests: tuple[tuple[datetime, datetime], ...] = ()
    parked_at: datetime | None = None
    journey: stages.Stages = field(default_factory=stages.NotStarted)
    gaps: Mapping[UUID, gap.Gap] = field(default_factory=dict)
    delay: StageDelayed | None = None
    ended: End | None = None

    def entered_on(self, zone: tzinfo) -> date:
        return self.since.astimezone(zone).date()

    def rested(self, zone: tzinfo) -> timedelta:
        """The days of rest, counted where the tenant is."""
        days = ((begun.astimezone(zone).date(), over.astimezone(zone).date()) for begun, over in self.rests)
        return sum((over - begun for begun, over in days), timedelta())


def evolve(course: Course, recorded: Recorded[Any]) -> Course:
    event = recorded.event
    match event:
        case EngagementParked() | EngagementResumed():
            return rested(course, event, recorded.occurred_at)
        case EngagementStopped() | EngagementCompleted():
            return replaced(course, ended=event)
        case StageDelayed() | StageDelayEnded():
            return replaced(course, delay=event if isinstance(event, StageDelayed) else None)
        case _ if isinstance(event, GapEvent):
            return worked_off(course, event)
        case _:
            return moved(replaced(course, journey=stages.evolve(course.journey, event)), event, recorded.occurred_at)


def rested(course: Course, event: Rest, at: datetime) -> Course:
    if isinstance(event, EngagementParked):
        return replaced(course, parked_at=at)
    rest = (max(course.parked_at or at, course.since), max(at, course.since))
    return replaced(course, parked_at=None, rests=(*course.rests, rest))


def moved(course: Course, event: object, at: datetime) -> Course:
    match event:
        case EngagementStarted():
            return replaced(course, stage=stages.FIRST, since=at)
        case StageEntered(stage=stage) | StageReopened(stage=stage):
            return replaced(course, stage=stage, since=at, rests=(), delay=None)
        case _:
            return course


def worked_off(course: Course, event: GapEvent) -> Course:
    before = gap.Unknown() if isinstance(event, GapOpened) else course.gaps[event.gap_id]
    return replaced(course, gaps={**course.gaps, event.gap_id: gap.evolve(before, event)})


__all__ = ["LOOKED_AT", "Course", "DelayEvent", "evolve"]
