"""Where a pilot stands, and what its close-out review holds."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias
from uuid import UUID

from services.engagement.domain import origins
from services.engagement.domain.origins import GapFate, Origins
from shared.events.pilots import (
    DecisionDeferred,
    FindingDismissed,
    FindingRecorded,
    PilotClosed,
    PilotCostRecorded,
    PilotEvent,
    PilotExpired,
    PilotRegistered,
    PilotResultRecorded,
)
from shared.kernel.record import record


@record
class Review:
    """The latest fact by criterion, finding and cost, the last deferral, and which findings have a gap."""

    results: Mapping[str, PilotResultRecorded] = field(default_factory=dict)
    findings: Mapping[UUID, FindingRecorded] = field(default_factory=dict)
    dismissed: frozenset[UUID] = frozenset()
    costs: Mapping[UUID, PilotCostRecorded] = field(default_factory=dict)
    deferred: DecisionDeferred | None = None
    origins: Origins = field(default_factory=Origins)


@record
class Unknown:
    pass


@record
class Running:
    registered: PilotRegistered
    review: Review = field(default_factory=Review)


@record
class Closed:
    registered: PilotRegistered
    closed: PilotClosed
    review: Review


Pilot: TypeAlias = Unknown | Running | Closed
Reviewed: TypeAlias = PilotResultRecorded | FindingRecorded | FindingDismissed | PilotCostRecorded | DecisionDeferred


def evolve(pilot: Pilot, event: PilotEvent | GapFate) -> Pilot:
    if isinstance(event, PilotRegistered):
        return Running(registered=event)
    if isinstance(event, PilotExpired):
        return pilot
    match pilot:
        case Unknown():
            raise LookupError("a pilot's history begins with its registration")
        case _ if isinstance(event, PilotClosed):
            return Closed(registered=pilot.registered, closed=event, review=pilot.review)
        case _:
            return replace(pilot, review=reviewed(pilot.review, event))


def reviewed(review: Review, event: Reviewed | GapFate) -> Review:
    match event:
        case PilotResultRecorded():
            return replace(review, results={**review.results, event.criterion: event})
        case FindingRecorded():
            return replace(review, findings={**review.findings, event.finding_id: event})
        case FindingDismissed():
            return replace(review, dismissed=review.dismissed | {event.finding_id})
        case PilotCostRecorded():
            return replace(review, costs={**review.costs, event.cost_id: event})
        case DecisionDeferred():
            return replace(review, deferred=event)
        case _:
            return replace(review, origins=origins.evolve(review.origins, event))
