"""Scalars and enums as the answer holds them: by the type's own rules, with a short way for what is usual."""

from collections.abc import Callable
from math import isfinite
from typing import Any, TypeAlias, cast

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLEnumType,
    GraphQLLeafType,
    GraphQLNonNull,
    Undefined,
    get_nullable_type,
    is_non_null_type,
)

from shared.kernel.record import record

Write: TypeAlias = Callable[[Any], object]
AS_THEY_ARE: dict[str, type] = {"String": str, "ID": str, "Boolean": bool}


@record
class Leaf:
    """Values of exactly the class `plain` stay as they are, all others are written."""

    plain: type | None
    write: Write


def leaf(of: GraphQLLeafType | GraphQLNonNull[GraphQLLeafType], named: str) -> Leaf:
    """What is of this type, nullable or not, in the field that is called so."""
    bare = cast("GraphQLLeafType", get_nullable_type(of))
    by_rule = _required(_by_rule(bare), named) if is_non_null_type(of) else _or_none(_by_rule(bare))
    return Leaf(plain=AS_THEY_ARE.get(bare.name), write=_writing(bare, by_rule))


def unless_failed(given: object) -> None:
    """An error that a resolver gives instead of a value counts as raised by it: in a list, of one thing alone."""
    if isinstance(given, Exception):
        raise given


def not_there(named: str) -> TypeError:
    return TypeError(f"Cannot return null for non-nullable field {named}.")


def _required(write: Write, named: str) -> Write:
    def checked(value: object) -> object:
        if value is None:
            raise not_there(named)
        return write(value)

    return checked


def _or_none(write: Write) -> Write:
    return lambda value: None if value is None else write(value)


def _by_rule(of: GraphQLLeafType) -> Write:
    coerce = of.coerce_output_value

    def write(value: object) -> object:
        unless_failed(value)
        written: object = coerce(value)
        if written is None or written is Undefined:
            raise TypeError(f"{of} cannot represent {value!r:.40}")
        return written

    return write


def _writing(of: GraphQLLeafType, by_rule: Write) -> Write:
    """What is usual is written here, all else by the rules."""
    if isinstance(of, GraphQLEnumType):
        return _of_enum(of, by_rule)
    if of.name == "Int":
        return lambda value: (
            value if value.__class__ is int and GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT else by_rule(value)
        )
    if of.name == "Float":
        return lambda value: value if value.__class__ is float and isfinite(value) else by_rule(value)
    return by_rule


def _of_enum(of: GraphQLEnumType, by_rule: Write) -> Write:
    """The first of several names of a value, as Strawberry has it."""
    members = getattr(of, "wrapped_cls", None)
    names: dict[object, str] = {}
    for name, value in of.values.items():
        names.setdefault(value.value, name)

    def write(value: Any) -> object:  # noqa: ANN401 - a member, or whatever stands for one
        if value.__class__ is members:
            return names[value._value_]
        return by_rule(value)

    return write
