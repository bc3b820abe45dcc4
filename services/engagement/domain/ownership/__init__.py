"""Who answers for the system once it runs: obligations, escalation, responsibilities and reviews."""

from services.engagement.domain.ownership.commands import (
    AcceptObligations,
    AssignResponsibility,
    DefineEscalationPath,
    EscalationPathNotDefined,
    HoldReview,
    NotTheSystemOwner,
    ObligationsNotAccepted,
    OwnershipCommand,
    RecordMissedReview,
    ReviewAlreadyHeld,
    ReviewNotFound,
    ReviewNotOverdue,
    ReviewStillDue,
    ScheduleReview,
    SystemHasNoOwner,
    UnknownActivity,
)
from services.engagement.domain.ownership.rules import OWNERSHIP

__all__ = [
    "OWNERSHIP",
    "AcceptObligations",
    "AssignResponsibility",
    "DefineEscalationPath",
    "EscalationPathNotDefined",
    "HoldReview",
    "NotTheSystemOwner",
    "ObligationsNotAccepted",
    "OwnershipCommand",
    "RecordMissedReview",
    "ReviewAlreadyHeld",
    "ReviewNotFound",
    "ReviewNotOverdue",
    "ReviewStillDue",
    "ScheduleReview",
    "SystemHasNoOwner",
    "UnknownActivity",
]
