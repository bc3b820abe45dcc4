"""Who owns the system and what they accepted, who is accountable for what, and where each review stands."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.not_found import EngagementNotFound
from shared.events.engagements import EngagementStarted, SystemOwnerAssigned, SystemOwnerVacated
from shared.events.gaps import GapOpened
from shared.events.ownership import (
    EscalationLevel,
    EscalationPathDefined,
    ObligationsAccepted,
    OwnershipEvent,
    ResponsibilityAssigned,
    ReviewHeld,
    ReviewMissed,
    ReviewScheduled,
)
from shared.kernel.record import record

LookedAt: TypeAlias = EngagementStarted | SystemOwnerAssigned | SystemOwnerVacated | GapOpened
Reviewed: TypeAlias = ReviewScheduled | ReviewHeld | ReviewMissed


@record
class NotStarted:
    pass


@record
class UnderWay:
    """`gaps` holds the engagement of each, `reviews` the last word on each, `last_due` the day of the latest."""

    owner: UUID | None = None
    accepted: ObligationsAccepted | None = None
    levels: tuple[EscalationLevel, ...] = ()
    accountable: Mapping[str | UUID, ResponsibilityAssigned] = field(default_factory=dict)
    gaps: Mapping[UUID, UUID] = field(default_factory=dict)
    reviews: Mapping[UUID, Reviewed] = field(default_factory=dict)
    last_due: date | None = None


Ownership: TypeAlias = NotStarted | UnderWay


def evolve(ownership: Ownership, event: OwnershipEvent | LookedAt) -> Ownership:
    match event:
        case EngagementStarted():
            return UnderWay()
        case SystemOwnerAssigned():
            return replace(under_way(ownership), owner=event.owner)
        case SystemOwnerVacated():
            return replace(under_way(ownership), owner=None)
        case GapOpened():
            return with_gap(ownership, event)
        case _:
            return changed(under_way(ownership), event)


def with_gap(ownership: Ownership, event: GapOpened) -> Ownership:
    """A gap that was opened before this engagement began is another one's."""
    if isinstance(ownership, NotStarted):
        return ownership
    return replace(ownership, gaps={**ownership.gaps, event.gap_id: event.engagement_id})


def changed(ownership: UnderWay, event: OwnershipEvent) -> UnderWay:
    match event:
        case ObligationsAccepted():
            return replace(ownership, accepted=event)
        case EscalationPathDefined():
            return replace(ownership, levels=event.levels)
        case ResponsibilityAssigned():
            return replace(ownership, accountable={**ownership.accountable, subject(event): event})
        case ReviewScheduled():
            return replace(ownership, reviews={**ownership.reviews, event.review_id: event}, last_due=event.due)
        case ReviewHeld() | ReviewMissed():
            return replace(ownership, reviews={**ownership.reviews, event.review_id: event})
        case _:
            assert_never(event)


def subject(event: ResponsibilityAssigned) -> str | UUID:
    """What somebody is accountable for: a gap, or an activity by its name."""
    return event.gap_id or event.activity or ""


def under_way(ownership: Ownership) -> UnderWay:
    if isinstance(ownership, NotStarted):
        raise EngagementNotFound
    return ownership
