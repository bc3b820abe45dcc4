"""One dimension of an engagement: how the pilot ran, what production requires, which differences need no gap."""

from dataclasses import field, replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain import origins
from services.engagement.domain.aspects import checked
from services.engagement.domain.catalogue import CATALOGUES, LATEST
from services.engagement.domain.differences import differences, moved
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.origins import GapFate, Origins
from services.engagement.domain.roles import APPROVERS, CONTRIBUTORS, LEADS
from shared.events.dimensions import (
    Aspect,
    Dimension,
    DimensionEvent,
    PilotStateRecorded,
    ProductionStateRecorded,
    ProposalDismissed,
)
from shared.events.engagements import EngagementStarted
from shared.events.gaps import GapCancelled, GapOpened, GapReopened, Proposal
from shared.kernel.decider import Decider, Scope, engagement_scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.kernel.text import prose

# --- Commands ---------------------------------------------------------------


@record
class RecordPilotState:
    """The whole state: what is not named is no longer recorded."""

    engagement_id: UUID
    dimension: Dimension
    aspects: tuple[Aspect, ...]
    note: str


@record
class RecordProductionState:
    """The whole state: what is not named is not required."""

    engagement_id: UUID
    dimension: Dimension
    aspects: tuple[Aspect, ...]
    note: str


@record
class DismissProposal:
    engagement_id: UUID
    dimension: Dimension
    aspect: str
    reason: str


DimensionCommand: TypeAlias = RecordPilotState | RecordProductionState | DismissProposal

# --- Refusals ---------------------------------------------------------------


class ProposalNotFound(Refused):
    """The pilot does not fall short of production in {aspect}."""


class ProposalHasGap(Refused):
    """A gap was opened from this difference: cancel the gap before you dismiss the proposal."""


# --- State ------------------------------------------------------------------


@record
class NotStarted:
    """The engagement was not started, so there is nothing to compare."""


@record
class Compared:
    pilot: PilotStateRecorded | None = None
    production: ProductionStateRecorded | None = None
    dismissed: frozenset[str] = frozenset()
    origins: Origins = field(default_factory=Origins)


Comparison: TypeAlias = NotStarted | Compared


def evolve(comparison: Comparison, event: DimensionEvent | EngagementStarted | GapFate) -> Comparison:
    if isinstance(event, EngagementStarted):
        return Compared()
    return changed(compared(comparison), event)


def changed(comparison: Compared, event: DimensionEvent | GapFate) -> Compared:
    match event:
        case PilotStateRecorded():
            return replace(comparison, pilot=event, dismissed=still(comparison, comparison.pilot, event))
        case ProductionStateRecorded():
            return replace(comparison, production=event, dismissed=still(comparison, comparison.production, event))
        case ProposalDismissed():
            return replace(comparison, dismissed=comparison.dismissed | {event.aspect})
        case _:
            return replace(comparison, origins=origins.evolve(comparison.origins, event))


State: TypeAlias = PilotStateRecorded | ProductionStateRecorded


def still(comparison: Compared, before: State | None, after: State) -> frozenset[str]:
    """A dismissal holds as long as the difference that was dismissed is the same."""
    return comparison.dismissed - moved(aspects_of(before), after.aspects)


def aspects_of(state: State | None) -> tuple[Aspect, ...]:
    return () if state is None else state.aspects


def compared(comparison: Comparison) -> Compared:
    if isinstance(comparison, NotStarted):
        raise EngagementNotFound
    return comparison


# --- Decisions --------------------------------------------------------------


def record_pilot_state(command: RecordPilotState, comparison: Compared) -> list[DimensionEvent]:
    fact = PilotStateRecorded(
        engagement_id=command.engagement_id,
        dimension=command.dimension,
        catalogue=LATEST.version,
        aspects=checked(command.dimension, command.aspects),
        note=prose("note", command.note, required=False),
    )
    return [] if comparison.pilot == fact else [fact]


def record_production_state(command: RecordProductionState, comparison: Compared) -> list[DimensionEvent]:
    fact = ProductionStateRecorded(
        engagement_id=command.engagement_id,
        dimension=command.dimension,
        catalogue=LATEST.version,
        aspects=checked(command.dimension, command.aspects),
        note=prose("note", command.note, required=False),
    )
    return [] if comparison.production == fact else [fact]


def dismiss_proposal(command: DismissProposal, comparison: Compared) -> list[DimensionEvent]:
    reason = prose("reason", command.reason)
    if command.aspect not in proposed(command.dimension, comparison):
        raise ProposalNotFound(where=("input", "aspect"), aspect=command.aspect)
    if command.aspect in comparison.dismissed:
        return []
    if comparison.origins.have_gap(Proposal(dimension=command.dimension, aspect=command.aspect)):
        raise ProposalHasGap(where=("input", "aspect"))
    return [
        ProposalDismissed(
            engagement_id=command.engagement_id, dimension=command.dimension, aspect=command.aspect, reason=reason
        )
    ]


def proposed(dimension: Dimension, comparison: Compared) -> frozenset[str]:
    """The aspects in which the pilot falls short, dismissed or not."""
    if comparison.production is None:
        return frozenset()
    catalogue = CATALOGUES[comparison.production.catalogue]
    found = differences(dimension, aspects_of(comparison.pilot), comparison.production.aspects, catalogue)
    return frozenset(difference.aspect for difference in found)


def decide(command: DimensionCommand, comparison: Comparison, _: object) -> list[DimensionEvent]:
    match command:
        case RecordPilotState():
            return record_pilot_state(command, compared(comparison))
        case RecordProductionState():
            return record_production_state(command, compared(comparison))
        case DismissProposal():
            return dismiss_proposal(command, compared(comparison))
        case _:
            assert_never(command)


def looks_at(command: DimensionCommand) -> tuple[Scope, ...]:
    engagement = stream_scope(f"engagement-{command.engagement_id}", EngagementStarted)
    if isinstance(command, DismissProposal):
        return engagement, engagement_scope(command.engagement_id, GapOpened, GapCancelled, GapReopened)
    return (engagement,)


DIMENSION: Decider[Comparison, DimensionCommand, DimensionEvent | EngagementStarted | GapFate] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"dimension-{command.engagement_id}-{command.dimension}",
    permits={
        RecordPilotState: CONTRIBUTORS,
        RecordProductionState: CONTRIBUTORS,
        DismissProposal: LEADS | APPROVERS,
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
