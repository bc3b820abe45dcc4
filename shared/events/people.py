"""Facts about people and what they may do. Stream `people-{tenant_id}`, by engagement. Ids only: names are erasable."""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    ENGAGEMENT_LEAD = "engagement_lead"
    SPONSOR = "sponsor"
    PILOT_LEAD = "pilot_lead"
    BUSINESS_OWNER = "business_owner"
    DATA_OWNER = "data_owner"
    GOVERNANCE_REVIEWER = "governance_reviewer"
    INFRASTRUCTURE_LEAD = "infrastructure_lead"
    MODEL_LEAD = "model_lead"
    CHANGE_LEAD = "change_lead"
    CHAMPION = "champion"
    MANAGER = "manager"
    SYSTEM_OWNER = "system_owner"
    VENDOR = "vendor"
    AUDITOR = "auditor"
    INTEGRATOR = "integrator"


@record
class PersonRegistered:
    person: UUID


@record
class RoleGranted:
    """Without an engagement the role holds in the whole tenant."""

    person: UUID
    role: Role
    engagement_id: UUID | None = None


@record
class RoleRevoked:
    person: UUID
    role: Role
    engagement_id: UUID | None = None


@record
class PersonErased:
    """The directory no longer knows the person's name; the id stays, and holds no role any more."""

    person: UUID


@record
class EngagementAccessGranted:
    """Somebody with a token of the tenant `home` is let into one engagement, to the end of a day of this tenant's.

    Replaces what was granted to them there before.
    """

    person: UUID
    home: UUID
    engagement_id: UUID
    roles: tuple[Role, ...]
    until: date


@record
class EngagementAccessEnded:
    person: UUID
    engagement_id: UUID
    reason: str


@record
class RoleDelegated:
    """`person` may act in a role of the delegator's, to the end of a day of the tenant's, or until it is ended.

    Without an engagement wherever the delegator holds it. Replaces what was delegated of the same before. Up to the day
    `apart_after` the two count as one, wherever two people are needed.
    """

    person: UUID
    delegator: UUID
    role: Role
    until: date
    apart_after: date
    reason: str
    engagement_id: UUID | None = None


@record
class DelegationEnded:
    person: UUID
    delegator: UUID
    role: Role
    reason: str
    ender: UUID
    engagement_id: UUID | None = None


AccessEvent: TypeAlias = EngagementAccessGranted | EngagementAccessEnded
DelegationEvent: TypeAlias = RoleDelegated | DelegationEnded
PeopleEvent: TypeAlias = PersonRegistered | RoleGranted | RoleRevoked | PersonErased | AccessEvent | DelegationEvent
