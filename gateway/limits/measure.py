"""The measures of a whole document: each fragment is added up once, however often it is spread."""

from collections.abc import Iterable, Iterator, Mapping

from graphql import DocumentNode, FragmentDefinitionNode, GraphQLSchema, OperationDefinitionNode

from gateway.limits.outline import Outline, outline
from gateway.limits.pages import CEILING, values
from shared.kernel.record import record

PAIR = 2


@record
class Measured:
    """The most that any operation or fragment of the document amounts to; `cost` is the executed operation's."""

    depth: int = 0
    introspection_depth: int = 0
    aliases: int = 0
    directives: int = 0
    root_fields: int = 0
    merges: int = 0
    cost: int = 0
    visited: int = 0
    page_variables: frozenset[str] = frozenset()


def measure(
    document: DocumentNode,
    schema: GraphQLSchema,
    variables: Mapping[str, object],
    operation_name: str | None,
    page: int,
) -> Measured:
    executed = operation_of(document, operation_name)
    given = variables if executed is None else values(executed, variables)
    own = [
        (node, outline(node, schema, given, page))
        for node in document.definitions
        if isinstance(node, OperationDefinitionNode | FragmentDefinitionNode)
    ]
    totals = _totals({node.name.value: one for node, one in own if isinstance(node, FragmentDefinitionNode)})
    operations = [(node, _whole(one, totals)) for node, one in own if isinstance(node, OperationDefinitionNode)]
    wholes = [*totals.values(), *(whole for _, whole in operations)]
    return Measured(
        depth=max((one.depth for one in wholes), default=0),
        introspection_depth=max((one.introspection_depth for one in wholes), default=0),
        aliases=max((one.aliases for one in wholes), default=0),
        directives=max((one.directives for one in wholes), default=0),
        root_fields=max((one.root_fields for _, one in operations), default=0),
        merges=_merges([one for _, one in own]),
        cost=sum(one.cost for node, one in operations if node is executed),
        visited=sum(one.visited for _, one in own),
        page_variables=frozenset().union(*(one.page_variables for _, one in own)),
    )


def operation_of(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    """The operation that is run; None where nobody can tell: of several, the one that is named."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if name is None:
        return operations[0] if len(operations) == 1 else None
    return next((node for node in operations if node.name and node.name.value == name), None)


def _totals(fragments: Mapping[str, Outline]) -> dict[str, Measured]:
    totals: dict[str, Measured] = {}
    for name in _spread_first(fragments):
        totals[name] = _whole(fragments[name], totals)
    return totals


def _spread_first(fragments: Mapping[str, Outline]) -> Iterator[str]:
    """Give each fragment after those it spreads, without recursion; the last step of a cycle is left out."""
    begun: set[str] = set()
    for root in fragments:
        path = [] if root in begun else [(root, iter(fragments[root].spreads))]
        begun.add(root)
        while path:
            name, spreads = path[-1]
            deeper = next(
                (one.fragment for one in spreads if one.fragment in fragments and one.fragment not in begun), None
            )
            if deeper is None:
                path.pop()
                yield name
            else:
                begun.add(deeper)
                path.append((deeper, iter(fragments[deeper].spreads)))


def _whole(own: Outline, totals: Mapping[str, Measured]) -> Measured:
    """Add to what stands in a definition what its fragments bring."""
    spread = [(one, totals[one.fragment]) for one in own.spreads if one.fragment in totals]
    return Measured(
        depth=_deepest(own.depth, ((one.depth, total.depth) for one, total in spread)),
        introspection_depth=_deepest(
            own.introspection_depth, ((one.depth, total.introspection_depth) for one, total in spread)
        ),
        aliases=_sum(own.aliases, (total.aliases for _, total in spread)),
        directives=_sum(own.directives, (total.directives for _, total in spread)),
        root_fields=_sum(own.root_fields, (total.root_fields for one, total in spread if one.depth == 0)),
        cost=_sum(own.cost, (one.weight * total.cost for one, total in spread)),
    )


def _deepest(own: int, spread: Iterable[tuple[int, int]]) -> int:
    return max((own, *(at + depth for at, depth in spread if depth)))


def _sum(own: int, brought: Iterable[int]) -> int:
    return min(own + sum(brought), CEILING)


def _merges(outlines: list[Outline]) -> int:
    """Estimate from above how many fields validation compares: definitions in pairs, and fields within each."""
    sizes = sorted(one.fields + PAIR for one in outlines)
    in_pairs = sum(size * larger for size, larger in zip(sizes, reversed(range(len(sizes))), strict=True))
    return in_pairs + sum(one.repeats for one in outlines)
