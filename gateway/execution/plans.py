"""The plans of the documents that were run last."""

from collections import OrderedDict

from graphql import DocumentNode, GraphQLSchema

from gateway.execution.plan import Plan, plan


class Plans:
    """Bounded by the length of the documents' texts, and never by what variables hold."""

    def __init__(self, most_characters: int = 300_000) -> None:
        self._known: OrderedDict[tuple[str, str | None], Plan | None] = OrderedDict()
        self._room = most_characters

    def of(self, schema: GraphQLSchema, document: DocumentNode, text: str, operation_name: str | None) -> Plan | None:
        """None: it is not for us to run."""
        key = (text, operation_name)
        if key in self._known:
            self._known.move_to_end(key)
            return self._known[key]
        found = self._known[key] = plan(schema, document, operation_name)
        self._room -= len(text)
        while self._room < 0:
            (freed, _), _ = self._known.popitem(last=False)
            self._room += len(freed)
        return found

    def __len__(self) -> int:
        return len(self._known)
