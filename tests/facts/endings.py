"""How the claims assistant rested for a while, and how it or its pilot could have ended."""

from datetime import date

from shared.events.endings import (
    EndReason,
    EngagementCompleted,
    EngagementParked,
    EngagementResumed,
    EngagementStopped,
)
from shared.events.pilots import PilotExpired
from tests.facts.engagements import ENGAGEMENT

PARKED = EngagementParked(
    engagement_id=ENGAGEMENT, until=date(2026, 9, 1), reason="The platform team moves data centres over the summer."
)
RESUMED = EngagementResumed(engagement_id=ENGAGEMENT)
STOPPED = EngagementStopped(
    engagement_id=ENGAGEMENT, reason=EndReason.FAILED_REVIEW, note="The privacy office does not accept the transfers."
)
COMPLETED = EngagementCompleted(engagement_id=ENGAGEMENT, completed_on=date(2026, 6, 9))
EXPIRED = PilotExpired(pilot_id=ENGAGEMENT, reason=EndReason.DEPRIORITISED, note="")
