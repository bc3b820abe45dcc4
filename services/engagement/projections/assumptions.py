"""What had to be true for a pilot to work, and whether it is in production."""

from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.standing import AssumptionStatus
from shared.events.provenance import AssumptionBroken, AssumptionConfirmed, AssumptionRecorded
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class AssumptionEntry:
    """`gap_id` is the id of the gap that a broken one opens: whether that is there, the register says."""

    assumption_id: UUID
    engagement_id: UUID
    component_id: UUID | None
    statement: str
    detail: str
    status: AssumptionStatus
    note: str | None = None
    tested_at: datetime | None = None
    tested_by: UUID | None = None
    gap_id: UUID | None = None
    recorded_at: datetime
    recorded_seq: int


Handled: TypeAlias = AssumptionRecorded | AssumptionConfirmed | AssumptionBroken


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.assumption_id,),)


def fold(entry: AssumptionEntry | None, recorded: Recorded[Handled]) -> AssumptionEntry:
    event = recorded.event
    if isinstance(event, AssumptionRecorded):
        return AssumptionEntry(
            assumption_id=event.assumption_id,
            engagement_id=event.engagement_id,
            component_id=event.component_id,
            statement=event.statement,
            detail=event.detail,
            status=AssumptionStatus.UNTESTED,
            recorded_at=recorded.occurred_at,
            recorded_seq=recorded.seq,
        )
    return replaced(tested(known(entry), event), tested_at=recorded.occurred_at, tested_by=recorded.actor)


def tested(entry: AssumptionEntry, event: AssumptionConfirmed | AssumptionBroken) -> AssumptionEntry:
    match event:
        case AssumptionConfirmed():
            return replaced(entry, status=AssumptionStatus.CONFIRMED, note=event.note)
        case AssumptionBroken():
            return replaced(entry, status=AssumptionStatus.BROKEN, note=event.reason, gap_id=event.gap_id)
        case _:
            assert_never(event)


ASSUMPTIONS = Projection(
    name="assumptions",
    version=1,
    row=AssumptionEntry,
    key=("assumption_id",),
    handles=(AssumptionRecorded, AssumptionConfirmed, AssumptionBroken),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "recorded_seq"),),
)
