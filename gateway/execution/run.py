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
class Request:
    """What comes with a document."""

    context: object
    root: object
    variables: VariableValues
    extensions: dict[str, Any] | None


class Run:
    """Resolvers that wait all begin in the same turn of the event loop, level by level, so that loaders see them."""

    __slots__ = ("_emptied", "_interrupted", "_tasks", "arguments", "data", "errors", "request")

    def __init__(self, request: Request) -> None:
        self.request = request
        self.data: dict[str, object] | None = None
        self.errors: list[GraphQLError] = []
        self.arguments: dict[object, dict[str, Any]] = {}
        self._emptied: set[Path] = set()
        self._interrupted = False
        self._tasks: asyncio.TaskGroup

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
            place.holder[place.key] = complete(await awaited, place, self)
        except asyncio.CancelledError:
            self._interrupted = True
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it becomes an error of the answer
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
