"""What a pilot cost, item by item."""

from datetime import datetime
from uuid import UUID

from shared.events.pilots import PilotCostRecorded
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class PilotCost:
    """`minor` counts the smallest unit of `currency`."""

    cost_id: UUID
    pilot_id: UUID
    minor: int
    currency: str
    purpose: str
    recorded_at: datetime
    recorded_seq: int


def keys(recorded: Recorded[PilotCostRecorded]) -> tuple[Key, ...]:
    return ((recorded.event.cost_id,),)


def fold(_: PilotCost | None, recorded: Recorded[PilotCostRecorded]) -> PilotCost:
    event = recorded.event
    return PilotCost(
        cost_id=event.cost_id,
        pilot_id=event.pilot_id,
        minor=event.amount.minor,
        currency=event.amount.currency,
        purpose=event.purpose,
        recorded_at=recorded.occurred_at,
        recorded_seq=recorded.seq,
    )


PILOT_COSTS = Projection(
    name="pilot_costs",
    version=1,
    row=PilotCost,
    key=("cost_id",),
    handles=(PilotCostRecorded,),
    keys=keys,
    fold=fold,
    indexes=(("pilot_id", "recorded_seq"),),
)
