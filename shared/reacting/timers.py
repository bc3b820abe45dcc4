"""The timers of a service as one of its read models: a row for each that is set, folded from events like any other."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.timer import Due, Timer
from shared.projecting.columns import once
from shared.projecting.projection import Key, Projection


@record
class TimerEntry:
    """`due_at` is an instant, `due_on` a day of the tenant: one of the two. `data` is the command as JSON.

    `set_seq` is the event after which it stands like that.
    """

    kind: str
    key: str
    engagement_id: UUID | None
    due_at: datetime | None
    due_on: date | None
    data: str
    set_seq: int


def timers_projection(version: int, timers: Sequence[Timer]) -> Projection[TimerEntry]:
    """The read model of these timers. A changed timer takes a new version, as every fold does."""
    folds = _Folds(timers)
    return Projection(
        name="timers",
        version=version,
        row=TimerEntry,
        key=("kind", "key"),
        handles=folds.handles,
        keys=folds.keys,
        fold=folds.fold,
        fold_at=folds.fold_at,
        indexes=(("due_at",), ("due_on",)),
    )


class _Folds:
    def __init__(self, timers: Sequence[Timer]) -> None:
        self._by_kind = {timer.kind: timer for timer in timers}
        if len(self._by_kind) < len(timers):
            raise ValueError("two timers of the same kind")
        self._by_event: dict[type, list[Timer]] = defaultdict(list)
        for timer in timers:
            for event in timer.handles:
                self._by_event[event].append(timer)
        self.handles = tuple(self._by_event)

    def keys(self, recorded: Recorded[Any]) -> tuple[Key, ...]:
        concerned = self._by_event[type(recorded.event)]
        return tuple((timer.kind, key) for timer in concerned for key in timer.keys(recorded.event))

    def fold(self, row: TimerEntry | None, recorded: Recorded[Any]) -> TimerEntry | None:
        """For events that concern one timer only."""
        (key,) = self.keys(recorded)
        return self.fold_at(key, row, recorded)

    def fold_at(self, key: Key, row: TimerEntry | None, recorded: Recorded[Any]) -> TimerEntry | None:
        timer = self._by_kind[str(key[0])]
        before = None if row is None else due(timer, row)
        after = timer.fold(str(key[1]), before, recorded)
        if after is None or after == before:
            return None if after is None else row
        return TimerEntry(
            kind=timer.kind,
            key=str(key[1]),
            engagement_id=recorded.engagement_id,
            due_at=after.at,
            due_on=after.on,
            data=_written(timer, after.command),
            set_seq=recorded.seq,
        )


def due(timer: Timer, row: TimerEntry) -> Due:
    """What the row stands for."""
    return Due(command=_adapter(timer.command).validate_json(row.data), at=row.due_at, on=row.due_on)


def _written(timer: Timer, command: Any) -> str:
    if type(command) is not timer.command:
        raise TypeError(f"{timer.kind} gives {timer.command.__name__}, not {type(command).__name__}")
    return _adapter(timer.command).dump_json(command).decode()


@once
def _adapter(command: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(command)
