"""The published schema, and the documents that a front end's tools write from it."""

from pathlib import Path

from graphql import (
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_named_type,
    is_leaf_type,
)

import gateway

FILE = Path(gateway.__file__).with_name("schema.graphql")
SDL: GraphQLSchema = build_schema(FILE.read_text("utf-8"))
BESIDE = frozenset({"rejection", "consistency"})


def fields_of(name: str) -> dict[str, GraphQLField]:
    found = SDL.get_type(name)
    assert isinstance(found, GraphQLObjectType)
    fields: dict[str, GraphQLField] = found.fields
    return fields


def mutations() -> tuple[str, ...]:
    return tuple(fields_of("Mutation"))


def noun_of(mutation: str) -> str:
    """What the mutation's payload is about, beside what all payloads hold."""
    (noun,) = fields_of(payload_of(mutation)).keys() - BESIDE
    return noun


def payload_of(mutation: str) -> str:
    return get_named_type(fields_of("Mutation")[mutation].type).name


def leaves(name: str) -> str:
    """All fields of a type that need no selection of their own."""
    return " ".join(
        field for field, of in fields_of(name).items() if is_leaf_type(get_named_type(of.type)) and not of.args
    )


def document(mutation: str) -> str:
    """The mutation as a front end keeps it: one variable in, the noun with all its plain fields out."""
    noun = noun_of(mutation)
    kind = get_named_type(fields_of(payload_of(mutation))[noun].type).name
    given = fields_of("Mutation")[mutation].args["input"].type
    return f"""
    mutation {mutation[0].upper()}{mutation[1:]}($input: {given}) {{
      {mutation}(input: $input) {{
        {noun} {{ {leaves(kind)} }}
        rejection {{ code message where }}
        consistency {{ token position status repeated }}
      }}
    }}
    """
