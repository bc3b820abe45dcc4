"""What a file gives to a mutation, by the types that the API's schema has for it: in a file every value is a word."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    is_required_input_field,
)
from graphql.type import GraphQLInputType
from pydantic import JsonValue

from cli.demo.steps import ENGAGEMENT, PILOT, Ref

Place: TypeAlias = tuple[str | int, ...]

TRUTHS = {"true": True, "false": False}
NAMED: Mapping[str, Ref] = {"engagement": ENGAGEMENT, "pilot": PILOT}
NOUNS: Mapping[str, Callable[[str], Ref]] = {
    "person": lambda key: Ref(noun="Person", key=key),
    "gap": lambda key: Ref(noun="Gap", key=key),
    "finding": lambda key: Ref(noun="Finding", key=key),
    "intervention": lambda key: Ref(noun="Intervention", key=key),
}


class Mistyped(Exception):
    """What stands at this place is not what the schema asks for there."""

    def __init__(self, place: Place, problem: str) -> None:
        super().__init__(problem)
        self.place = place
        self.problem = problem


def typed(takes: GraphQLInputObjectType, given: Mapping[str, JsonValue], place: Place = ()) -> dict[str, object]:
    """Raises Mistyped at the first value that does not fit."""
    for name in given:
        if name not in takes.fields:
            raise Mistyped((*place, name), f"{takes.name} has no such field; it has {', '.join(takes.fields)}")
    for name, field in takes.fields.items():
        if is_required_input_field(field) and name not in given and not (name == "engagementId" and not place):
            raise Mistyped(place, f"{takes.name} also takes {name}")
    return {name: of(takes.fields[name].type, value, (*place, name)) for name, value in given.items()}


def of(kind: GraphQLInputType, value: JsonValue, place: Place) -> object:
    match kind, value:
        case GraphQLNonNull(), _:
            return of(kind.of_type, value, place)
        case GraphQLList(), list():
            return [of(kind.of_type, each, (*place, index)) for index, each in enumerate(value)]
        case GraphQLInputObjectType(), dict():
            return typed(kind, value, place)
        case GraphQLEnumType(), str() if value.upper() in kind.values:
            return value.upper()
        case GraphQLScalarType(), str():
            return scalar(kind, value, place)
        case _:
            raise Mistyped(place, f"this is not {asked(kind)}")


def scalar(kind: GraphQLScalarType, value: str, place: Place) -> object:
    if value.startswith("$"):
        return reference(value.removeprefix("$"))
    if kind.name in {"Int", "Long"} and value.lstrip("-").isdecimal():
        return int(value)
    if kind.name == "Boolean" and value in TRUTHS:
        return TRUTHS[value]
    if kind.name in {"Int", "Long", "Boolean"}:
        raise Mistyped(place, f"this is not {asked(kind)}")
    return value


def asked(kind: GraphQLInputType) -> str:
    return f"one of {', '.join(kind.values).lower()}" if isinstance(kind, GraphQLEnumType) else f"a value of {kind}"


def reference(name: str) -> Ref:
    """`engagement`, `person/kwame`, or what a step of the file made."""
    noun, _, key = name.partition("/")
    if name in NAMED:
        return NAMED[name]
    return NOUNS[noun](key) if noun in NOUNS else Ref(noun="Made", key=name)


def references(value: object) -> Iterator[Ref]:
    """All that stand in an input, at any depth."""
    match value:
        case Ref():
            yield value
        case dict():
            for each in value.values():
                yield from references(each)
        case list():
            for each in value:
                yield from references(each)
        case _:
            return
