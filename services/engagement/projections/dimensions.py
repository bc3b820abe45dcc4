"""The seven dimensions of an engagement: how the pilot ran beside what production requires."""

from typing import assert_never
from uuid import UUID

from services.engagement.domain.differences import moved
from shared.events.dimensions import (
    Aspect,
    Dimension,
    DimensionEvent,
    PilotStateRecorded,
    ProductionStateRecorded,
    ProposalDismissed,
)
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class Dismissed:
    """A difference that needs no gap, and why."""

    aspect: str
    reason: str


@record
class DimensionEntry:
    engagement_id: UUID
    dimension: Dimension
    catalogue: int
    pilot: tuple[Aspect, ...] = ()
    pilot_note: str | None = None
    production: tuple[Aspect, ...] = ()
    production_note: str | None = None
    dismissed: tuple[Dismissed, ...] = ()
    version: int


def keys(recorded: Recorded[DimensionEvent]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id, recorded.event.dimension.value),)


def fold(entry: DimensionEntry | None, recorded: Recorded[DimensionEvent]) -> DimensionEntry:
    event = recorded.event
    before = entry or DimensionEntry(
        engagement_id=event.engagement_id, dimension=event.dimension, catalogue=1, version=0
    )
    return replaced(changed(before, event), version=recorded.version)


def changed(entry: DimensionEntry, event: DimensionEvent) -> DimensionEntry:
    match event:
        case PilotStateRecorded():
            still = standing(entry.dismissed, moved(entry.pilot, event.aspects))
            return replaced(entry, pilot=event.aspects, pilot_note=event.note, dismissed=still)
        case ProductionStateRecorded():
            still = standing(entry.dismissed, moved(entry.production, event.aspects))
            after = replaced(entry, production=event.aspects, production_note=event.note, dismissed=still)
            return replaced(after, catalogue=event.catalogue)
        case ProposalDismissed():
            others = tuple(kept for kept in entry.dismissed if kept.aspect != event.aspect)
            return replaced(entry, dismissed=(*others, Dismissed(aspect=event.aspect, reason=event.reason)))
        case _:
            assert_never(event)


def standing(dismissed: tuple[Dismissed, ...], gone: frozenset[str]) -> tuple[Dismissed, ...]:
    """A dismissal holds as long as the difference that was dismissed is the same."""
    return tuple(kept for kept in dismissed if kept.aspect not in gone)


DIMENSIONS = Projection(
    name="dimensions",
    version=1,
    row=DimensionEntry,
    key=("engagement_id", "dimension"),
    handles=(PilotStateRecorded, ProductionStateRecorded, ProposalDismissed),
    keys=keys,
    fold=fold,
)
