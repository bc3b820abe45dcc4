"""Which gaps came from which finding or difference, as far as they are still wanted."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.gaps import GapCancelled, GapOpened, GapReopened, Proposal
from shared.kernel.record import record

GapFate: TypeAlias = GapOpened | GapCancelled | GapReopened


@record
class Origins:
    """A cancelled gap no longer stands for what it came from, until it is reopened."""

    gaps: Mapping[UUID, frozenset[UUID | Proposal | None]] = field(default_factory=dict)
    cancelled: frozenset[UUID] = frozenset()

    def have_gap(self, origin: UUID | Proposal) -> bool:
        return any(origin in origins for gap, origins in self.gaps.items() if gap not in self.cancelled)


def evolve(origins: Origins, event: GapFate) -> Origins:
    match event:
        case GapOpened():
            came_from = frozenset({event.finding_id, event.proposal})
            return replace(origins, gaps={**origins.gaps, event.gap_id: came_from})
        case GapCancelled():
            return replace(origins, cancelled=origins.cancelled | {event.gap_id})
        case GapReopened():
            return replace(origins, cancelled=origins.cancelled - {event.gap_id})
        case _:
            assert_never(event)
