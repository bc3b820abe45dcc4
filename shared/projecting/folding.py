"""Folding events in memory: what the rows become, and every version that they go through on the way.

Rows of a batch are loaded before and stored after it; in between nothing here knows of a database.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection

Version: TypeAlias = tuple[Any, str, int]
"""A row, the scope that it belongs to, and the seq of the event that made it so."""

Asked: TypeAlias = list[tuple[Projection[Any], Key]]
"""The rows that an event changes."""


class Poison(Exception):
    """An event that cannot be folded. Tells where and by which kind of error, never what the event holds."""

    def __init__(self, where: str, error: BaseException) -> None:
        super().__init__(f"{type(error).__name__} in {where}")


class ForeignScope(Exception):
    """An event may change rows of its own scope only."""


class ForeignKey(Exception):
    """The fold gave a row with another key than the one it was asked for."""


class Staged:
    """The rows of one projection while a batch is folded.

    `rows` are those there are, `ended` tells where the stored ones were superseded, `passed` are the versions that
    came and went within the batch, each with where it ended.
    """

    def __init__(self, projection: Projection[Any], stored: Mapping[Key, Version]) -> None:
        self.projection = projection
        self.rows: dict[Key, Version] = dict(stored)
        self.ended: dict[Key, int] = {}
        self.passed: list[tuple[Version, int]] = []
        self.changed: set[Key] = set()
        self._stored = stored

    def put(self, key: Key, row: Any, scope: str, seq: int) -> None:
        """From `seq` on the row is this one; None: there is none."""
        before = self.rows.get(key)
        if before is not None:
            if before is self._stored.get(key):
                self.ended[key] = seq
            else:
                self.passed.append((before, seq))
        if row is not None:
            self.rows[key] = (row, scope, seq)
        elif before is not None:
            del self.rows[key]
        self.changed.add(key)


class Folds:
    """The projections of a service, by the events that they handle."""

    def __init__(self, projections: Sequence[Projection[Any]]) -> None:
        self._by_event: dict[type, list[Projection[Any]]] = defaultdict(list)
        self._key_of = {projection.name: _key_of(projection.key) for projection in projections}
        self.handled = frozenset(event.__name__ for projection in projections for event in projection.handles)
        for projection in projections:
            for event in projection.handles:
                self._by_event[event].append(projection)

    def asked(self, recorded: Recorded[Any]) -> Asked:
        """Which rows the event changes. Raises Poison."""
        asked: Asked = []
        for projection in self._by_event[type(recorded.event)]:
            try:
                asked.extend([(projection, key) for key in projection.keys(recorded)])
            except Exception as error:
                raise Poison(f"{projection.name}, keys of {type(recorded.event).__name__}", error) from error
        return asked

    def fold(self, recorded: Recorded[Any], scope: str, asked: Asked, staged: Mapping[str, Staged]) -> None:
        """Change all the rows, or none and raise Poison."""
        changes = []
        for projection, key in asked:
            rows = staged[projection.name]
            try:
                before, owner, _ = rows.rows.get(key) or (None, scope, 0)
                after = projection.fold(before, recorded)
                self._check(projection, key, after, owner == scope)
            except Exception as error:
                raise Poison(f"{projection.name}, fold of {type(recorded.event).__name__}", error) from error
            if after != before:
                changes.append((rows, key, after))
        for rows, key, after in changes:
            rows.put(key, after, scope, recorded.seq)

    def _check(self, projection: Projection[Any], key: Key, after: Any, own: bool) -> None:  # noqa: FBT001
        if not own:
            raise ForeignScope
        if after is not None and self._key_of[projection.name](after) != key:
            raise ForeignKey


def _key_of(names: tuple[str, ...]) -> Callable[[Any], Key]:
    get: Callable[[Any], Any] = attrgetter(*names)
    return get if len(names) > 1 else lambda row: (get(row),)
