"""What a resolver may know of the field that it answers: graphql-core's resolve info, made out only when asked."""

from collections.abc import Callable
from typing import Any, TypeAlias, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLSchema,
    OperationDefinitionNode,
)
from graphql.pyutils import Path
from strawberry.execution import optimized_is_awaitable

from gateway.execution.places import Place
from gateway.execution.run import Run
from shared.kernel.record import record


@record
class Document:
    """The part of a document that one operation is about."""

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: dict[str, FragmentDefinitionNode]


@record
class Field:
    """A field as one selection asks for it; `nodes` are all that ask for it by this key."""

    key: str
    nodes: list[FieldNode]
    definition: GraphQLField
    parent: GraphQLObjectType
    document: Document

    @property
    def node(self) -> FieldNode:
        return self.nodes[0]

    @property
    def name(self) -> str:
        return self.node.name.value

    def __str__(self) -> str:
        return f"{self.parent}.{self.name}"


class Asked:
    __slots__ = ("_field", "_place", "_run", "context")

    is_awaitable: Callable[[Any], bool] = staticmethod(optimized_is_awaitable)

    def __init__(self, field: Field, place: Place, run: Run) -> None:
        self.context = run.request.context
        self._field, self._place, self._run = field, place, run

    @property
    def field_name(self) -> str:
        return self._field.name

    @property
    def field_nodes(self) -> list[FieldNode]:
        return self._field.nodes

    @property
    def return_type(self) -> GraphQLOutputType:
        return self._field.definition.type

    @property
    def parent_type(self) -> GraphQLObjectType:
        return self._field.parent

    @property
    def path(self) -> Path:
        return _path(self._place, self._field.parent)

    @property
    def schema(self) -> GraphQLSchema:
        return self._field.document.schema

    @property
    def fragments(self) -> dict[str, FragmentDefinitionNode]:
        return self._field.document.fragments

    @property
    def operation(self) -> OperationDefinitionNode:
        return self._field.document.operation

    @property
    def root_value(self) -> object:
        return self._run.request.root

    @property
    def variable_values(self) -> dict[str, Any]:
        return self._run.request.variables.coerced

    @property
    def operation_extensions(self) -> dict[str, Any] | None:
        return self._run.request.extensions


Info: TypeAlias = GraphQLResolveInfo[Any]
asked = cast("Callable[[Field, Place, Run], Info]", Asked)
"""Resolvers and types take it for graphql-core's own."""


def _path(place: Place, parent: GraphQLObjectType | None = None) -> Path:
    """The names of the types further up are not known here; nobody reads them."""
    above = None if place.above is None else _path(place.above)
    return Path(above, place.key, None if parent is None else parent.name)
