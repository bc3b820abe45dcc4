"""What became of each pilot: where it stands, since when and, where it ended, why."""

from datetime import date, datetime
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from services.engagement.domain.outcome import PilotOutcome
from shared.events.endings import (
    EndingEvent,
    EndReason,
    EngagementCompleted,
    EngagementParked,
    EngagementResumed,
    EngagementStopped,
)
from shared.events.engagements import EngagementStarted
from shared.events.go_live import WentLive
from shared.events.pilots import PilotClosed, PilotExpired, PilotRegistered
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class OutcomeEntry:
    """`note` says more about the reason, or why it is parked; `until` is the day up to which it is."""

    pilot_id: UUID
    outcome: PilotOutcome
    since: datetime
    reason: EndReason | None = None
    note: str | None = None
    until: date | None = None


OfAPilot: TypeAlias = PilotRegistered | PilotClosed | PilotExpired
OfAnEngagement: TypeAlias = EngagementStarted | EndingEvent | WentLive
Handled: TypeAlias = OfAPilot | OfAnEngagement


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    event = recorded.event
    return ((event.pilot_id if isinstance(event, OfAPilot) else event.engagement_id,),)


def fold(entry: OutcomeEntry | None, recorded: Recorded[Handled]) -> OutcomeEntry:
    event, at = recorded.event, recorded.occurred_at
    if isinstance(event, PilotRegistered):
        return OutcomeEntry(pilot_id=event.pilot_id, outcome=PilotOutcome.RUNNING, since=at)
    before = replaced(known(entry), since=at, reason=None, note=None, until=None)
    match event:
        case PilotClosed():
            return replaced(before, outcome=PilotOutcome.CLOSED)
        case PilotExpired():
            return replaced(before, outcome=PilotOutcome.EXPIRED, reason=event.reason, note=event.note)
        case EngagementStarted() | EngagementResumed():
            return replaced(before, outcome=PilotOutcome.ENGAGED)
        case WentLive():
            return replaced(before, outcome=PilotOutcome.LIVE)
        case _:
            return rested(before, event)


def rested(entry: OutcomeEntry, event: EngagementStopped | EngagementParked | EngagementCompleted) -> OutcomeEntry:
    match event:
        case EngagementStopped():
            return replaced(entry, outcome=PilotOutcome.STOPPED, reason=event.reason, note=event.note)
        case EngagementParked():
            return replaced(entry, outcome=PilotOutcome.PARKED, note=event.reason, until=event.until)
        case EngagementCompleted():
            return replaced(entry, outcome=PilotOutcome.COMPLETED)
        case _:
            assert_never(event)


OUTCOMES = Projection(
    name="outcomes",
    version=1,
    row=OutcomeEntry,
    key=("pilot_id",),
    handles=(*get_args(OfAPilot), *get_args(OfAnEngagement)),
    keys=keys,
    fold=fold,
)
