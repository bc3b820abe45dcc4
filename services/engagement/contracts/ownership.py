"""Who answers for what: obligations, escalation, responsibilities and reviews."""

from services.engagement.domain.activities import ACTIVITIES, Activity
from services.engagement.domain.escalation import level_reached
from services.engagement.domain.ownership import (
    AcceptObligations,
    AssignResponsibility,
    DefineEscalationPath,
    HoldReview,
    RecordMissedReview,
    ScheduleReview,
)
from services.engagement.domain.standing import OwnershipBlocker, ReviewStatus, review_status
from services.engagement.projections.responsibilities import Responsibility
from services.engagement.projections.reviews import ReviewEntry
from services.engagement.queries.ownerships import (
    OwnershipLine,
    days_of,
    ownerships_of,
    review_counts_of,
    review_pages_of,
)
from services.engagement.queries.responsibilities import (
    GapResponsibility,
    accountable_counts_of,
    accountable_pages_of,
    activities_of,
)

__all__ = [
    "ACTIVITIES",
    "AcceptObligations",
    "Activity",
    "AssignResponsibility",
    "DefineEscalationPath",
    "GapResponsibility",
    "HoldReview",
    "OwnershipBlocker",
    "OwnershipLine",
    "RecordMissedReview",
    "Responsibility",
    "ReviewEntry",
    "ReviewStatus",
    "ScheduleReview",
    "accountable_counts_of",
    "accountable_pages_of",
    "activities_of",
    "days_of",
    "level_reached",
    "ownerships_of",
    "review_counts_of",
    "review_pages_of",
    "review_status",
]
