"""What going to production costs, item by item, as each reads after its corrections."""

from datetime import date, datetime
from typing import assert_never, get_args
from uuid import UUID

from shared.events.costs import CostEvent, CostKind, ScaleCostCorrected, ScaleCostRecorded, ScaleCostWithdrawn
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class ScaleCost:
    """`minor` counts the smallest unit of `currency`; `reason` is why it was last corrected or withdrawn."""

    cost_id: UUID
    engagement_id: UUID
    kind: CostKind
    minor: int
    currency: str
    spent_on: date
    note: str
    recorded_at: datetime
    recorded_by: UUID
    recorded_seq: int
    corrections: int = 0
    withdrawn: bool = False
    reason: str | None = None


def keys(recorded: Recorded[CostEvent]) -> tuple[Key, ...]:
    return ((recorded.event.cost_id,),)


def fold(cost: ScaleCost | None, recorded: Recorded[CostEvent]) -> ScaleCost:
    event = recorded.event
    match event:
        case ScaleCostRecorded():
            return first(event, recorded)
        case ScaleCostCorrected():
            return corrected(known(cost), event)
        case ScaleCostWithdrawn():
            return replaced(known(cost), withdrawn=True, reason=event.reason)
        case _:
            assert_never(event)


def first(event: ScaleCostRecorded, recorded: Recorded[CostEvent]) -> ScaleCost:
    return ScaleCost(
        cost_id=event.cost_id,
        engagement_id=event.engagement_id,
        kind=event.kind,
        minor=event.amount.minor,
        currency=event.amount.currency,
        spent_on=event.spent_on,
        note=event.note,
        recorded_at=recorded.occurred_at,
        recorded_by=recorded.actor,
        recorded_seq=recorded.seq,
    )


def corrected(cost: ScaleCost, event: ScaleCostCorrected) -> ScaleCost:
    return replaced(
        cost,
        kind=event.kind,
        minor=event.amount.minor,
        currency=event.amount.currency,
        spent_on=event.spent_on,
        note=event.note,
        corrections=cost.corrections + 1,
        reason=event.reason,
    )


SCALE_COSTS = Projection(
    name="scale_costs",
    version=1,
    row=ScaleCost,
    key=("cost_id",),
    handles=get_args(CostEvent),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "recorded_seq"),),
)
