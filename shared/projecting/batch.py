"""One batch on its way from entries of the log to rows: what it changes, and what it cannot fold."""

from collections.abc import Iterable
from typing import Any

from shared.eventstore.log import Entry
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.folding import Asked, Folds, Poison, Staged, fold
from shared.projecting.language import Language


class UnknownType(Exception):
    """No event of this name was ever published to this process."""


@record
class Poisoned:
    """The first event of a scope that could not be folded, and why; the rest of the scope waits behind it."""

    scope: str
    seq: int
    error: str


class Batch:
    """`parked` are the scopes that wait already; `staged` are the rows that change, by projection."""

    def __init__(self, folds: Folds, language: Language, parked: Iterable[str]) -> None:
        self.poisoned: dict[str, Poisoned] = {}
        self.staged: dict[str, Staged] = {}
        self._folds = folds
        self._language = language
        self._parked = frozenset(parked)
        self._work: list[tuple[Recorded[Any], str, Asked]] = []

    def understand(self, entries: Iterable[Entry]) -> None:
        """Decode what any projection handles, and stage the places of the rows that it will change."""
        for entry in entries:
            scope = scope_of(entry)
            if scope in self._parked or scope in self.poisoned:
                continue
            try:
                self._understand(entry, scope)
            except Poison as poison:
                self.poison(scope, entry.seq, str(poison))

    def fold(self) -> None:
        for recorded, scope, asked in self._work:
            if scope in self.poisoned and self.poisoned[scope].seq < recorded.seq:
                continue
            try:
                fold(recorded, scope, asked)
            except Poison as poison:
                self.poison(scope, recorded.seq, str(poison))

    def poison(self, scope: str, seq: int, error: str) -> None:
        self.poisoned[scope] = Poisoned(scope=scope, seq=seq, error=error)

    def _understand(self, entry: Entry, scope: str) -> None:
        if entry.type in self._folds.handled:
            recorded = self._decoded(entry)
            self._work.append((recorded, scope, self._folds.asked(recorded, self.staged)))
        elif entry.type not in self._language.known:
            raise Poison(f"{entry.type} in version {entry.schema_version}", UnknownType())

    def _decoded(self, entry: Entry) -> Recorded[Any]:
        try:
            return self._language.decode(entry)
        except Exception as error:
            raise Poison(f"{entry.type} in version {entry.schema_version}", error) from error


def scope_of(entry: Entry) -> str:
    """What a poison event stops: its engagement, else its stream."""
    return str(entry.engagement_id or entry.stream)
