"""The mutations that the play gives, as the API's own schema has them."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from graphql import GraphQLInputObjectType, GraphQLObjectType, build_schema
from graphql.type import GraphQLField, GraphQLNamedType, get_named_type

import gateway
from shared.kernel.record import record

SCHEMA = Path(str(gateway.__file__)).with_name("schema.graphql")
ANSWER = "rejection { code message where } consistency { token status repeated }"
BESIDE = frozenset({"rejection", "consistency"})


@record
class Mutation:
    """`noun` is the payload's field for what changed."""

    name: str
    takes: GraphQLInputObjectType
    noun: str

    def document(self, shows: str = "id") -> str:
        """`shows` is what is read of what changed."""
        title = self.name[0].upper() + self.name[1:]
        field = f"{self.name}(input: $input) {{ {self.noun} {{ {shows} }} {ANSWER} }}"
        return f"mutation {title}($input: {self.takes.name}!) {{ {field} }}"


@cache
def mutations() -> Mapping[str, Mutation]:
    """All of them, by name."""
    kind = build_schema(SCHEMA.read_text("utf-8")).mutation_type
    return {each.name: each for each in _told(kind)} if kind else {}


def _told(kind: GraphQLObjectType) -> Iterator[Mutation]:
    for name, field in kind.fields.items():
        payload, takes = get_named_type(field.type), taken(field)
        if isinstance(payload, GraphQLObjectType) and isinstance(takes, GraphQLInputObjectType):
            noun = next(each for each in payload.fields if each not in BESIDE)
            yield Mutation(name=name, takes=takes, noun=noun)


def taken(field: GraphQLField) -> GraphQLNamedType | None:
    only = field.args.get("input")
    return get_named_type(only.type) if only else None
