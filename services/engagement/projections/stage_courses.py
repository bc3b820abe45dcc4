"""The stage that is under way in each engagement, since when, and the rests that put its end off."""

from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.endings import EngagementCompleted, EngagementParked, EngagementResumed, EngagementStopped
from shared.events.engagements import EngagementStarted
from shared.events.stages import Stage, StageEntered, StageReopened
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection

Begin: TypeAlias = EngagementStarted | StageEntered | StageReopened
Pause: TypeAlias = EngagementParked | EngagementResumed
Handled: TypeAlias = Begin | Pause | EngagementStopped | EngagementCompleted


@record
class RestEntry:
    begun: datetime
    over: datetime


@record
class StageCourseEntry:
    """`parked_at`: it rests now; `ended`: no stage is under way any more."""

    engagement_id: UUID
    stage: Stage
    since: datetime
    rests: tuple[RestEntry, ...] = ()
    parked_at: datetime | None = None
    ended: bool = False


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(row: StageCourseEntry | None, recorded: Recorded[Handled]) -> StageCourseEntry:
    event, at = recorded.event, recorded.occurred_at
    match event:
        case EngagementStarted():
            return StageCourseEntry(engagement_id=event.engagement_id, stage=next(iter(Stage)), since=at)
        case StageEntered() | StageReopened():
            return replaced(known(row), stage=event.stage, since=at, rests=())
        case EngagementParked() | EngagementResumed():
            return rested(known(row), event, at)
        case EngagementStopped() | EngagementCompleted():
            return replaced(known(row), ended=True)
        case _:
            assert_never(event)


def rested(row: StageCourseEntry, event: Pause, at: datetime) -> StageCourseEntry:
    if isinstance(event, EngagementParked):
        return replaced(row, parked_at=at)
    rest = RestEntry(begun=max(row.parked_at or at, row.since), over=max(at, row.since))
    return replaced(row, parked_at=None, rests=(*row.rests, rest))


STAGE_COURSES = Projection(
    name="stage_courses",
    version=1,
    row=StageCourseEntry,
    key=("engagement_id",),
    handles=(
        EngagementStarted,
        StageEntered,
        StageReopened,
        EngagementParked,
        EngagementResumed,
        EngagementStopped,
        EngagementCompleted,
    ),
    keys=keys,
    fold=fold,
)
