"""What can be asked about who answers for what, and why it is refused."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.events.ownership import EscalationLevel, Party, ReviewCycle
from shared.events.people import Role
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class AcceptObligations:
    """The word of whoever owns the system now."""

    engagement_id: UUID
    obligations: tuple[str, ...]
    cycle: ReviewCycle


@record
class DefineEscalationPath:
    """The whole path, first level first: it replaces the one before."""

    engagement_id: UUID
    levels: tuple[EscalationLevel, ...]


@record
class AssignResponsibility:
    """For an activity or for a gap; it replaces whoever was accountable before."""

    engagement_id: UUID
    activity: str | None
    gap_id: UUID | None
    party: Party
    role: Role


@record
class ScheduleReview:
    """The next one: the accepted cycle says when."""

    engagement_id: UUID
    review_id: UUID


@record
class HoldReview:
    engagement_id: UUID
    review_id: UUID
    held_on: date
    summary: str


@record
class RecordMissedReview:
    """A timer gives it; whoever notices first may."""

    engagement_id: UUID
    review_id: UUID


ReviewCommand: TypeAlias = ScheduleReview | HoldReview | RecordMissedReview
OwnershipCommand: TypeAlias = AcceptObligations | DefineEscalationPath | AssignResponsibility | ReviewCommand


class SystemHasNoOwner(Refused):
    """Nobody owns the system: assign a system owner first."""


class NotTheSystemOwner(Refused):
    """Obligations are accepted by whoever owns the system, and that is not you."""


class UnknownActivity(Refused):
    """{activity} is none of the activities and outputs of an engagement, which are {known}."""


class ObligationsNotAccepted(Refused):
    """Nobody who owns the system has accepted its obligations, and the review cycle comes with them."""


class EscalationPathNotDefined(Refused):
    """Define the escalation path first: a review that is missed has to reach somebody."""


class ReviewStillDue(Refused):
    """The review of {due} comes first: hold it, or record that it was missed."""


class ReviewNotFound(Refused):
    """There is no such review."""


class ReviewAlreadyHeld(Refused):
    """The review was held on {held}."""


class ReviewNotOverdue(Refused):
    """The review is due on {due}: it is missed once that day is over."""
