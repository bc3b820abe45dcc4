"""Pilot beside production: one row per measure that a run was recorded of, with the delta that was measured last."""

from datetime import datetime
from decimal import Decimal
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from shared.events.validations import (
    ModelValidated,
    PerformanceDeltaAccepted,
    PerformanceDeltaAddressed,
    PerformanceDeltaMeasured,
    ValidationEvent,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class PerformanceDeltaEntry:
    """`delta` is production less pilot, empty until it was measured. Measured anew, it is neither accepted nor met."""

    metric_id: UUID
    engagement_id: UUID
    run_id: UUID | None
    criterion: str | None
    pilot: Decimal | None
    production: Decimal | None
    delta: Decimal | None
    measurer: UUID | None
    measured_at: datetime | None
    accepter: UUID | None
    accepted_at: datetime | None
    reason: str | None
    gap_id: UUID | None
    addressed_at: datetime | None
    first_seq: int
    version: int


Delta: TypeAlias = PerformanceDeltaMeasured | PerformanceDeltaAccepted | PerformanceDeltaAddressed


def keys(recorded: Recorded[ValidationEvent]) -> tuple[Key, ...]:
    return ((recorded.event.metric_id,),)


def fold(entry: PerformanceDeltaEntry | None, recorded: Recorded[ValidationEvent]) -> PerformanceDeltaEntry:
    event = recorded.event
    if isinstance(event, ModelValidated):
        return entry_of(entry, event, recorded)
    return replaced(changed(known(entry), event, recorded.occurred_at), version=recorded.version)


def entry_of(
    entry: PerformanceDeltaEntry | None, event: ModelValidated, recorded: Recorded[ValidationEvent]
) -> PerformanceDeltaEntry:
    if entry is not None:
        return replaced(entry, version=recorded.version)
    return PerformanceDeltaEntry(
        metric_id=event.metric_id,
        engagement_id=event.engagement_id,
        run_id=None,
        criterion=None,
        pilot=None,
        production=None,
        delta=None,
        measurer=None,
        measured_at=None,
        accepter=None,
        accepted_at=None,
        reason=None,
        gap_id=None,
        addressed_at=None,
        first_seq=recorded.seq,
        version=recorded.version,
    )


def changed(entry: PerformanceDeltaEntry, event: Delta, at: datetime) -> PerformanceDeltaEntry:
    match event:
        case PerformanceDeltaMeasured():
            return measured(entry, event, at)
        case PerformanceDeltaAccepted():
            return replaced(entry, accepter=event.accepter, accepted_at=at, reason=event.reason)
        case PerformanceDeltaAddressed():
            return replaced(entry, gap_id=event.gap_id, addressed_at=at)
        case _:
            assert_never(event)


def measured(entry: PerformanceDeltaEntry, event: PerformanceDeltaMeasured, at: datetime) -> PerformanceDeltaEntry:
    return replaced(
        entry,
        run_id=event.run_id,
        criterion=event.criterion,
        pilot=event.pilot,
        production=event.production,
        delta=event.delta,
        measurer=event.measurer,
        measured_at=at,
        accepter=None,
        accepted_at=None,
        reason=None,
        gap_id=None,
        addressed_at=None,
    )


PERFORMANCE_DELTAS = Projection(
    name="performance_deltas",
    version=1,
    row=PerformanceDeltaEntry,
    key=("metric_id",),
    handles=get_args(ValidationEvent),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "first_seq"),),
)
