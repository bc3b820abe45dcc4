"""Whatever grows is a list in pages that can be filtered and ordered; whatever is not says why it need not be."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import get_args, get_type_hints

import pytest
from graphql import (
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
)

from gateway import schema
from gateway.schema.filters import IdFilter
from gateway.schema.lists import Shelf
from gateway.schema.subscription import OF_AN_ENGAGEMENT, TYPES
from shared.events.registry import STREAMS
from tests.acceptance.api.test_lists import LISTS
from tests.architecture.api import printed_schema
from tests.architecture.plain_lists import DEPRECATED, WHOLE

WITHOUT_A_CHOICE = {
    "Query.waitingForMe": "what somebody owes has one order, by which it is due; `kinds` chooses",
}
"""Lists in pages that take no filter and no order."""

WRITTEN = {"Mutation", "Subscription"}


def read() -> Iterator[tuple[str, GraphQLField]]:
    """Every field of what can be read, by the name of its type and its own."""
    for kind in printed_schema().type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__") and kind.name not in WRITTEN:
            yield from ((f"{kind.name}.{name}", field) for name, field in kind.fields.items())


def in_pages(kind: GraphQLNamedType) -> bool:
    return kind.name.endswith("Connection")


def plain(name: str, field: GraphQLField) -> bool:
    """A list of things beside those in pages, and not within them."""
    listed = is_list_type(get_nullable_type(field.type)) and is_composite_type(get_named_type(field.type))
    return listed and not name.partition(".")[0].endswith("Connection")


def shelves() -> list[Shelf[object]]:
    modules = [import_module(f"{schema.__name__}.{each.name}") for each in pkgutil.iter_modules(schema.__path__)]
    found = {id(each): each for module in modules for each in vars(module).values() if isinstance(each, Shelf)}
    return list(found.values())


def test_every_list_in_pages_is_filtered_and_ordered() -> None:
    lists = {name: field.args.keys() for name, field in read() if in_pages(get_named_type(field.type))}
    assert set(LISTS) == lists.keys() - WITHOUT_A_CHOICE.keys()
    assert {name for name, given in lists.items() if not given >= {"filter", "orderBy"}} == set(WITHOUT_A_CHOICE)
    assert all(given >= {"first", "after", "last", "before"} for given in lists.values())


def test_every_list_that_comes_whole_has_a_reason() -> None:
    known = [name for reason in WHOLE for name in reason.split()]
    lists = [(name, field) for name, field in read() if plain(name, field)]
    assert sorted(known) == sorted(name for name, field in lists if field.deprecation_reason is None)
    assert sorted(DEPRECATED.split()) == sorted(name for name, field in lists if field.deprecation_reason)


@pytest.mark.parametrize("shelf", shelves(), ids=lambda shelf: shelf.name)
def test_what_a_list_is_chosen_by_stands_in_its_rows(shelf: Shelf[object]) -> None:
    """So that the database does it; its ids are ids of something that there is."""
    columns = get_type_hints(shelf.row)
    assert {*shelf.key, shelf.since} <= columns.keys()
    if shelf.filter is None:
        return
    chosen = {name: kind for name, kind in get_type_hints(shelf.filter).items() if not name.endswith("_")}
    assert {shelf.columns.get(name, name) for name in chosen} <= columns.keys()
    assert {name for name, kind in chosen.items() if IdFilter in get_args(kind)} == shelf.nouns.keys()
    assert {each.value for each in get_type_hints(shelf.order)["field"]} <= columns.keys()


def test_no_two_lists_have_one_name_so_that_a_cursor_fits_only_its_own() -> None:
    assert len({shelf.name for shelf in shelves()}) == len(shelves())


def test_every_public_event_comes_by_a_subscription_to_what_it_is_about() -> None:
    public = {event.__name__ for stream in STREAMS if stream.public for event in stream.events}
    told = {*OF_AN_ENGAGEMENT, *TYPES["pilot"]}
    assert public - told == set()
