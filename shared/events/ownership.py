"""Facts about who answers for what once the system runs. Stream `ownership-{engagement_id}`, by engagement."""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


class Party(StrEnum):
    """The three sides that work on an engagement."""

    CLIENT = "client"
    ADVISER = "adviser"
    VENDOR = "vendor"


class CycleUnit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@record
class ReviewCycle:
    """How often the system is reviewed: every three months, say."""

    every: int
    unit: CycleUnit


@record
class EscalationLevel:
    """Who is asked at this level, and how many hours they have before the next level is."""

    person: UUID
    hours: int


@record
class ObligationsAccepted:
    """The owner's word, on that day; it holds as long as they own the system."""

    engagement_id: UUID
    owner: UUID
    obligations: tuple[str, ...]
    cycle: ReviewCycle
    accepted_on: date


@record
class EscalationPathDefined:
    engagement_id: UUID
    levels: tuple[EscalationLevel, ...]


@record
class ResponsibilityAssigned:
    """One party is accountable, either for an activity or output by its name, or for a gap."""

    engagement_id: UUID
    activity: str | None
    gap_id: UUID | None
    party: Party
    role: str


@record
class ReviewScheduled:
    engagement_id: UUID
    review_id: UUID
    due: date


@record
class ReviewHeld:
    engagement_id: UUID
    review_id: UUID
    held_on: date
    summary: str


@record
class ReviewMissed:
    """Noticed after its day; `escalation` is the path as it was defined then."""

    engagement_id: UUID
    review_id: UUID
    due: date
    escalation: tuple[EscalationLevel, ...]


OwnershipEvent: TypeAlias = (
    ObligationsAccepted | EscalationPathDefined | ResponsibilityAssigned | ReviewScheduled | ReviewHeld | ReviewMissed
)
