"""The views as one fold over a log, without a database: what everything else must agree with."""

from collections.abc import Sequence
from typing import Any

from services.engagement.app import VIEWS
from shared.eventstore.codec import decode
from shared.eventstore.log import Entry
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Projection
from tests.integration.chaos.watching import Digests, Glimpse, digest


class Folded:
    def __init__(self) -> None:
        self._rows: dict[str, dict[Any, Any]] = {projection.name: {} for projection in VIEWS.projections}

    def take(self, entry: Entry) -> None:
        recorded = decode(entry)
        for projection in VIEWS.projections:
            if isinstance(recorded.event, projection.handles):
                self._fold(projection, recorded)

    def digests(self) -> Digests:
        return {name: digest(rows.values()) for name, rows in self._rows.items()}

    def _fold(self, projection: Projection[Any], recorded: Recorded[Any]) -> None:
        rows = self._rows[projection.name]
        for key in projection.keys(recorded):
            place: Any = key if len(key) > 1 else key[0]
            row = projection.after(key, rows.pop(place, None), recorded)
            if row is not None:
                rows[place] = row


def wrong(glimpses: Sequence[Glimpse], entries: Sequence[Entry]) -> list[str]:
    """What was seen of a tenant that is no prefix of its log, in a few words each."""
    folded, reached, found = Folded(), 0, []
    for glimpse in sorted(glimpses, key=lambda glimpse: glimpse.seq):
        for entry in entries[reached : glimpse.seq]:
            folded.take(entry)
        reached = glimpse.seq
        differing = [name for name, rows in folded.digests().items() if rows != glimpse.digests[name]]
        if differing:
            found.append(f"{', '.join(differing)} at {glimpse.seq}, read as {glimpse.source}")
    return found
