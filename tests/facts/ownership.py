"""Cleo owns the claims assistant: what she accepted, who is asked when a review is missed, and who has what."""

from datetime import date
from uuid import UUID

from shared.events.ownership import (
    CycleUnit,
    EscalationLevel,
    EscalationPathDefined,
    ObligationsAccepted,
    Party,
    ResponsibilityAssigned,
    ReviewCycle,
    ReviewHeld,
    ReviewMissed,
    ReviewScheduled,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gaps import GAP_ID
from tests.facts.people import CLEO, DEE, ELI

REVIEW_ID, NEXT_REVIEW_ID = UUID(int=0x31), UUID(int=0x32)
QUARTERLY = ReviewCycle(every=3, unit=CycleUnit.MONTH)
LEVELS = (EscalationLevel(person=DEE, hours=24), EscalationLevel(person=ELI, hours=48))

ACCEPTED = ObligationsAccepted(
    engagement_id=ENGAGEMENT,
    owner=CLEO,
    obligations=("Answers stay right in 95 of 100 cases.", "An outage is answered within an hour."),
    cycle=QUARTERLY,
    accepted_on=date(2026, 3, 2),
)
PATH_DEFINED = EscalationPathDefined(engagement_id=ENGAGEMENT, levels=LEVELS)
DEPLOYMENT_ASSIGNED = ResponsibilityAssigned(
    engagement_id=ENGAGEMENT,
    activity="technical_deployment",
    gap_id=None,
    party=Party.CLIENT,
    role="infrastructure_lead",
)
GAP_ASSIGNED = ResponsibilityAssigned(
    engagement_id=ENGAGEMENT, activity=None, gap_id=GAP_ID, party=Party.VENDOR, role="vendor"
)
SCHEDULED = ReviewScheduled(engagement_id=ENGAGEMENT, review_id=REVIEW_ID, due=date(2026, 6, 2))
HELD = ReviewHeld(
    engagement_id=ENGAGEMENT,
    review_id=REVIEW_ID,
    held_on=date(2026, 6, 1),
    summary="Answers were right in 97 of 100 cases; scans are the next thing to improve.",
)
NEXT_SCHEDULED = ReviewScheduled(engagement_id=ENGAGEMENT, review_id=NEXT_REVIEW_ID, due=date(2026, 9, 2))
MISSED = ReviewMissed(engagement_id=ENGAGEMENT, review_id=NEXT_REVIEW_ID, due=date(2026, 9, 2), escalation=LEVELS)
