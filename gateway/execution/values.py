"""What becomes of a resolver's value by the type of its field: lists, objects, and things of several types."""

from collections.abc import Callable
from typing import Any, TypeAlias, cast

from graphql import (
    GraphQLAbstractType,
    GraphQLError,
    GraphQLList,
    GraphQLObjectType,
    GraphQLOutputType,
    get_nullable_type,
    is_abstract_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)
from graphql.pyutils import is_iterable

from gateway.execution.asked import Field, asked
from gateway.execution.leaves import leaf, not_there, unless_failed
from gateway.execution.places import Place
from gateway.execution.run import Complete, Run

Select: TypeAlias = Callable[[GraphQLObjectType], Complete]
"""What the field asks of objects of a type."""


def value(of: GraphQLOutputType, field: Field, select: Select) -> Complete:
    bare = get_nullable_type(of)
    if is_leaf_type(bare):
        write = leaf(cast("Any", of), str(field)).write
        return lambda given, place, run: write(given)  # noqa: ARG005 - as all values are completed
    complete = _composite(cast("GraphQLOutputType", bare), field, select)
    return _required(complete, str(field)) if is_non_null_type(of) else _or_none(complete)


def _composite(of: GraphQLOutputType, field: Field, select: Select) -> Complete:
    if is_list_type(of):
        return _list(of, field, select)
    if is_object_type(of):
        return _object(of, field, select)
    if is_abstract_type(of):
        return _one_of_several(of, field, select)
    raise TypeError(f"{field} has no type that can be answered")


def _required(complete: Complete, named: str) -> Complete:
    def checked(given: object, place: Place, run: Run) -> object:
        if given is None:
            raise not_there(named)
        return complete(given, place, run)

    return checked


def _or_none(complete: Complete) -> Complete:
    return lambda given, place, run: None if given is None else complete(given, place, run)


def _list(of: GraphQLList[Any], field: Field, select: Select) -> Complete:
    nullable, nodes = not is_non_null_type(of.of_type), field.nodes
    item = value(of.of_type, field, select)

    def complete(given: Any, place: Place, run: Run) -> object:  # noqa: ANN401 - whatever can be iterated
        unless_failed(given)
        if given.__class__ is not list and not is_iterable(given):
            raise GraphQLError(f"Expected Iterable, but did not find one for field '{field}'.")
        answer: list[object] = []
        for index, each in enumerate(given):
            at = Place(place, answer, index, nullable)
            answer.append(None)
            try:
                answer[index] = item(each, at, run)
            except Exception as error:  # noqa: BLE001 - whatever it is, it becomes an error of the answer
                run.refuse(error, at, nodes)
        return answer

    return complete


def _object(of: GraphQLObjectType, field: Field, select: Select) -> Complete:
    """Compiled when the first one comes. Instances of just the type's own class are of the type; others are asked."""
    is_type_of, selected = of.is_type_of, None
    definition = of.extensions["strawberry-definition"]
    own = definition.origin if definition.is_type_of is None else None

    def complete(given: object, place: Place, run: Run) -> object:
        nonlocal selected
        if given.__class__ is not own:
            unless_failed(given)
            if is_type_of and not is_type_of(given, asked(field, place, run)):
                raise GraphQLError(f"Expected value of type '{of}' but got: {given!r:.40}.", field.nodes)
        if selected is None:
            selected = select(of)
        return selected(given, place, run)

    return complete


def _one_of_several(of: GraphQLAbstractType, field: Field, select: Select) -> Complete:
    """Which of them is known only when the value is there."""
    known: dict[str, Complete] = {}

    def complete(given: object, place: Place, run: Run) -> object:
        unless_failed(given)
        name = of.resolve_type(given, asked(field, place, run), of) if of.resolve_type else None
        if name not in known:
            found = _possible(of, field, name)
            known[found.name] = _object(found, field, select)
        return known[cast("str", name)](given, place, run)

    return complete


def _possible(of: GraphQLAbstractType, field: Field, name: object) -> GraphQLObjectType:
    schema = field.document.schema
    found = schema.get_type(name) if isinstance(name, str) else None
    if is_object_type(found) and schema.is_sub_type(of, found):
        return found
    raise GraphQLError(f"'{name}' is not a possible type for '{of}' in field '{field}'.", field.nodes)
