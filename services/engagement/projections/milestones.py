"""The days that a lead time runs between and a forecast is held against: one row per pilot that was closed."""

from datetime import date, datetime
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from shared.events.engagements import EngagementStarted
from shared.events.go_live import GoLivePlanned, GoLiveRescheduled, WentLive
from shared.events.pilots import PilotClosed
from shared.events.programme import ChangeProgramCreated, ChangeProgramLaunched
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class MilestonesEntry:
    engagement_id: UUID
    closed_on: date | None = None
    started_at: datetime | None = None
    started_seq: int | None = None
    change_policy: int | None = None
    launched_on: date | None = None
    planned_on: date | None = None
    went_live_on: date | None = None


Planned: TypeAlias = GoLivePlanned | GoLiveRescheduled
Programme: TypeAlias = ChangeProgramCreated | ChangeProgramLaunched
Handled: TypeAlias = PilotClosed | EngagementStarted | Programme | Planned | WentLive


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((engagement_of(recorded.event),),)


def engagement_of(event: Handled) -> UUID:
    return event.pilot_id if isinstance(event, PilotClosed) else event.engagement_id


def fold(row: MilestonesEntry | None, recorded: Recorded[Handled]) -> MilestonesEntry:
    event = recorded.event
    before = row or MilestonesEntry(engagement_id=engagement_of(event))
    match event:
        case PilotClosed():
            return replaced(before, closed_on=event.closed_on)
        case EngagementStarted():
            return replaced(before, started_at=recorded.occurred_at, started_seq=recorded.seq)
        case ChangeProgramCreated():
            return replaced(before, change_policy=event.policy)
        case ChangeProgramLaunched():
            return replaced(before, launched_on=event.launched_on)
        case _:
            return dated(before, event)


def dated(row: MilestonesEntry, event: Planned | WentLive) -> MilestonesEntry:
    match event:
        case GoLivePlanned():
            return replaced(row, planned_on=event.planned_on)
        case GoLiveRescheduled():
            return replaced(row, planned_on=event.new)
        case WentLive():
            return replaced(row, went_live_on=event.went_live_on)
        case _:
            assert_never(event)


MILESTONES = Projection(
    name="milestones",
    version=1,
    row=MilestonesEntry,
    key=("engagement_id",),
    handles=get_args(Handled),
    keys=keys,
    fold=fold,
)
