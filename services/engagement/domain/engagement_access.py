"""Access of somebody from another tenant, such as an adviser, to one engagement: until a day, ended at once."""

from datetime import date, timedelta
from uuid import UUID

from shared.authority.grants import Member
from shared.events.people import AccessEvent, EngagementAccessEnded, EngagementAccessGranted, Role
from shared.kernel.decider import Asked
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed, Refused
from shared.kernel.text import prose

LONGEST = timedelta(days=366)

# --- Commands ---------------------------------------------------------------


@record
class GrantEngagementAccess:
    """`home` is the tenant that the person's tokens are of. All of it replaces what was granted there before."""

    tenant_id: UUID
    person: UUID
    home: UUID
    engagement_id: UUID
    roles: tuple[Role, ...]
    until: date


@record
class EndEngagementAccess:
    tenant_id: UUID
    person: UUID
    engagement_id: UUID
    reason: str


# --- Refusals ---------------------------------------------------------------


class AccessFromWithin(Refused):
    """Whoever is of this tenant is given a role: access is for tokens of another tenant."""


class AccessOutOfBounds(Refused):
    """Access is granted until a day from {earliest} to {latest}."""


# --- Decisions --------------------------------------------------------------


def granted(command: GrantEngagementAccess, member: Member, asked: Asked) -> list[AccessEvent]:
    if command.home == command.tenant_id:
        raise AccessFromWithin(where=("input", "home"))
    if not command.roles:
        raise NotWellFormed(where=("input", "roles"), problem="roles names at least one")
    latest = asked.day + LONGEST
    if not asked.day <= command.until <= latest:
        raise AccessOutOfBounds(where=("input", "until"), earliest=asked.day, latest=latest)
    fact = EngagementAccessGranted(
        person=command.person,
        home=command.home,
        engagement_id=command.engagement_id,
        roles=tuple(sorted(set(command.roles))),
        until=command.until,
    )
    return [] if fact in member.access else [fact]


def ended(command: EndEngagementAccess, member: Member) -> list[AccessEvent]:
    reason = prose("reason", command.reason)
    if all(each.engagement_id != command.engagement_id for each in member.access):
        return []
    return [EngagementAccessEnded(person=command.person, engagement_id=command.engagement_id, reason=reason)]
