"""One operation or fragment by itself: what it adds to each measure, and which fragments it spreads where."""

from collections import Counter
from collections.abc import Mapping

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    NamedTypeNode,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
)

from gateway.limits.pages import CEILING, is_connection, items, page_variables, work
from shared.kernel.record import record

FREE = frozenset({"PageInfo"})
INTROSPECTION = "__"


@record
class Spread:
    """A fragment, spread so deep and so many times."""

    fragment: str
    depth: int
    weight: int


@record
class Outline:
    """`visited` counts the selections that were read: each of them once."""

    depth: int
    introspection_depth: int
    aliases: int
    directives: int
    root_fields: int
    fields: int
    repeats: int
    cost: int
    visited: int
    spreads: tuple[Spread, ...]
    page_variables: frozenset[str]


@record
class _Place:
    """Where a selection set stands. `path` is the same for all that end up in the same response object."""

    selections: SelectionSetNode
    within: GraphQLNamedType | None
    depth: int
    weight: int
    path: int


def outline(
    definition: OperationDefinitionNode | FragmentDefinitionNode,
    schema: GraphQLSchema,
    variables: Mapping[str, object],
    page: int,
) -> Outline:
    return _Survey(schema, variables, page).of(definition)


class _Survey:
    def __init__(self, schema: GraphQLSchema, variables: Mapping[str, object], page: int) -> None:
        self._schema, self._variables, self._page = schema, variables, page
        self._seen: Counter[str] = Counter()
        self._depths: Counter[bool] = Counter()
        self._paths: dict[tuple[int, str], int] = {}
        self._met: Counter[int] = Counter()
        self._spreads: list[Spread] = []
        self._page_variables: set[str] = set()
        self._pending: list[_Place] = []

    def of(self, definition: OperationDefinitionNode | FragmentDefinitionNode) -> Outline:
        within = (
            self._schema.get_root_type(definition.operation)
            if isinstance(definition, OperationDefinitionNode)
            else self._type(definition.type_condition)
        )
        self._count_directives(definition, *(definition.variable_definitions or ()))
        self._pending.append(_Place(selections=definition.selection_set, within=within, depth=0, weight=1, path=0))
        while self._pending:
            self._read(self._pending.pop())
        return Outline(
            depth=self._depths[False],
            introspection_depth=self._depths[True],
            aliases=self._seen["aliases"],
            directives=self._seen["directives"],
            root_fields=self._seen["root_fields"],
            fields=self._seen["fields"],
            repeats=self._seen["repeats"],
            cost=self._seen["cost"],
            visited=self._seen["visited"],
            spreads=tuple(self._spreads),
            page_variables=frozenset(self._page_variables),
        )

    def _read(self, place: _Place) -> None:
        for selection in place.selections.selections:
            self._seen["visited"] += 1
            self._count_directives(selection)
            match selection:
                case FieldNode():
                    self._field(selection, place)
                case InlineFragmentNode(type_condition=condition, selection_set=selections):
                    within = place.within if condition is None else self._type(condition)
                    self._pending.append(_moved(place, selections, within))
                case FragmentSpreadNode(name=name):
                    self._spreads.append(Spread(fragment=name.value, depth=place.depth, weight=place.weight))

    def _field(self, field: FieldNode, place: _Place) -> None:
        depth, introspective = place.depth + 1, _is_introspection(place.within)
        self._depths[introspective] = max(self._depths[introspective], depth)
        self._seen["fields"] += 1
        self._seen["aliases"] += field.alias is not None
        self._seen["root_fields"] += place.depth == 0
        self._add(place.weight * work(field, place.within))
        path = self._path(place.path, (field.alias or field.name).value)
        if field.selection_set is None:
            return
        definition = self._definition(place.within, field.name.value)
        of = None if definition is None else definition.type
        named = None if of is None else get_named_type(of)
        self._page_variables.update(page_variables(field))
        many = items(field, of, place.within, self._variables, self._page)
        self._charge(named, place.weight, many, introspective=introspective)
        weight = min(place.weight * many, CEILING)
        self._pending.append(
            _Place(selections=field.selection_set, within=named, depth=depth, weight=weight, path=path)
        )

    def _charge(self, named: GraphQLNamedType | None, weight: int, many: int, *, introspective: bool) -> None:
        """Count objects: as many as the list has, but a connection is one, and its items are counted below it."""
        if not introspective and (named is None or named.name not in FREE):
            self._add(weight if is_connection(named) else weight * many)

    def _add(self, cost: int) -> None:
        self._seen["cost"] = min(self._seen["cost"] + cost, CEILING)

    def _path(self, parent: int, name: str) -> int:
        """Number the places in the response, and count the pairs of fields that meet in one of them."""
        path = self._paths.setdefault((parent, name), len(self._paths) + 1)
        self._seen["repeats"] += self._met[path]
        self._met[path] += 1
        return path

    def _count_directives(self, *nodes: object) -> None:
        self._seen["directives"] += sum(len(getattr(node, "directives", None) or ()) for node in nodes)

    def _type(self, condition: NamedTypeNode) -> GraphQLNamedType | None:
        return self._schema.get_type(condition.name.value)

    def _definition(self, within: GraphQLNamedType | None, name: str) -> GraphQLField | None:
        if isinstance(within, GraphQLObjectType | GraphQLInterfaceType):
            return self._schema.get_field(within, name)
        return None


def _moved(place: _Place, selections: SelectionSetNode, within: GraphQLNamedType | None) -> _Place:
    return _Place(selections=selections, within=within, depth=place.depth, weight=place.weight, path=place.path)


def _is_introspection(within: GraphQLNamedType | None) -> bool:
    return within is not None and within.name.startswith(INTROSPECTION)
