"""The windows of every engagement that is measured: when each closed, and in which series it was missed."""

from datetime import date, datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from services.measurement.domain.windows import window, windows
from shared.events.measurement import MeasurementStarted, MeasurementWindowClosed, WindowMissed
from shared.events.series import Cadence
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class MeasurementWindowEntry:
    """`missed` are the series in which nothing was measured when it closed."""

    engagement_id: UUID
    cadence: Cadence
    number: int
    starts_on: date
    ends_on: date
    closed_at: datetime | None
    closed_seq: int | None
    missed: tuple[UUID, ...]
    changed_seq: int


WindowEvent: TypeAlias = MeasurementStarted | MeasurementWindowClosed | WindowMissed


def keys(recorded: Recorded[WindowEvent]) -> tuple[Key, ...]:
    event = recorded.event
    if isinstance(event, MeasurementStarted):
        several = [each for cadence in Cadence for each in windows(event.went_live_on, cadence)]
        return tuple((event.engagement_id, each.cadence, each.number) for each in several)
    return ((event.engagement_id, event.cadence, event.number),)


def fold_at(key: Key, row: MeasurementWindowEntry | None, recorded: Recorded[WindowEvent]) -> MeasurementWindowEntry:
    event = recorded.event
    match event:
        case MeasurementStarted():
            _, cadence, number = key
            return opened(event, Cadence(str(cadence)), int(str(number)), recorded.seq)
        case MeasurementWindowClosed():
            return replaced(
                known(row), closed_at=recorded.occurred_at, closed_seq=recorded.seq, changed_seq=recorded.seq
            )
        case WindowMissed():
            before = known(row)
            return replaced(before, missed=(*before.missed, event.series_id), changed_seq=recorded.seq)
        case _:
            assert_never(event)


def fold(row: MeasurementWindowEntry | None, recorded: Recorded[WindowEvent]) -> MeasurementWindowEntry:
    """For events that concern one window only."""
    (key,) = keys(recorded)
    return fold_at(key, row, recorded)


def opened(event: MeasurementStarted, cadence: Cadence, number: int, seq: int) -> MeasurementWindowEntry:
    each = window(event.went_live_on, cadence, number)
    return MeasurementWindowEntry(
        engagement_id=event.engagement_id,
        cadence=cadence,
        number=number,
        starts_on=each.starts_on,
        ends_on=each.ends_on,
        closed_at=None,
        closed_seq=None,
        missed=(),
        changed_seq=seq,
    )


MEASUREMENT_WINDOWS = Projection(
    name="measurement_windows",
    version=1,
    row=MeasurementWindowEntry,
    key=("engagement_id", "cadence", "number"),
    handles=(MeasurementStarted, MeasurementWindowClosed, WindowMissed),
    keys=keys,
    fold=fold,
    fold_at=fold_at,
)
