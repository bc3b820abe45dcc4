"""Who leads, who approves and who contributes: the sets of roles that commands are open to."""

from shared.events.people import Role

LEADS = frozenset({Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD})
APPROVERS = frozenset({Role.SPONSOR, Role.BUSINESS_OWNER})
CONTRIBUTORS = frozenset(Role) - {Role.AUDITOR, Role.INTEGRATOR, Role.ADMINISTRATOR}
CHANGE_LEADS = LEADS | {Role.CHANGE_LEAD}
HARDENERS = LEADS | {Role.MODEL_LEAD, Role.DATA_OWNER}
TRACK_LEADS = LEADS | {Role.GOVERNANCE_REVIEWER, Role.INFRASTRUCTURE_LEAD}
