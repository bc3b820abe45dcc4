"""Compiled execution as a schema extension: it has the result before graphql-core would begin."""

from collections.abc import AsyncIterator, Callable

from strawberry.extensions import SchemaExtension

from gateway.execution.plans import Plans


def compiled(plans: Plans) -> Callable[[], SchemaExtension]:
    """Make the entry for a schema's list of extensions: the last one, and none of them may resolve fields."""
    return lambda: Compiled(plans)


class Compiled(SchemaExtension):
    def __init__(self, plans: Plans) -> None:
        self._plans = plans

    async def on_execute(self) -> AsyncIterator[None]:
        asked = self.execution_context
        document, text = asked.graphql_document, asked.query
        if document is not None and text is not None:
            schema = asked.schema._schema  # noqa: SLF001 - Strawberry shows graphql-core's schema nowhere else
            plan = self._plans.of(schema, document, text, asked._provided_operation_name)  # noqa: SLF001 - as it was given
            if plan is not None:
                asked.result = await plan.run(
                    asked.context, asked.root_value, asked.variables or {}, asked.operation_extensions
                )
        yield
