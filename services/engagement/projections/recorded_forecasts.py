"""Forecasts that were put on record: one row each."""

from datetime import date, datetime
from uuid import UUID

from shared.events.forecasts import ForecastDates, ForecastRecorded
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class ForecastEntry:
    """`position` is where the log stood that it was made on, `recorded_seq` where it stands itself."""

    engagement_id: UUID
    position: int
    made_on: date
    policy: int
    ready: ForecastDates
    all_resolved: ForecastDates
    go_live: ForecastDates
    recorded_at: datetime
    recorded_by: UUID
    recorded_seq: int


def keys(recorded: Recorded[ForecastRecorded]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id, recorded.seq),)


def fold(_: ForecastEntry | None, recorded: Recorded[ForecastRecorded]) -> ForecastEntry:
    event = recorded.event
    return ForecastEntry(
        engagement_id=event.engagement_id,
        position=event.position,
        made_on=event.made_on,
        policy=event.policy,
        ready=event.ready,
        all_resolved=event.all_resolved,
        go_live=event.go_live,
        recorded_at=recorded.occurred_at,
        recorded_by=recorded.actor,
        recorded_seq=recorded.seq,
    )


RECORDED_FORECASTS = Projection(
    name="recorded_forecasts",
    version=1,
    row=ForecastEntry,
    key=("engagement_id", "recorded_seq"),
    handles=(ForecastRecorded,),
    keys=keys,
    fold=fold,
)
