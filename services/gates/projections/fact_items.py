"""Items of the fact sheet, one row each, as the areas fold them. Facts are told anew from them, on any day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from services.gates.domain.facts.model import Area
from services.gates.domain.facts.sheet import AREAS, HANDLED, HANDLERS, Items
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection
from shared.projecting.written import read, written


@record
class FactItem:
    """An item of an area. `shape` names the record that it is, `body` is that record in JSON, with all positions."""

    engagement_id: UUID
    area: str
    item: str
    shape: str
    body: str


NAMED: Mapping[str, Area[Any]] = {area.name: area for area in AREAS}
SHAPES: Mapping[tuple[str, str], type[Any]] = {
    (area.name, shape.__name__): shape for area in AREAS for shape in area.items
}


def keys(recorded: Recorded[Any]) -> tuple[Key, ...]:
    engagement_id = recorded.engagement_id
    if engagement_id is None:
        return ()
    return tuple(
        (engagement_id, area.name, item) for area in HANDLERS[type(recorded.event)] for item in area.keys(recorded)
    )


def fold_at(key: Key, row: FactItem | None, recorded: Recorded[Any]) -> FactItem | None:
    engagement_id, area, item = key
    if not isinstance(engagement_id, UUID):
        raise TypeError("an item belongs to an engagement")
    after = NAMED[str(area)].fold(item_of(row) if row else None, recorded)
    return None if after is None else row_of(engagement_id, str(area), str(item), after)


def fold(row: FactItem | None, recorded: Recorded[Any]) -> FactItem | None:
    """Of a row that is there: what an event begins is told by its key alone."""
    return fold_at((row.engagement_id, row.area, row.item), row, recorded) if row else None


def row_of(engagement_id: UUID, area: str, item: str, what: object) -> FactItem:
    return FactItem(engagement_id=engagement_id, area=area, item=item, shape=type(what).__name__, body=written(what))


def item_of(row: FactItem) -> Any:  # noqa: ANN401 - each area has items of its own
    return read(SHAPES[row.area, row.shape], row.body)


def items_of_rows(rows: Iterable[FactItem]) -> Items:
    """The items of one engagement, ready for its sheet, or for more events to be folded onto them."""
    items: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for row in rows:
        items[row.area][row.item] = item_of(row)
    return dict(items)


FACT_ITEMS: Projection[FactItem] = Projection(
    name="fact_items",
    version=4,
    row=FactItem,
    key=("engagement_id", "area", "item"),
    handles=HANDLED,
    keys=keys,
    fold=fold,
    fold_at=fold_at,
)
