"""Pilots: what was tried, and whether it is closed."""

from datetime import date, datetime
from typing import get_args
from uuid import UUID

from shared.events.pilots import DecisionDeferred, PilotClosed, PilotEvent, PilotRegistered, RunBy
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class PilotEntry:
    pilot_id: UUID
    name: str
    purpose: str
    run_by: RunBy
    vendor: str | None
    started_on: date
    closed_on: date | None
    summary: str | None
    deferrals: int
    deferred_until: date | None
    deferral_reason: str | None
    registered_at: datetime
    registered_seq: int
    version: int


def keys(recorded: Recorded[PilotEvent]) -> tuple[Key, ...]:
    return ((recorded.event.pilot_id,),)


def fold(entry: PilotEntry | None, recorded: Recorded[PilotEvent]) -> PilotEntry:
    event = recorded.event
    if isinstance(event, PilotRegistered):
        return registered(event, recorded)
    return replaced(changed(known(entry), event), version=recorded.version)


def changed(entry: PilotEntry, event: PilotEvent) -> PilotEntry:
    match event:
        case DecisionDeferred():
            return replaced(entry, deferrals=event.times, deferred_until=event.until, deferral_reason=event.reason)
        case PilotClosed():
            return replaced(entry, closed_on=event.closed_on, summary=event.summary)
        case _:
            return entry


def registered(event: PilotRegistered, recorded: Recorded[PilotEvent]) -> PilotEntry:
    return PilotEntry(
        pilot_id=event.pilot_id,
        name=event.name,
        purpose=event.purpose,
        run_by=event.run_by,
        vendor=event.vendor,
        started_on=event.started_on,
        closed_on=None,
        summary=None,
        deferrals=0,
        deferred_until=None,
        deferral_reason=None,
        registered_at=recorded.occurred_at,
        registered_seq=recorded.seq,
        version=recorded.version,
    )


PILOTS = Projection(
    name="pilots",
    version=1,
    row=PilotEntry,
    key=("pilot_id",),
    handles=get_args(PilotEvent),
    keys=keys,
    fold=fold,
    indexes=(("registered_seq",), ("name",)),
)
