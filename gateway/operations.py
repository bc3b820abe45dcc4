"""Around each operation: who asks is checked anew, and the answer says how fresh it is."""

from collections.abc import Iterator
from dataclasses import asdict

from strawberry.extensions import SchemaExtension

from gateway.context import Context


class Operations(SchemaExtension):
    """One connection may carry many operations: none inherits what was checked or loaded for another."""

    def on_operation(self) -> Iterator[None]:
        self._context().forget()
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
