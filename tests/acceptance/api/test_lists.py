"""Every list that there is: in each order and by each filter that it takes, page by page, and as it was."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, get_named_type

from shared.events.people import Role
from tests.acceptance.api.recording import Run
from tests.acceptance.api.sdl import SDL, fields_of, leaves

WITHIN = {
    "Query": "{}",
    "Engagement": "engagement(id: $engagement) {{ {} }}",
    "ChangeProgram": "engagement(id: $engagement) {{ changeProgram {{ {} }} }}",
    "Provenance": "engagement(id: $engagement) {{ provenance {{ {} }} }}",
    "Responsibilities": "engagement(id: $engagement) {{ responsibilities {{ {} }} }}",
    "DataSource": "node(id: $source) {{ ... on DataSource {{ {} }} }}",
    "IntegrationPoint": "engagement(id: $engagement) {{ integrationPoints(first: 1) {{ nodes {{ {} }} }} }}",
}
"""Where the lists of each type are found."""

LISTS = [
    f"{of}.{name}"
    for of in WITHIN
    for name, field in fields_of(of).items()
    if get_named_type(field.type).name.endswith("Connection") and "orderBy" in field.args
]
WAYS = ("ASC", "DESC")


def chosen_by(path: str, argument: str) -> GraphQLInputObjectType:
    of, name = path.split(".")
    kind = get_named_type(fields_of(of)[name].args[argument].type)
    assert isinstance(kind, GraphQLInputObjectType)
    return kind


def node_of(path: str) -> str:
    of, name = path.split(".")
    kind = get_named_type(fields_of(of)[name].type).name
    return get_named_type(fields_of(kind)["nodes"].type).name


def orders(path: str) -> list[tuple[str, str]]:
    field = get_named_type(chosen_by(path, "orderBy").fields["field"].type)
    assert isinstance(field, GraphQLEnumType)
    return [(name, way) for name in field.values for way in WAYS]


def camel(loud: str) -> str:
    first, *rest = loud.lower().split("_")
    return first + "".join(each.capitalize() for each in rest)


def ids_beside(path: str) -> list[str]:
    """The fields of a node that name something by an id, and by which the list can be filtered."""
    known = fields_of(node_of(path))
    kinds = {name: get_named_type(of.type).name for name, of in chosen_by(path, "filter").fields.items()}
    return [name for name, kind in kinds.items() if kind == "IdFilter" and name != "id" and name in known]


async def asked(run: Run, path: str, parts: Mapping[str, str], seq: int | None = None) -> dict[str, Any]:
    """The list under each of these names, asked for with these arguments."""
    of, name = path.split(".")
    shown = f"{leaves(node_of(path))} " + " ".join(f"{each} {{ id }}" for each in ids_beside(path))
    lists = " ".join(f"{alias}: {name}({given}) {{ ...Shown }}" for alias, given in parts.items())
    inner = WITHIN[of].format(lists)
    whole = inner if seq is None else f"asOf(seq: {seq}) {{ {inner} }}"
    kind = get_named_type(fields_of(of)[name].type).name
    query = f"""
    query Lists($engagement: ID, $source: ID) {{ {whole} }}
    fragment Shown on {kind} {{ edges {{ cursor node {{ {shown} }} }} }}
    """
    query = query.replace("$engagement: ID,", "$engagement: ID!,").replace("$source: ID)", "$source: ID!)")
    if "$engagement)" not in whole:
        query = query.replace("$engagement: ID!,", "")
    if "$source)" not in whole:
        query = query.replace("$source: ID!", "")
    query = query.replace("Lists( )", "Lists")
    found: dict[str, Any] = await run.desk.ask(query, by=Role.AUDITOR, **run.ids)
    while not parts.keys() <= found.keys():
        (only,) = found.values()
        found = only[0] if isinstance(only, list) else only
    return {alias: found[alias]["edges"] for alias in parts}


@pytest.mark.parametrize("path", LISTS)
async def test_x(run: Run, path: str) -> None:
    parts = {f"{name}_{way}": f"first: 100, orderBy: [{{field: {name}, direction: {way}}}]" for name, way in orders(path)}
    found = await asked(run, path, {"own": "first: 100", **parts})
    print(path, len(found["own"]))
