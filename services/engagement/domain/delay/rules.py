"""The stage is looked at by Fairway itself: as its time runs out, and whenever what is planned in it changes."""

from datetime import date
from typing import Any, TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.delay.course import LOOKED_AT, Course, evolve
from services.engagement.domain.delay.forecast import Forecast, forecast, late, on_time
from services.engagement.domain.delay.waiting import waiting_on
from services.engagement.domain.halted import EngagementIsParked, EngagementStoppedForGood
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.stage_pace import LATEST_PACE
from shared.events.delays import DelayEvent, StageDelayed, StageDelayEnded
from shared.events.endings import EngagementStopped
from shared.events.stages import Stage
from shared.kernel.decider import Asked, Decider, engagement_scope
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class NoteStageDelay:
    """Put on record that the stage takes longer than expected: its time has run out."""

    engagement_id: UUID


@record
class CheckStageForecast:
    """Look whether the stage is late, or on time again, by what is planned now."""

    engagement_id: UUID


DelayCommand: TypeAlias = NoteStageDelay | CheckStageForecast


class StageNotLate(Refused):
    """The stage is expected to end on {expected}, and is not so late that people are told, or they were told."""


class StagesAreOver(Refused):
    """The engagement is completed: no stage is under way."""


def decide(command: DelayCommand, course: Course, asked: Asked) -> list[DelayEvent]:
    found = forecast(course, under_way(course), asked.day, asked.zone)
    facts = crossed(command.engagement_id, course, found, asked.day)
    match command:
        case NoteStageDelay():
            if not any(isinstance(fact, StageDelayed) for fact in facts):
                raise StageNotLate(expected=found.expected_on)
        case CheckStageForecast():
            pass
        case _:
            assert_never(command)
    return facts


def under_way(course: Course) -> Stage:
    if course.stage is None:
        raise EngagementNotFound
    if course.ended is not None:
        raise EngagementStoppedForGood if isinstance(course.ended, EngagementStopped) else StagesAreOver
    if course.parked_at is not None:
        raise EngagementIsParked
    return course.stage


def crossed(engagement_id: UUID, course: Course, found: Forecast, day: date) -> list[DelayEvent]:
    """Late is told once; on time is told once after that."""
    if course.delay is None:
        return [delayed(engagement_id, course, found, day)] if late(found) else []
    if not on_time(found):
        return []
    return [
        StageDelayEnded(
            engagement_id=engagement_id,
            stage=found.stage,
            expected_on=found.expected_on,
            forecast_on=found.forecast_on,
        )
    ]


def delayed(engagement_id: UUID, course: Course, found: Forecast, day: date) -> StageDelayed:
    return StageDelayed(
        engagement_id=engagement_id,
        stage=found.stage,
        policy=LATEST_PACE.version,
        entered_on=found.entered_on,
        expected_on=found.expected_on,
        forecast_on=found.forecast_on,
        days_late=found.days_late,
        waiting_on=waiting_on(course, found.stage, day),
    )


DELAY: Decider[Course, DelayCommand, Any] = Decider(
    initial=Course(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"delay-{command.engagement_id}",
    permits={NoteStageDelay: frozenset(), CheckStageForecast: frozenset()},
    looks_at=lambda command: (engagement_scope(command.engagement_id, *LOOKED_AT),),
    with_envelope=True,
    engagement=lambda command: command.engagement_id,
    at_once=frozenset({NoteStageDelay, CheckStageForecast}),
)
