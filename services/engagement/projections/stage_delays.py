"""The delays of an engagement's stages, each as it was told, in one row: the next stage ends that of the one before."""

from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from shared.events.delays import StageDelayed, StageDelayEnded, StageWait
from shared.events.endings import EngagementCompleted, EngagementStopped
from shared.events.stages import Stage, StageEntered, StageReopened
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection

End: TypeAlias = StageDelayEnded | StageEntered | StageReopened | EngagementStopped | EngagementCompleted
Handled: TypeAlias = StageDelayed | End


@record
class DelayEntry:
    """`ended_at` None: it lasts."""

    stage: Stage
    policy: int
    entered_on: date
    expected_on: date
    forecast_on: date
    days_late: int
    waiting_on: tuple[StageWait, ...]
    delayed_at: datetime
    ended_at: datetime | None = None


@record
class StageDelaysEntry:
    """The oldest first."""

    engagement_id: UUID
    delays: tuple[DelayEntry, ...]


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(row: StageDelaysEntry | None, recorded: Recorded[Handled]) -> StageDelaysEntry | None:
    event, before = recorded.event, row.delays if row else ()
    if isinstance(event, StageDelayed):
        delays = (*before, delay(event, recorded))
        return StageDelaysEntry(engagement_id=event.engagement_id, delays=delays)
    if row is None:
        return None
    ended = (replaced(each, ended_at=each.ended_at or recorded.occurred_at) for each in before)
    return replaced(row, delays=tuple(ended))


def delay(event: StageDelayed, recorded: Recorded[Handled]) -> DelayEntry:
    return DelayEntry(
        stage=event.stage,
        policy=event.policy,
        entered_on=event.entered_on,
        expected_on=event.expected_on,
        forecast_on=event.forecast_on,
        days_late=event.days_late,
        waiting_on=event.waiting_on,
        delayed_at=recorded.occurred_at,
    )


STAGE_DELAYS = Projection(
    name="stage_delays",
    version=1,
    row=StageDelaysEntry,
    key=("engagement_id",),
    handles=(StageDelayed, StageDelayEnded, StageEntered, StageReopened, EngagementStopped, EngagementCompleted),
    keys=keys,
    fold=fold,
)
