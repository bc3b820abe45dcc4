"""The claims assistant's infrastructure: a sandbox on the public internet, where production needs neither."""

from shared.events.dimensions import Aspect, Dimension, PilotStateRecorded, ProductionStateRecorded, ProposalDismissed
from tests.facts.engagements import ENGAGEMENT

PILOT_STATE = PilotStateRecorded(
    engagement_id=ENGAGEMENT,
    dimension=Dimension.INFRASTRUCTURE,
    catalogue=1,
    aspects=(Aspect(name="environment", level="sandbox"), Aspect(name="network", level="public")),
    note="It ran on the vendor's trial account.",
)
PRODUCTION_STATE = ProductionStateRecorded(
    engagement_id=ENGAGEMENT,
    dimension=Dimension.INFRASTRUCTURE,
    catalogue=1,
    aspects=(Aspect(name="environment", level="production_grade"), Aspect(name="network", level="private_endpoints")),
    note="",
)
AS_REQUIRED = PilotStateRecorded(
    engagement_id=ENGAGEMENT,
    dimension=Dimension.INFRASTRUCTURE,
    catalogue=1,
    aspects=PRODUCTION_STATE.aspects,
    note="The second half of the pilot ran where production will.",
)
PROPOSAL_DISMISSED = ProposalDismissed(
    engagement_id=ENGAGEMENT,
    dimension=Dimension.INFRASTRUCTURE,
    aspect="network",
    reason="The platform team opens private endpoints for every new system.",
)
