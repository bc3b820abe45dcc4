"""A well-formed input for every mutation, made from the published schema."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    get_named_type,
    get_nullable_type,
    is_list_type,
    is_required_input_field,
)

from tests.acceptance.api.sdl import fields_of

WORDS = {
    "name": "sample",
    "level": "curated",
    "aspect": "sample",
    "timeZone": "America/Toronto",
    "currency": "CAD",
    "digest": "ab" * 32,
    "link": "https://ci.example/runs/7",
    "issuer": "https://login.example",
    "activity": "gap_register",
}
SCALARS: Mapping[str, object] = {"Date": "2026-03-01", "Decimal": "3.5", "Long": 100, "Int": 30, "Boolean": True}

BESIDE: Mapping[str, Mapping[str, object]] = {
    "defineSeries": {"template": "help_requests"},
    "defineTrigger": {"template": "adoption_behind_plan"},
}
"""What the schema lets one leave out, and only because something else can be given instead."""

Ids = Mapping[str, str]
"""The id for each input field that takes one."""


def given(mutation: str, ids: Ids) -> dict[str, Any]:
    """What the mutation requires."""
    return {**_of(_input_of(mutation), ids), **BESIDE.get(mutation, {})}


def id_fields(mutation: str) -> list[str]:
    """The fields that take an id, required or not."""
    fields = _input_of(mutation).fields.items()
    return [name for name, field in fields if get_named_type(field.type).name == "ID"]


def _input_of(mutation: str) -> GraphQLInputObjectType:
    kind = get_named_type(fields_of("Mutation")[mutation].args["input"].type)
    assert isinstance(kind, GraphQLInputObjectType)
    return kind


def _of(kind: GraphQLInputObjectType, ids: Ids) -> dict[str, Any]:
    return {name: _value(name, of.type, ids) for name, of in kind.fields.items() if is_required_input_field(of)}


def _value(name: str, of: GraphQLInputType, ids: Ids) -> object:
    kind = get_named_type(of)
    match kind:
        case GraphQLInputObjectType():
            value: object = _of(kind, ids)
        case GraphQLEnumType():
            value = next(iter(kind.values))
        case _ if kind.name == "ID":
            value = ids[name]
        case _ if kind.name == "String":
            value = WORDS.get(name, f"some {name}")
        case _:
            value = SCALARS[kind.name]
    return [value] if is_list_type(get_nullable_type(of)) else value
