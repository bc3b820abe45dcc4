"""Around each operation: who asks is checked anew before anything runs, and the answer says how fresh it is."""

from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import asdict

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionSetNode,
    get_operation_ast,
)
from strawberry.extensions import SchemaExtension

from gateway.context import Context


class Operations(SchemaExtension):
    """One connection may carry many operations: none inherits what was checked or loaded for another."""

    def on_operation(self) -> Iterator[None]:
        self._context().forget()
        yield

    async def on_execute(self) -> AsyncIterator[None]:
        """Who is not admitted is refused whole, before any field is asked for. The schema is open to all."""
        document = self.execution_context.graphql_document
        if document is None or asks_for_data(document, self.execution_context.operation_name):
            await self._context().identity()
        yield

    def get_results(self) -> dict[str, object]:
        """What came, per service, of waiting for the `fairway-consistency` that the request named."""
        freshness = self._context().freshness
        return {"consistency": {name: asdict(found) for name, found in freshness.items()}} if freshness else {}

    def _context(self) -> Context:
        context = self.execution_context.context
        if not isinstance(context, Context):
            raise TypeError("the schema is executed with a gateway context")
        return context


def asks_for_data(document: DocumentNode, operation_name: str | None) -> bool:
    """Whether a valid document asks for more than what the schema is."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    operation = get_operation_ast(document, operation_name)
    return operation is None or _asks_for_data(operation.selection_set, fragments)


def _asks_for_data(selected: SelectionSetNode, fragments: Mapping[str, FragmentDefinitionNode]) -> bool:
    for each in selected.selections:
        match each:
            case FieldNode():
                found = not each.name.value.startswith("__")
            case InlineFragmentNode():
                found = _asks_for_data(each.selection_set, fragments)
            case FragmentSpreadNode():
                found = _asks_for_data(fragments[each.name.value].selection_set, fragments)
            case _:
                found = True
        if found:
            return True
    return False
