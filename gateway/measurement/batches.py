"""Rows of a file put together into commands: by series, day and unit, in their order, and never too many held."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeAlias
from uuid import UUID

from gateway.measurement.formats import Read
from gateway.measurement.rows import Row
from services.measurement.contracts.series import LATEST_SERIES
from shared.kernel.record import record
from shared.kernel.refusal import Refused

MOST_HELD = 20_000

Group: TypeAlias = tuple[UUID, date, str | None]


@record
class Batch:
    """Rows of one series, day and unit: as many as one command takes, or fewer."""

    series_id: UUID
    day: date
    unit: str | None
    rows: tuple[Row, ...]


@record
class Faults:
    """Lines that are no rows, and why."""

    lines: tuple[tuple[int, Refused], ...]


def batches(
    read: Iterable[Read], most_at_once: int = LATEST_SERIES.most_at_once, most_held: int = MOST_HELD
) -> Iterator[Batch | Faults]:
    """A group is sent once it is full; all of them, where a file goes to and fro between ever so many."""
    groups: dict[Group, list[Row]] = {}
    faults: list[tuple[int, Refused]] = []
    held = 0
    for line, found in read:
        if isinstance(found, Refused):
            faults.append((line, found))
        else:
            group = found.series_id, found.day, found.unit
            rows = groups.setdefault(group, [])
            rows.append(found)
            held += 1
            full = (group,) if len(rows) >= most_at_once else ()
            for each in tuple(groups) if held >= most_held else full:
                held -= len(groups[each])
                yield batch(each, groups.pop(each))
        if len(faults) >= most_at_once:
            yield Faults(lines=tuple(faults))
            faults.clear()
    if faults:
        yield Faults(lines=tuple(faults))
    yield from (batch(group, rows) for group, rows in groups.items())


def batch(group: Group, rows: Iterable[Row]) -> Batch:
    series_id, day, unit = group
    return Batch(series_id=series_id, day=day, unit=unit, rows=tuple(rows))
