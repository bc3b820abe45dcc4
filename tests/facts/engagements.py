"""An engagement from its start to the close-out report; its system owner came and left."""

from uuid import UUID

from shared.events.engagements import (
    CloseOutReportPublished,
    EngagementStarted,
    GapRegisterBaselined,
    SystemOwnerAssigned,
    SystemOwnerVacated,
)
from tests.facts.people import CLEO

ENGAGEMENT = UUID(int=0xE1)  # the pilot's id too: one key for a life

STARTED = EngagementStarted(engagement_id=ENGAGEMENT, name="Claims assistant")
BASELINED = GapRegisterBaselined(engagement_id=ENGAGEMENT, gaps=2)
OWNER_ASSIGNED = SystemOwnerAssigned(engagement_id=ENGAGEMENT, owner=CLEO)
OWNER_VACATED = SystemOwnerVacated(engagement_id=ENGAGEMENT, owner=CLEO, reason="Moved to another business unit.")
REPORT_PUBLISHED = CloseOutReportPublished(engagement_id=ENGAGEMENT, position=42, digest="ab" * 32)
