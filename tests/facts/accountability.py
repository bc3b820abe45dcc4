"""Dee, who sponsors the claims assistant, answers for what it does."""

from shared.events.accountability import (
    ModelAccountabilityAccepted,
    ModelAccountabilityAssigned,
    ModelAccountabilityVacated,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import DEE

ACCOUNTABILITY_ASSIGNED = ModelAccountabilityAssigned(engagement_id=ENGAGEMENT, person=DEE, role="sponsor")
ACCOUNTABILITY_ACCEPTED = ModelAccountabilityAccepted(engagement_id=ENGAGEMENT, person=DEE)
ACCOUNTABILITY_VACATED = ModelAccountabilityVacated(
    engagement_id=ENGAGEMENT, person=DEE, reason="The person was erased."
)
