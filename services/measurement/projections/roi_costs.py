"""What was spent on trying, on going to production and on running, as each cost reads after its corrections."""

from datetime import date, datetime
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from services.measurement.domain.roi_remembered import PURPOSES
from services.measurement.domain.roi_rows import Purpose
from shared.events.costs import CostEvent, CostKind, ScaleCostCorrected, ScaleCostRecorded, ScaleCostWithdrawn
from shared.events.pilots import PilotCostRecorded
from shared.events.run_costs import RunCostCorrected, RunCostEvent, RunCostRecorded, RunCostWithdrawn
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection

OfCosts: TypeAlias = PilotCostRecorded | CostEvent | RunCostEvent


@record
class RoiCostEntry:
    """`seqs` are the events that tell of it; `reason` is why it was last corrected or withdrawn."""

    purpose: Purpose
    cost_id: UUID
    engagement_id: UUID
    kind: CostKind | None
    minor: int
    currency: str
    spent_on: date | None
    note: str
    withdrawn: bool
    reason: str | None
    recorded_at: datetime
    recorded_by: UUID
    seqs: tuple[int, ...]
    recorded_seq: int


def keys(recorded: Recorded[OfCosts]) -> tuple[Key, ...]:
    return ((PURPOSES[type(recorded.event)], recorded.event.cost_id),)


def fold(row: RoiCostEntry | None, recorded: Recorded[OfCosts]) -> RoiCostEntry:
    event = recorded.event
    match event:
        case PilotCostRecorded():
            return tried(event, recorded)
        case ScaleCostRecorded() | RunCostRecorded():
            return first(event, recorded)
        case ScaleCostCorrected() | RunCostCorrected():
            return corrected(known(row), event, recorded.seq)
        case ScaleCostWithdrawn() | RunCostWithdrawn():
            before = known(row)
            return replaced(before, withdrawn=True, reason=event.reason, seqs=(*before.seqs, recorded.seq))
        case _:
            assert_never(event)


def tried(event: PilotCostRecorded, recorded: Recorded[OfCosts]) -> RoiCostEntry:
    return RoiCostEntry(
        purpose=Purpose.PILOT,
        cost_id=event.cost_id,
        engagement_id=event.pilot_id,
        kind=None,
        minor=event.amount.minor,
        currency=event.amount.currency,
        spent_on=None,
        note=event.purpose,
        withdrawn=False,
        reason=None,
        recorded_at=recorded.occurred_at,
        recorded_by=recorded.actor,
        seqs=(recorded.seq,),
        recorded_seq=recorded.seq,
    )


def first(event: ScaleCostRecorded | RunCostRecorded, recorded: Recorded[OfCosts]) -> RoiCostEntry:
    return RoiCostEntry(
        purpose=PURPOSES[type(event)],
        cost_id=event.cost_id,
        engagement_id=event.engagement_id,
        kind=event.kind,
        minor=event.amount.minor,
        currency=event.amount.currency,
        spent_on=event.spent_on,
        note=event.note,
        withdrawn=False,
        reason=None,
        recorded_at=recorded.occurred_at,
        recorded_by=recorded.actor,
        seqs=(recorded.seq,),
        recorded_seq=recorded.seq,
    )


def corrected(row: RoiCostEntry, event: ScaleCostCorrected | RunCostCorrected, seq: int) -> RoiCostEntry:
    return replaced(
        row,
        kind=event.kind,
        minor=event.amount.minor,
        currency=event.amount.currency,
        spent_on=event.spent_on,
        note=event.note,
        reason=event.reason,
        seqs=(*row.seqs, seq),
    )


ROI_COSTS = Projection(
    name="roi_costs",
    version=1,
    row=RoiCostEntry,
    key=("purpose", "cost_id"),
    handles=(PilotCostRecorded, *get_args(CostEvent), *get_args(RunCostEvent)),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "recorded_seq"),),
)
