"""What was measured of the claims assistant once it ran, window by window."""

from datetime import date
from uuid import UUID

from shared.events.measurement import (
    AdoptionReportPublished,
    MeasurementStarted,
    MeasurementWindowClosed,
    WindowMissed,
)
from shared.events.series import Cadence
from tests.facts.engagements import ENGAGEMENT

WENT_LIVE_ON = date(2026, 3, 2)
ACTIVE_USERS = UUID(int=0x5E1)

MEASUREMENT_STARTED = MeasurementStarted(engagement_id=ENGAGEMENT, went_live_on=WENT_LIVE_ON, policy=1)
FIRST_WEEK_CLOSED = MeasurementWindowClosed(
    engagement_id=ENGAGEMENT,
    cadence=Cadence.WEEKLY,
    number=1,
    starts_on=WENT_LIVE_ON,
    ends_on=date(2026, 3, 8),
)
FIRST_WEEK_MISSED = WindowMissed(
    engagement_id=ENGAGEMENT,
    series_id=ACTIVE_USERS,
    cadence=Cadence.WEEKLY,
    number=1,
    starts_on=WENT_LIVE_ON,
    ends_on=date(2026, 3, 8),
)
ADOPTION_REPORTED = AdoptionReportPublished(engagement_id=ENGAGEMENT, day=90, position=640, digest="7a" * 32)
