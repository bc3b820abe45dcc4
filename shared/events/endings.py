"""Facts about how an engagement rests or ends, on its own stream, and the named reasons of every end."""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


class EndReason(StrEnum):
    """Why a pilot never reached production: each end names one."""

    EXPIRED = "expired"
    DEPRIORITISED = "deprioritised"
    FAILED_REVIEW = "failed_review"
    NO_OWNER = "no_owner"
    NO_BUSINESS_CASE = "no_business_case"
    COST = "cost"
    DATA = "data"
    PERFORMANCE = "performance"
    INFRASTRUCTURE = "infrastructure"
    ADOPTION = "adoption"
    LAW = "law"
    RISK = "risk"
    VENDOR_ENDED = "vendor_ended"
    SUPERSEDED = "superseded"
    OTHER = "other"  # the note says which


@record
class EngagementStopped:
    """For good. `note` is empty where the reason says it all."""

    engagement_id: UUID
    reason: EndReason
    note: str


@record
class EngagementParked:
    """It rests until it is resumed; `until` is the day on which that is meant to be, where there is one."""

    engagement_id: UUID
    until: date | None
    reason: str


@record
class EngagementResumed:
    engagement_id: UUID


@record
class EngagementCompleted:
    """The first 90 days are reported on, and whoever owns the system has taken it over."""

    engagement_id: UUID
    completed_on: date


EndingEvent: TypeAlias = EngagementStopped | EngagementParked | EngagementResumed | EngagementCompleted
