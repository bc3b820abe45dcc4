"""A pilot's results, one row per success criterion."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from shared.events.pilots import Better, PilotResultRecorded
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class PilotResult:
    """`met` is None where no target was set: nobody had said what success is."""

    pilot_id: UUID
    criterion: str
    unit: str
    better: Better
    target: Decimal | None
    actual: Decimal
    met: bool | None
    recorded_at: datetime
    recorded_by: UUID


def keys(recorded: Recorded[PilotResultRecorded]) -> tuple[Key, ...]:
    return ((recorded.event.pilot_id, recorded.event.criterion),)


def fold(_: PilotResult | None, recorded: Recorded[PilotResultRecorded]) -> PilotResult:
    event = recorded.event
    return PilotResult(
        pilot_id=event.pilot_id,
        criterion=event.criterion,
        unit=event.unit,
        better=event.better,
        target=event.target,
        actual=event.actual,
        met=met(event),
        recorded_at=recorded.occurred_at,
        recorded_by=recorded.actor,
    )


def met(event: PilotResultRecorded) -> bool | None:
    if event.target is None:
        return None
    return event.actual >= event.target if event.better is Better.HIGHER else event.actual <= event.target


PILOT_RESULTS = Projection(
    name="pilot_results",
    version=1,
    row=PilotResult,
    key=("pilot_id", "criterion"),
    handles=(PilotResultRecorded,),
    keys=keys,
    fold=fold,
)
