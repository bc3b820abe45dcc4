"""Every list that there is: in each order and by each filter that it takes, page by page, and as it was."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import islice, pairwise
from json import dumps
from types import MappingProxyType
from typing import Any

import pytest
import pytest_asyncio
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType, get_named_type, is_leaf_type

from shared.events.people import Role
from tests.acceptance.api.crowded import Crowd, crowded
from tests.acceptance.api.recording import Run
from tests.acceptance.api.sdl import fields_of

WITHIN = {
    "Query": "{}",
    "Pilot": "pilot(id: $pilot) {{ {} }}",
    "Engagement": "engagement(id: $engagement) {{ {} }}",
    "ChangeProgram": "engagement(id: $engagement) {{ changeProgram {{ {} }} }}",
    "Provenance": "engagement(id: $engagement) {{ provenance {{ {} }} }}",
    "Responsibilities": "engagement(id: $engagement) {{ responsibilities {{ {} }} }}",
    "DataSource": "engagement(id: $engagement) {{ dataSources(first: 1) {{ nodes {{ {} }} }} }}",
    "IntegrationPoint": "engagement(id: $engagement) {{ integrationPoints(first: 1) {{ nodes {{ {} }} }} }}",
}
"""Where the lists of each type are found."""

MEASURED = "series(id: $series) {{ engagement {{ {} }} }}"
ELSEWHERE = {
    **{f"Engagement.{name}": MEASURED for name in ("series", "triggers", "interventions")},
    "Engagement.allRunCosts": MEASURED.replace("$series", "$kpi"),
    "Engagement.allPackages": "engagement(id: $gate) {{ {} }}",
}
"""Those of engagements that were measured, have a business case or stand at a gate."""

LISTS = [
    f"{of}.{name}"
    for of in WITHIN
    for name, field in fields_of(of).items()
    if get_named_type(field.type).name.endswith("Connection") and "orderBy" in field.args
]
VARIABLES = ("engagement", "pilot", "series", "kpi", "gate")
SUFFIXES = ("", "At", "On", "Until", "Ms")
ALL = 30
SOME = 4  # statements: each is another one to the database
Edge = dict[str, Any]


@pytest_asyncio.fixture(scope="session")
async def crowd(run: Run) -> Crowd:
    return await crowded(run)


@pytest_asyncio.fixture(scope="session")
async def foreign(crowd: Crowd) -> str:
    """A cursor of a list that is none of those."""
    query = "query Log { events(first: 1) { endCursor } }"
    return str((await crowd.desk.ask(query, by=Role.AUDITOR))["events"]["endCursor"])


async def asked(crowd: Crowd, path: str, lists: Mapping[str, str], then: Mapping[str, str]) -> dict[str, list[Edge]]:
    """The list under each of these names, asked for with these arguments: as it is, and as it was at the last event."""
    found = await answered(crowd, path, lists, then)
    assert "errors" not in found, found["errors"]
    data = found["data"]
    was = edges_in(data.pop("asOf"), then) if then else {}
    return edges_in(data, lists) | was


def edges_in(part: Any, lists: Mapping[str, str]) -> dict[str, list[Edge]]:  # noqa: ANN401 - any part of an answer
    while not lists.keys() <= part.keys():
        (only,) = part.values()
        part = only[0] if isinstance(only, list) else only
    return {name: part[name]["edges"] for name in lists}


async def answered(
    crowd: Crowd, path: str, lists: Mapping[str, str], then: Mapping[str, str] = MappingProxyType({})
) -> dict[str, Any]:
    asking = within(path, lists)
    if then:
        asking += f" asOf(seq: {await crowd.desk.head()}) {{ {within(path, then)} }}"
    of = next((f"(${name}: ID!)" for name in VARIABLES if f"${name}" in asking), "")
    shown = f"fragment Shown on {connection_of(path)} {{ edges {{ cursor node {{ {shown_of(path)} }} }} }}"
    query, headers = f"query Lists{of} {{ {asking} }} {shown}", {"fairway-consistency": crowd.token}
    answer: dict[str, Any] = (await crowd.desk.post(query, crowd.ids, by=Role.AUDITOR, headers=headers)).json()
    return answer


def within(path: str, lists: Mapping[str, str]) -> str:
    of, name = path.split(".")
    fields = " ".join(f"{alias}: {name}({given}) {{ ...Shown }}" for alias, given in lists.items())
    return ELSEWHERE.get(path, WITHIN[of]).format(fields)


def connection_of(path: str) -> str:
    of, name = path.split(".")
    return get_named_type(fields_of(of)[name].type).name


def node_of(path: str) -> str:
    return get_named_type(fields_of(connection_of(path))["nodes"].type).name


def shown_of(path: str) -> str:
    """What a node tells of what it is ordered and filtered by; things that it names by their ids."""
    fields = fields_of(node_of(path))
    names = {"id", *filters(path), *(shown_as(path, name.rpartition("_")[0]) for name in orders(path))} & fields.keys()
    kinds = {name: get_named_type(fields[name].type) for name in sorted(names)}
    plain = [name for name, kind in kinds.items() if is_leaf_type(kind)]
    return " ".join([*plain, *(f"{name} {{ id }}" for name, kind in kinds.items() if has_id(kind))])


def has_id(kind: object) -> bool:
    return isinstance(kind, GraphQLObjectType) and "id" in kind.fields


def taken(path: str, argument: str) -> dict[str, Any]:
    """The fields of the input that the list takes."""
    of, name = path.split(".")
    kind = get_named_type(fields_of(of)[name].args[argument].type)
    assert isinstance(kind, GraphQLInputObjectType)
    return {name: get_named_type(of.type) for name, of in kind.fields.items()}


def filters(path: str) -> dict[str, Any]:
    return {name: kind for name, kind in taken(path, "filter").items() if name not in {"and", "or", "not"}}


def orders(path: str) -> dict[str, str]:
    """The arguments for each order, by its name."""
    field = taken(path, "orderBy")["field"]
    assert isinstance(field, GraphQLEnumType)
    ways = [(name, way) for name in field.values for way in ("ASC", "DESC")]
    return {f"{name}_{way}": f"orderBy: [{{field: {name}, direction: {way}}}]" for name, way in ways}


def shown_as(path: str, loud: str) -> str:
    """The field that shows what a list is ordered by, if there is one."""
    first, *rest = loud.lower().split("_")
    name = first + "".join(map(str.capitalize, rest))
    fields = fields_of(node_of(path))
    return next((f"{name}{suffix}" for suffix in SUFFIXES if f"{name}{suffix}" in fields), name)


def told(path: str, loud: str) -> Callable[[Edge], Any] | None:
    """How to tell from a node what it is ordered by, if it shows that."""
    field = fields_of(node_of(path)).get(shown_as(path, loud))
    kind = get_named_type(field.type) if field else None
    if kind is None or not is_leaf_type(kind):
        return None
    name = shown_as(path, loud)
    read = str.lower if isinstance(kind, GraphQLEnumType) else Decimal if kind.name == "Decimal" else comparable
    return lambda edge: None if edge["node"][name] is None else read(edge["node"][name])


def comparable(value: object) -> object:
    return value.encode() if isinstance(value, str) else value


def in_order(values: list[Any], *, descending: bool) -> bool:
    """Empty values come last, whichever the direction."""
    present = [value for value in values if value is not None]
    steps = all(one >= other if descending else one <= other for one, other in pairwise(present))
    return steps and values[len(present) :] == [None] * (len(values) - len(present))


def windows(found: Mapping[str, list[Edge]], given: Mapping[str, str]) -> Iterator[tuple[str, list[Edge]]]:
    """Pages after or before a row, of one row or of two, with what they hold."""
    for number, (name, edges) in enumerate(found.items()):
        at, size = number % len(edges), 1 + number % 2
        cursor = edges[at]["cursor"]
        if number % 3 == 0:
            yield f'{given[name]}, last: {size}, before: "{cursor}"', edges[max(0, at - size) : at]
        else:
            yield f'{given[name]}, first: {size}, after: "{cursor}"', edges[at + 1 : at + 1 + size]


def comparisons(path: str, edges: list[Edge]) -> Iterator[tuple[str, list[Edge]]]:
    """For each field of the filter what one of the rows has there, with all rows that have the same."""
    for name, kind in filters(path).items():
        shown = fields_of(node_of(path)).get(name)
        if shown is None or kind.name == "ListFilter":
            continue
        held = [each["node"][name] for each in edges]
        held = [value["id"] if isinstance(value, dict) else value for value in held]
        wanted = next((value for value in held if value is not None), None)
        same = [edge for edge, value in zip(edges, held, strict=True) if value == wanted]
        if wanted is None and kind.name != "Boolean":
            yield f"{name}: {{missing: true}}", same
        elif wanted is not None:
            yield f"{name}: {literal(kind.name, wanted, get_named_type(shown.type))}", same


def literal(comparator: str, wanted: object, kind: object) -> str:
    """The comparison as a document has it."""
    value = str(wanted) if isinstance(kind, GraphQLEnumType) else dumps(wanted)
    return value if comparator == "Boolean" else f"{{eq: {value}}}"


def nodes(edges: list[Edge]) -> list[Any]:
    return [edge["node"] for edge in edges]


@pytest.mark.req("RA6", "X1")
@pytest.mark.parametrize("path", LISTS)
async def test_a_list_is_ordered_filtered_and_paged_as_it_says_now_and_as_of_then(
    crowd: Crowd, foreign: str, path: str
) -> None:
    whole = {name: f"first: {ALL}, {given}" for name, given in orders(path).items()}
    found = await asked(crowd, path, whole, {})
    everything = sorted(map(repr, nodes(next(iter(found.values())))))
    assert len(everything) > 1
    for name, edges in found.items():
        assert sorted(map(repr, nodes(edges))) == everything
        assert ordered(path, name, edges), name
    await pages_and_filters_fit(crowd, path, found)
    await foreign_cursors_are_refused(crowd, path, found, foreign)


def ordered(path: str, order: str, edges: list[Edge]) -> bool:
    """As far as the nodes show what they are ordered by."""
    field, _, way = order.rpartition("_")
    value = told(path, field)
    return value is None or in_order([value(edge) for edge in edges], descending=way == "DESC")


async def pages_and_filters_fit(crowd: Crowd, path: str, found: Mapping[str, list[Edge]]) -> None:
    """Cursors of rows as they are stand for the same places as of then."""
    order, edges = next(iter(orders(path).values())), next(iter(found.values()))
    pages = {f"p{number}": each for number, each in enumerate(islice(windows(found, orders(path)), SOME))}
    kept = {f"f{number}": each for number, each in enumerate(islice(comparisons(path, edges), SOME))}
    lists = {name: f"first: {ALL}, {order}, filter: {{{given}}}" for name, (given, _) in kept.items()}
    answers = await asked(crowd, path, lists, {name: given for name, (given, _) in pages.items()})
    assert kept
    for name, (given, expected) in pages.items():
        assert answers[name] == expected, given
    for name, (given, expected) in kept.items():
        assert nodes(answers[name]) == nodes(expected), given


async def foreign_cursors_are_refused(crowd: Crowd, path: str, found: Mapping[str, list[Edge]], foreign: str) -> None:
    first, second = list(found)[:2]
    own = found[first][0]["cursor"]
    for given in (f'after: "{foreign}"', f'{orders(path)[second]}, after: "{own}"'):
        answer = await answered(crowd, path, {"own": f"first: 1, {given}"})
        assert [error["extensions"]["code"] for error in answer["errors"]] == ["BAD_CURSOR"]
