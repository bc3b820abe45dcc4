"""When each system is to go live, when it did, and who took it over."""

from datetime import date, datetime
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from shared.events.engagements import EngagementStarted
from shared.events.go_live import (
    GoLiveEvent,
    GoLivePlanned,
    GoLiveRescheduled,
    HandOverAccepted,
    LeadTimeViolated,
    WentLive,
)
from shared.events.measurement import AdoptionReportPublished
from shared.events.programme import ChangeProgramCreated, ChangeProgramLaunched
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class ViolationEntry:
    """The day that is planned comes sooner than `earliest`."""

    planned_on: date
    launched_on: date
    earliest: date


@record
class GoLiveEntry:
    """`rescheduled` counts how often the day was moved, `reason` is why it last was."""

    engagement_id: UUID
    planned_on: date | None = None
    rescheduled: int = 0
    reason: str | None = None
    violation: ViolationEntry | None = None
    change_policy: int | None = None
    launched_on: date | None = None
    release_id: UUID | None = None
    decision_id: UUID | None = None
    went_live_on: date | None = None
    went_live_at: datetime | None = None
    taken_over_by: UUID | None = None
    taken_over_on: date | None = None
    reported_day: int | None = None
    version: int = 0


Beside: TypeAlias = EngagementStarted | ChangeProgramCreated | ChangeProgramLaunched | AdoptionReportPublished
Handled: TypeAlias = Beside | GoLiveEvent


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(entry: GoLiveEntry | None, recorded: Recorded[Handled]) -> GoLiveEntry:
    """The version counts the events of the stream of going live."""
    event = recorded.event
    match event:
        case EngagementStarted():
            return GoLiveEntry(engagement_id=event.engagement_id)
        case ChangeProgramCreated():
            return replaced(known(entry), change_policy=event.policy)
        case ChangeProgramLaunched():
            return replaced(known(entry), launched_on=event.launched_on)
        case AdoptionReportPublished():
            return replaced(known(entry), reported_day=event.day)
        case _:
            return replaced(changed(known(entry), event, recorded), version=recorded.version)


def changed(entry: GoLiveEntry, event: GoLiveEvent, recorded: Recorded[Handled]) -> GoLiveEntry:
    match event:
        case GoLivePlanned():
            return replaced(entry, planned_on=event.planned_on)
        case GoLiveRescheduled():
            moved = replaced(entry, planned_on=event.new, violation=None)
            return replaced(moved, rescheduled=entry.rescheduled + 1, reason=event.reason)
        case LeadTimeViolated():
            return replaced(entry, violation=violation(event))
        case WentLive():
            live = replaced(entry, release_id=event.release_id, decision_id=event.decision_id)
            return replaced(live, went_live_on=event.went_live_on, went_live_at=recorded.occurred_at)
        case HandOverAccepted():
            return replaced(entry, taken_over_by=event.owner, taken_over_on=event.accepted_on)
        case _:
            assert_never(event)


def violation(event: LeadTimeViolated) -> ViolationEntry:
    return ViolationEntry(planned_on=event.planned_on, launched_on=event.launched_on, earliest=event.earliest)


GO_LIVES = Projection(
    name="go_lives",
    version=1,
    row=GoLiveEntry,
    key=("engagement_id",),
    handles=(*get_args(Beside), *get_args(GoLiveEvent)),
    keys=keys,
    fold=fold,
)
