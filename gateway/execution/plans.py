"""The plans of the documents that were run last."""

from collections import OrderedDict

from graphql import DocumentNode, GraphQLSchema

from gateway.execution.plan import Plan, plan


class Plans:
    """Bounded by the length of the documents' texts, and by the fields compiled: a short text can unfold to many."""

    def __init__(self, most_characters: int = 300_000, most_fields: int = 50_000, most_plans: int = 500) -> None:
        self._known: OrderedDict[tuple[str, str | None], Plan | None] = OrderedDict()
        self._room, self._most_fields, self._most_plans = most_characters, most_fields, most_plans

    def of(self, schema: GraphQLSchema, document: DocumentNode, text: str, operation_name: str | None) -> Plan | None:
        """None: it is not for us to run."""
        key = (text, operation_name)
        if key in self._known:
            self._known.move_to_end(key)
        else:
            self._known[key] = plan(schema, document, operation_name)
            self._room -= len(text)
        found = self._known[key]
        self._forget()
        return found

    def _forget(self) -> None:
        """What was used longest ago, until the rest fits. Plans grow while they run, so it is looked at each time."""
        fields = sum(each.fields for each in self._known.values() if each)
        while self._room < 0 or fields > self._most_fields or len(self._known) > self._most_plans:
            (text, _), freed = self._known.popitem(last=False)
            self._room += len(text)
            fields -= freed.fields if freed else 0

    def __len__(self) -> int:
        return len(self._known)
