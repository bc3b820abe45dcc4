"""Rows of a file put together into commands: by series, day and unit, in their order, and never too many held."""

from collections.abc import Collection, Iterable, Iterator, Mapping
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
            groups.setdefault(group_of(found), []).append(found)
            held += 1
            for group in due(groups, group_of(found), most_at_once, all_of_them=held >= most_held):
                held -= len(groups[group])
                yield batch(group, groups.pop(group))
        if len(faults) >= most_at_once:
            yield Faults(lines=tuple(faults))
            faults.clear()
    if faults:
        yield Faults(lines=tuple(faults))
    yield from (batch(group, rows) for group, rows in groups.items())


def group_of(row: Row) -> Group:
    return row.series_id, row.day, row.unit


def due(groups: Mapping[Group, list[Row]], latest: Group, most_at_once: int, *, all_of_them: bool) -> Collection[Group]:
    if all_of_them:
        return tuple(groups)
    return (latest,) if len(groups[latest]) >= most_at_once else ()


def batch(group: Group, rows: Iterable[Row]) -> Batch:
    series_id, day, unit = group
    return Batch(series_id=series_id, day=day, unit=unit, rows=tuple(rows))
