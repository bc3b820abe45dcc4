"""Folding events in memory: what the rows become, and every version that they go through on the way.

Rows of a batch are loaded before and stored after it; in between nothing here knows of a database.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any, TypeAlias

from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


class Poison(Exception):
    """An event that cannot be folded. Tells where and by which kind of error, never what the event holds."""

    def __init__(self, where: str, error: BaseException) -> None:
        super().__init__(f"{type(error).__name__} in {where}")


class ForeignScope(Exception):
    """An event may change rows of its own scope only."""


class ForeignKey(Exception):
    """The fold gave a row with another key than the one it was asked for."""


class Version:
    """A row as event `since` made it; it belongs to `scope`, like the event."""

    __slots__ = ("row", "scope", "since")

    def __init__(self, row: Any, scope: str, since: int) -> None:
        self.row = row
        self.scope = scope
        self.since = since


class Place:
    """Where a row of this key stands, if one does: as it is `stored`, and as it is `now`."""

    __slots__ = ("ended", "key", "now", "stored")

    def __init__(self, key: Key) -> None:
        self.key = key
        self.stored: Version | None = None
        self.now: Version | None = None
        self.ended: int | None = None


class Staged:
    """The rows of one projection while a batch is folded.

    `passed` are the versions that came and went within the batch, each with where it ended.
    """

    def __init__(self, projection: Projection[Any]) -> None:
        self.projection = projection
        self.key_of = _key_of(projection.key)
        self.places: dict[Key, Place] = {}
        self.passed: list[tuple[Version, int]] = []

    def place(self, key: Key) -> Place:
        found = self.places.get(key)
        if found is None:
            found = self.places[key] = Place(key)
        return found

    def put(self, place: Place, after: Version | None, seq: int) -> None:
        """From `seq` on the row is this one; None: there is none."""
        before = place.now
        if before is not None:
            if before is place.stored:
                place.ended = seq
            else:
                self.passed.append((before, seq))
        place.now = after

    def changed(self, place: Place, recorded: Recorded[Any], scope: str) -> Version | None:
        """What the row of this place becomes; what it is already where the event changes nothing."""
        before = place.now
        if before is None:
            row, owner = None, scope
        else:
            row, owner = before.row, before.scope
        after = self.projection.after(place.key, row, recorded)
        if owner != scope:
            raise ForeignScope
        if after is None:
            return None
        if self.key_of(after) != place.key:
            raise ForeignKey
        return before if after == row else Version(after, scope, recorded.seq)


Asked: TypeAlias = list[tuple[Staged, Place]]
"""The rows that an event changes."""


class Folds:
    """The projections of a service, by the events that they handle."""

    def __init__(self, projections: Sequence[Projection[Any]]) -> None:
        self.handled = frozenset(event.__name__ for projection in projections for event in projection.handles)
        self._by_event: dict[type, list[Projection[Any]]] = defaultdict(list)
        for projection in projections:
            for event in projection.handles:
                self._by_event[event].append(projection)

    def asked(self, recorded: Recorded[Any], staged: "dict[str, Staged]") -> Asked:
        """Which rows the event changes: their places among the staged. Raises Poison."""
        asked: Asked = []
        for projection in self._by_event[type(recorded.event)]:
            try:
                keys = projection.keys(recorded)
            except Exception as error:
                raise Poison(f"{projection.name}, keys of {type(recorded.event).__name__}", error) from error
            if keys:
                rows = staged.get(projection.name)
                if rows is None:
                    rows = staged[projection.name] = Staged(projection)
                for key in keys:
                    asked.append((rows, rows.place(key)))
        return asked


def fold(recorded: Recorded[Any], scope: str, asked: Asked) -> None:
    """Change all the rows, or none and raise Poison."""
    changes = []
    for rows, place in asked:
        try:
            after = rows.changed(place, recorded, scope)
        except Exception as error:
            raise Poison(f"{rows.projection.name}, fold of {type(recorded.event).__name__}", error) from error
        if after is not place.now:
            changes.append((rows, place, after))
    for rows, place, after in changes:
        rows.put(place, after, recorded.seq)


def _key_of(names: tuple[str, ...]) -> Callable[[Any], Key]:
    get: Callable[[Any], Any] = attrgetter(*names)
    return get if len(names) > 1 else lambda row: (get(row),)
