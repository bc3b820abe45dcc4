"""Access to one engagement for somebody from another tenant."""

from services.engagement.domain.engagement_access import EndEngagementAccess, GrantEngagementAccess
from services.engagement.projections.people import HeldAccess

__all__ = ["EndEngagementAccess", "GrantEngagementAccess", "HeldAccess"]
