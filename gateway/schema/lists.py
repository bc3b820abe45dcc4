"""Lists as Relay connections: keyset pages with sealed cursors, and a count that never counts for ever."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import field
from hashlib import sha256
from typing import Any, Generic, TypeVar, get_type_hints
from uuid import UUID

import strawberry
from pydantic import TypeAdapter

from gateway.context import Info
from gateway.masking import BadCursor, PageSize
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.filtering import EVERYTHING, Filter
from shared.projecting.pages import Order, PageAsk
from shared.projecting.paging import LARGEST, SMALLEST, Count, Page, Window
from shared.web.signed import Tampered, open_, seal

Node = TypeVar("Node")
PLACE = TypeAdapter[tuple[Any, ...]](tuple[Any, ...])


@strawberry.type
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


def sealed(edge: strawberry.Parent[Any]) -> str:
    cursor: str = edge.cursors.seal(edge.place)
    return cursor


@strawberry.type
class Edge(Generic[Node]):
    cursor: str = strawberry.field(resolver=sealed)
    node: Node
    place: strawberry.Private[tuple[Any, ...]]
    cursors: "strawberry.Private[Cursors]"


@strawberry.type
class Connection(Generic[Node]):
    edges: list[Edge[Node]]
    nodes: list[Node]
    page_info: PageInfo
    counted: strawberry.Private[Callable[[], Awaitable[Count]]]

    @strawberry.field(description="How many there are in all, counted up to 1,000.")
    async def total_count(self) -> int:
        return (await self.counted()).value

    @strawberry.field(description="Whether there are more than `totalCount` says.")
    async def total_count_capped(self) -> bool:
        return (await self.counted()).capped


@record
class Paging:
    """The part of a list that a client asks for: `first` after a cursor, or `last` before one."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None


@record
class Shelf(Generic[Node]):
    """A list that clients page through: its questions, what its rows become, and what tells its rows apart.

    A shelf of the whole tenant is asked with the ask itself as key; one of a parent, with the parent's id. `since` is
    the column that orders it for whoever names no order: oldest first. `filter` and `order` are the inputs by which
    clients choose; `columns` renames fields of the filter, and `nouns` says what its ids are ids of.
    """

    name: str
    row: type[Any]
    key: tuple[str, ...]
    since: str
    pages: Callable[..., Awaitable[list[Page[Any]]]]
    counts: Callable[..., Awaitable[list[Count]]]
    node: Callable[[Any, Source], Node]
    filter: Any = None
    order: Any = None
    columns: Mapping[str, str] = field(default_factory=dict)
    nouns: Mapping[str, str] = field(default_factory=dict)


async def connect(
    info: Info,
    shelf: Shelf[Node],
    source: Source,
    paging: Paging,
    *,
    wanted: Filter = EVERYTHING,
    order: tuple[Order, ...] = (),
    parent: UUID | None = None,
) -> Connection[Node]:
    tenant = (await info.context.identity()).tenant
    order = order or (named(shelf.since),)
    of = purpose(shelf, tenant, parent, wanted, order)
    cursors = Cursors(key=info.context.backends.cursor_key, purpose=of, shelf=shelf)
    ask = PageAsk(wanted=wanted, order=order, window=window(paging, cursors, (*order, *map(named, shelf.key))))
    load = info.context.load
    page = await (load(source, shelf.pages, parent, ask) if parent else load(source, shelf.pages, ask))

    async def counted() -> Count:
        return await (load(source, shelf.counts, parent, wanted) if parent else load(source, shelf.counts, wanted))

    return connection(page, [shelf.node(row, source) for row in page.rows], cursors, counted)


def connection(
    page: Page[Any], nodes: list[Node], cursors: "Cursors", counted: Callable[[], Awaitable[Count]]
) -> Connection[Node]:
    places = page.positions
    info = PageInfo(
        has_next_page=page.has_next,
        has_previous_page=page.has_previous,
        start_cursor=cursors.seal(places[0]) if places else None,
        end_cursor=cursors.seal(places[-1]) if places else None,
    )
    edges = [Edge(node=node, place=place, cursors=cursors) for place, node in zip(places, nodes, strict=True)]
    return Connection(edges=edges, nodes=nodes, page_info=info, counted=counted)


def named(column: str) -> Order:
    return Order(column=column)


def purpose(shelf: Shelf[Any], tenant: UUID, parent: UUID | None, wanted: Filter, order: tuple[Order, ...]) -> str:
    """A cursor belongs to one list of one tenant, its parent, its filter and its order."""
    return f"{shelf.name}|{tenant}|{parent}|{sha256(repr((wanted, order)).encode()).hexdigest()[:16]}"


def window(paging: Paging, cursors: "Cursors", order: tuple[Order, ...]) -> Window:
    size = paging.first if paging.last is None else paging.last
    both = paging.first is not None and paging.last is not None
    if size is None or both or not SMALLEST <= size <= LARGEST:
        raise PageSize(least=SMALLEST, most=LARGEST)
    return Window(
        limit=size,
        after=cursors.open(paging.after, order),
        before=cursors.open(paging.before, order),
        last=paging.last is not None,
    )


@record
class Cursors:
    """Where a row stands in an order, sealed so that no client can make one up."""

    key: bytes
    purpose: str
    shelf: Shelf[Any]

    def seal(self, place: tuple[Any, ...]) -> str:
        return seal(self.key, self.purpose, tuple(PLACE.dump_python(place, mode="json")))

    def open(self, cursor: str | None, order: tuple[Order, ...]) -> tuple[Any, ...] | None:
        if cursor is None:
            return None
        try:
            values = open_(self.key, self.purpose, cursor)
        except Tampered:
            raise BadCursor from None
        hints = get_type_hints(self.shelf.row)
        return tuple(
            TypeAdapter(hints[by.column]).validate_python(value) for by, value in zip(order, values, strict=True)
        )
