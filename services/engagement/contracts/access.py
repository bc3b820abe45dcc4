"""Access to one engagement for somebody from another tenant, and roles that people lend each other."""

from services.engagement.domain.delegating import DelegateRole, EndDelegation
from services.engagement.domain.engagement_access import EndEngagementAccess, GrantEngagementAccess
from services.engagement.projections.people import HeldAccess, LentRole

__all__ = ["DelegateRole", "EndDelegation", "EndEngagementAccess", "GrantEngagementAccess", "HeldAccess", "LentRole"]
