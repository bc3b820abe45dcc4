"""What was measured of the claims assistant once it ran."""

from shared.events.measurement import AdoptionReportPublished
from tests.facts.engagements import ENGAGEMENT

ADOPTION_REPORTED = AdoptionReportPublished(engagement_id=ENGAGEMENT, day=90, position=640, digest="7a" * 32)
