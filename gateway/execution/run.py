"""One execution of an operation: what its fields share, and what becomes of errors."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, TypeAlias

from graphql import FieldNode, GraphQLError, located_error
from graphql.execution.values import VariableValues

from gateway.execution.places import Path, Place, may_be_empty, path_to
from shared.kernel.record import record

Complete: TypeAlias = Callable[[Any, Place, "Run"], object]
"""Makes of what a resolver gave, for this place, what the answer holds there."""
Step: TypeAlias = Callable[[Any, dict[str, object], "Place | None", "Run"], None]
"""Fills in some of the fields of an object: of its source, into the answer, at its place."""


@record
class Batch:
    """A field of one selection that is asked of many objects at once."""

    nodes: Sequence[FieldNode]
    ask: Callable[[list[Any], Place, "Run"], Awaitable[Sequence[object]]]
    complete: Complete


@record
class Request:
    """What comes with a document."""

    context: object
    root: object
    variables: VariableValues
    extensions: dict[str, Any] | None


class Run:
    """Resolvers that wait all begin in the same turn of the event loop, level by level, so that loaders see them."""

    __slots__ = ("_emptied", "_interrupted", "_tasks", "_waiting", "arguments", "data", "errors", "request")

    def __init__(self, request: Request) -> None:
        self.request = request
        self.data: dict[str, object] | None = None
        self.errors: list[GraphQLError] = []
        self.arguments: dict[object, dict[str, Any]] = {}
        self._emptied: set[Path] = set()
        self._interrupted = False
        self._tasks: asyncio.TaskGroup
        self._waiting: dict[int, list[tuple[object, Place]]] = {}

    async def fill(self, answer: dict[str, object], steps: Iterable[Step]) -> None:
        """Take the steps, and wait for all that they began."""
        async with asyncio.TaskGroup() as self._tasks:
            try:
                for step in steps:
                    step(self.request.root, answer, None, self)
            except GraphQLError as error:
                self._empty(error, None)
        if self._interrupted:
            raise asyncio.CancelledError

    def later(self, awaited: Awaitable[object], complete: Complete, place: Place, nodes: Sequence[FieldNode]) -> None:
        """Put it in its place once it is there."""
        self._tasks.create_task(self._settle(awaited, complete, place, nodes))

    def together(self, batch: Batch, source: object, place: Place) -> None:
        """Ask of all for which it is wanted in this turn of the event loop."""
        if (name := id(batch)) not in self._waiting:
            self._waiting[name] = []
            self._tasks.create_task(self._ask(batch))
        self._waiting[name].append((source, place))

    def refuse(self, error: Exception, place: Place, nodes: Sequence[FieldNode]) -> None:
        """Leave the place empty, or let whoever stands above it know that it cannot be."""
        located = located_error(error, nodes, list(path_to(place)))
        if not place.nullable:
            raise located
        self._empty(located, place)

    async def _settle(
        self, awaited: Awaitable[object], complete: Complete, place: Place, nodes: Sequence[FieldNode]
    ) -> None:
        try:
            found = await awaited
        except asyncio.CancelledError:
            self._interrupted = True
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it becomes an error of the answer
            self._fail(error, place, nodes)
        else:
            self._put(found, complete, place, nodes)

    async def _ask(self, batch: Batch) -> None:
        wanted = self._waiting.pop(id(batch))
        try:
            answers = await batch.ask([source for source, _ in wanted], wanted[0][1], self)
            found = list(zip(wanted, answers, strict=True))
        except asyncio.CancelledError:
            self._interrupted = True
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it becomes an error of the answer
            for _, place in wanted:
                self._fail(error, place, batch.nodes)
        else:
            for (_, place), answer in found:
                self._put(answer, batch.complete, place, batch.nodes)

    def _put(self, found: object, complete: Complete, place: Place, nodes: Sequence[FieldNode]) -> None:
        try:
            place.holder[place.key] = complete(found, place, self)
        except Exception as error:  # noqa: BLE001 - whatever it is, it becomes an error of the answer
            self._fail(error, place, nodes)

    def _fail(self, error: Exception, place: Place, nodes: Sequence[FieldNode]) -> None:
        self._empty(located_error(error, nodes, list(path_to(place))), may_be_empty(place))

    def _empty(self, error: GraphQLError, place: Place | None) -> None:
        """Said once: what is above may be empty by now, and then nobody asks for what would have been below."""
        path = path_to(place)
        if any(path[:length] in self._emptied for length in range(len(path) + 1)):
            return
        self._emptied.add(path)
        self.errors.append(error)
        if place is None:
            self.data = None
        else:
            place.holder[place.key] = None
