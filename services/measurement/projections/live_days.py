"""The day on which each engagement's system went live: day 0 of all that is measured."""

from datetime import date
from uuid import UUID

from shared.events.go_live import WentLive
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class LiveDayEntry:
    engagement_id: UUID
    went_live_on: date
    live_seq: int


def keys(recorded: Recorded[WentLive]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(row: LiveDayEntry | None, recorded: Recorded[WentLive]) -> LiveDayEntry:
    event = recorded.event
    return row or LiveDayEntry(
        engagement_id=event.engagement_id, went_live_on=event.went_live_on, live_seq=recorded.seq
    )


LIVE_DAYS = Projection(
    name="live_days",
    version=1,
    row=LiveDayEntry,
    key=("engagement_id",),
    handles=(WentLive,),
    keys=keys,
    fold=fold,
)
