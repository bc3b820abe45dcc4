"""An operation of a document, compiled when it is first run."""

from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    ExecutionResult,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    OperationType,
    VariableNode,
    Visitor,
    get_operation_ast,
    visit,
)
from graphql.execution.values import VariableValues, get_variable_values

from gateway.execution.asked import Document
from gateway.execution.run import Request, Run
from gateway.execution.selection import Compiler, Selection

DECIDE = frozenset({GraphQLSkipDirective.name, GraphQLIncludeDirective.name})
MOST_DECIDING = 3
INTROSPECTION = frozenset({"__schema", "__type"})
MOST_ERRORS = 50


class Traits(Visitor):
    """Whether a document asks for the schema, and the variables by which its fields are left out or not."""

    def __init__(self) -> None:
        super().__init__()
        self.introspects = False
        self.deciding: set[str] = set()

    def enter_field(self, node: FieldNode, *_: object) -> None:
        self.introspects = self.introspects or node.name.value in INTROSPECTION

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        if node.name.value in DECIDE:
            values = (each.value for each in node.arguments or ())
            self.deciding.update(each.name.value for each in values if isinstance(each, VariableNode))


class Plan:
    """A selection for each way in which the variables of `@skip` and `@include` may stand, and no more than a few."""

    def __init__(self, document: Document, root: GraphQLObjectType, deciding: tuple[str, ...]) -> None:
        self._document, self._root, self._deciding = document, root, deciding
        self._selections: dict[tuple[object, ...], Selection] = {}
        self._compilers: list[Compiler] = []

    @property
    def fields(self) -> int:
        """All that are compiled: more with each kind of object that comes for the first time."""
        return sum(each.fields for each in self._compilers)

    async def run(
        self, context: object, root: object, variables: dict[str, Any], extensions: dict[str, Any] | None
    ) -> ExecutionResult | None:
        """None: with these variables it is not for us to run."""
        operation = self._document.operation
        values = get_variable_values(
            self._document.schema, operation.variable_definitions or (), variables, max_errors=MOST_ERRORS
        )
        if isinstance(values, list):
            return ExecutionResult(None, values)
        selection = self._selection(values)
        if selection is None:
            return None
        run = Run(Request(context=context, root=root, variables=values, extensions=extensions))
        await self._fill(run, selection)
        return ExecutionResult(run.data, run.errors or None)

    async def _fill(self, run: Run, selection: Selection) -> None:
        """What is changed is changed one after the other."""
        run.data = answer = selection.answer.copy()
        if self._document.operation.operation is OperationType.MUTATION:
            for step in selection.steps:
                if run.data is not None:
                    await run.fill(answer, (step,))
        else:
            await run.fill(answer, selection.steps)

    def _selection(self, values: VariableValues) -> Selection | None:
        standing: tuple[object, ...] = tuple(values.coerced.get(name) for name in self._deciding)
        if not all(isinstance(each, bool) for each in standing):
            return None
        if standing not in self._selections:
            compiler = Compiler(document=self._document, deciding=self._of_deciding(values))
            self._compilers.append(compiler)
            self._selections[standing] = compiler.root(self._root)
        return self._selections[standing]

    def _of_deciding(self, values: VariableValues) -> VariableValues:
        """Nothing else of one request is kept for the next."""
        return VariableValues(
            {name: values.sources[name] for name in self._deciding},
            {name: values.coerced[name] for name in self._deciding},
        )


def plan(schema: GraphQLSchema, document: DocumentNode, operation_name: str | None) -> Plan | None:
    """None: graphql-core is to run it. It introspects, subscribes, or uses what is rare."""
    operation = get_operation_ast(document, operation_name)
    if operation is None or operation.operation is OperationType.SUBSCRIPTION or operation.directives:
        return None
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    root, found = schema.get_root_type(operation.operation), Traits()
    visit(document, found)
    if root is None or len(found.deciding) > MOST_DECIDING or found.introspects:
        return None
    return Plan(Document(schema=schema, operation=operation, fragments=fragments), root, tuple(sorted(found.deciding)))
