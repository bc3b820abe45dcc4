"""How resolvers are called: as Strawberry calls them, with what they ask for by their signature."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias, cast

from graphql import (
    FieldNode,
    GraphQLField,
    ListValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
    get_argument_values,
)
from strawberry import Schema
from strawberry.types import Info
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField
from strawberry.types.fields.resolver import StrawberryResolver

from gateway.execution.asked import Field, asked
from gateway.execution.places import Place
from gateway.execution.run import Batch, Complete, Run
from gateway.execution.together import Ask

Call: TypeAlias = Callable[[Any, Place, Run], object]
Arguments: TypeAlias = Callable[[Run], dict[str, Any]]


def declared(definition: GraphQLField) -> StrawberryField:
    """The field as Strawberry knows it. KeyError: it is not one of Strawberry's."""
    return cast("StrawberryField", definition.extensions["strawberry-definition"])


def strawberry_schema(field: Field) -> Schema:
    found: Schema = getattr(field.document.schema, "_strawberry_schema")  # noqa: B009 - Strawberry keeps it there for its own Info
    return found


def call(field: Field) -> Call:
    """The whole chain where a field has extensions, and the function itself where it has none."""
    known, schema = declared(field.definition), strawberry_schema(field)
    if known.extensions or schema.exception_handlers or known.base_resolver is None:
        return _whole(field)
    return _direct(field, known, known.base_resolver, schema)


def _whole(field: Field) -> Call:
    resolve, arguments = field.definition.resolve, _arguments(field)
    if resolve is None:
        raise TypeError(f"{field} has no resolver")

    def called(source: object, place: Place, run: Run) -> object:
        return resolve(source, asked(field, place, run), **arguments(run))

    return called


def _direct(field: Field, known: StrawberryField, resolver: StrawberryResolver[object], schema: Schema) -> Call:
    function = cast("Callable[..., object]", resolver.wrapped_func)
    arguments, taken = _arguments(field), known.arguments
    of_source = [each.name for each in (resolver.parent_parameter, resolver.root_parameter) if each]
    of_info = resolver.info_parameter.name if resolver.info_parameter else None
    by_position = bool(resolver.self_parameter)
    scalars, config = schema.schema_converter.scalar_registry, schema.config
    kind = config.info_class

    def called(source: object, place: Place, run: Run) -> object:
        info: Info[Any, Any] = kind(_raw_info=asked(field, place, run), _field=known)
        given = convert_arguments(arguments(run), taken, scalars, config, info) if taken else {}
        for name in of_source:
            given[name] = source
        if of_info is not None:
            given[of_info] = info
        return function(source, **given) if by_position else function(**given)

    return called


def batch(field: Field, ask: Ask, complete: Complete) -> Batch:
    """The info is that of the first place for which it is asked."""
    known, kind = declared(field.definition), strawberry_schema(field).config.info_class

    async def asks(sources: list[Any], place: Place, run: Run) -> Sequence[object]:
        return await ask(sources, kind(_raw_info=asked(field, place, run), _field=known))

    return Batch(nodes=field.nodes, ask=asks, complete=complete)


def _arguments(field: Field) -> Arguments:
    """Coerced once: for all requests where they hold no variable, else once in each."""
    definition, node = field.definition, field.node
    if not definition.args:
        return lambda _: {}
    kept: dict[object, dict[str, Any]] = {}
    fixed = not any(_varies(each.value) for each in node.arguments or ())
    key = object()

    def arguments(run: Run) -> dict[str, Any]:
        known = kept if fixed else run.arguments
        if key not in known:
            known[key] = _coerced(definition, node, run)
        return known[key]

    return arguments


def _coerced(definition: GraphQLField, node: FieldNode, run: Run) -> dict[str, Any]:
    return get_argument_values(definition, node, run.request.variables)


def _varies(value: ValueNode) -> bool:
    match value:
        case VariableNode():
            return True
        case ListValueNode():
            return any(map(_varies, value.values))
        case ObjectValueNode():
            return any(_varies(each.value) for each in value.fields)
        case _:
            return False
