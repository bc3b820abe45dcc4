"""The people of a tenant: registered, given roles by an administrator, erased on request."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.engagement_access import EndEngagementAccess, GrantEngagementAccess, ended, granted
from services.engagement.domain.not_found import EngagementNotFound
from shared.authority import grants as authority
from shared.authority.grants import NOBODY, Erased, Grants, Member, Stranger
from shared.events.people import PeopleEvent, PersonErased, PersonRegistered, Role, RoleGranted, RoleRevoked
from shared.events.pilots import PilotRegistered
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.record import record
from shared.kernel.refusal import PersonNotFound, Refused

# --- Commands ---------------------------------------------------------------


@record
class RegisterPerson:
    tenant_id: UUID
    person: UUID


@record
class GrantRole:
    """Without an engagement the role holds in the whole tenant."""

    tenant_id: UUID
    person: UUID
    role: Role
    engagement_id: UUID | None = None


@record
class RevokeRole:
    tenant_id: UUID
    person: UUID
    role: Role
    engagement_id: UUID | None = None


@record
class ErasePerson:
    tenant_id: UUID
    person: UUID


@record
class BootstrapAdministrator:
    """Give a new tenant its first administrator, who gives every other role."""

    tenant_id: UUID
    person: UUID


AccessCommand: TypeAlias = GrantEngagementAccess | EndEngagementAccess
PeopleCommand: TypeAlias = (
    RegisterPerson | GrantRole | RevokeRole | ErasePerson | BootstrapAdministrator | AccessCommand
)

# --- Refusals ---------------------------------------------------------------


class ErasedForGood(Refused):
    """This person was erased: the id is never used again."""


class SelfGrant(Refused):
    """Nobody gives or takes their own roles: another administrator does."""


class LastAdministrator(Refused):
    """This is the tenant's last administrator: name another one first."""


class AdministratorOfOneEngagement(Refused):
    """An administrator is one of the whole tenant, not of one engagement."""


class TenantHasAdministrator(Refused):
    """The tenant has had its first administrator: administrators name the next."""


# --- State ------------------------------------------------------------------


@record
class People:
    """`pilots` holds those that were looked at: a pilot's id is its engagement's, before and after the start."""

    grants: Grants = NOBODY
    pilots: frozenset[UUID] = frozenset()


def evolve(people: People, event: PeopleEvent | PilotRegistered) -> People:
    if isinstance(event, PilotRegistered):
        return replace(people, pilots=people.pilots | {event.pilot_id})
    return replace(people, grants=authority.evolve(people.grants, event))


# --- Decisions --------------------------------------------------------------


def register(command: RegisterPerson, grants: Grants) -> list[PeopleEvent]:
    standing = grants.standing(command.person)
    match standing:
        case Stranger():
            return [PersonRegistered(person=command.person)]
        case Member():
            return []
        case Erased():
            raise ErasedForGood(where=("input", "person"))
        case _:
            assert_never(standing)


def grant(command: GrantRole, people: People, asked: Asked) -> list[PeopleEvent]:
    by_another(command.person, asked)
    if command.role == Role.ADMINISTRATOR and command.engagement_id is not None:
        raise AdministratorOfOneEngagement(where=("input", "engagementId"))
    fact = RoleGranted(person=command.person, role=command.role, engagement_id=command.engagement_id)
    if fact in member(command.person, people.grants).grants:
        return []
    if command.engagement_id is not None and command.engagement_id not in people.pilots:
        raise EngagementNotFound(where=("input", "engagementId"))
    return [fact]


def from_elsewhere(command: AccessCommand, people: People, asked: Asked) -> Sequence[PeopleEvent]:
    if isinstance(command, EndEngagementAccess):
        return ended(command, member(command.person, people.grants))
    by_another(command.person, asked)
    if Role.ADMINISTRATOR in command.roles:
        raise AdministratorOfOneEngagement(where=("input", "roles"))
    facts = granted(command, member(command.person, people.grants), asked)
    if facts and command.engagement_id not in people.pilots:
        raise EngagementNotFound(where=("input", "engagementId"))
    return facts


def revoke(command: RevokeRole, grants: Grants, asked: Asked) -> list[PeopleEvent]:
    by_another(command.person, asked)
    held = RoleGranted(person=command.person, role=command.role, engagement_id=command.engagement_id)
    if held not in member(command.person, grants).grants:
        return []
    if command.role == Role.ADMINISTRATOR:
        not_the_last(command.person, grants)
    return [RoleRevoked(person=command.person, role=command.role, engagement_id=command.engagement_id)]


def erase(command: ErasePerson, grants: Grants) -> list[PeopleEvent]:
    standing = grants.standing(command.person)
    match standing:
        case Stranger():
            raise PersonNotFound(where=("input", "person"))
        case Member():
            not_the_last(command.person, grants)
            return [PersonErased(person=command.person)]
        case Erased():
            return []
        case _:
            assert_never(standing)


def bootstrap(command: BootstrapAdministrator, grants: Grants) -> list[PeopleEvent]:
    """There is always an administrator once there was one: the last is neither revoked nor erased."""
    if command.person in grants.administrators:
        return []
    if grants.administrators:
        raise TenantHasAdministrator
    registered = register(RegisterPerson(tenant_id=command.tenant_id, person=command.person), grants)
    return [*registered, RoleGranted(person=command.person, role=Role.ADMINISTRATOR)]


def member(person: UUID, grants: Grants) -> Member:
    standing = grants.standing(person)
    match standing:
        case Stranger():
            raise PersonNotFound(where=("input", "person"))
        case Member():
            return standing
        case Erased():
            raise ErasedForGood(where=("input", "person"))
        case _:
            assert_never(standing)


def by_another(person: UUID, asked: Asked) -> None:
    if person == asked.by.person:
        raise SelfGrant(where=("input", "person"))


def not_the_last(person: UUID, grants: Grants) -> None:
    if grants.administrators == {person}:
        raise LastAdministrator(where=("input", "person"))


def decide(command: PeopleCommand, people: People, asked: Asked) -> Sequence[PeopleEvent]:
    grants = people.grants
    match command:
        case RegisterPerson():
            return register(command, grants)
        case GrantRole():
            return grant(command, people, asked)
        case RevokeRole():
            return revoke(command, grants, asked)
        case ErasePerson():
            return erase(command, grants)
        case BootstrapAdministrator():
            return bootstrap(command, grants)
        case GrantEngagementAccess() | EndEngagementAccess():
            return from_elsewhere(command, people, asked)
        case _:
            assert_never(command)


ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})


def looks_at(command: PeopleCommand) -> tuple[Scope, ...]:
    if isinstance(command, GrantRole | GrantEngagementAccess) and command.engagement_id is not None:
        return (engagement_scope(command.engagement_id, PilotRegistered),)
    return ()


PEOPLE: Decider[People, PeopleCommand, PeopleEvent | PilotRegistered] = Decider(
    initial=People(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"people-{command.tenant_id}",
    permits={
        RegisterPerson: ADMINISTRATORS,
        GrantRole: ADMINISTRATORS,
        RevokeRole: ADMINISTRATORS,
        ErasePerson: ADMINISTRATORS,
        GrantEngagementAccess: ADMINISTRATORS,
        EndEngagementAccess: ADMINISTRATORS,
        BootstrapAdministrator: frozenset(),  # only whoever sets up the tenant, before anybody holds a role
    },
    looks_at=looks_at,
    at_once=frozenset({GrantEngagementAccess, EndEngagementAccess}),
    follows_on=lambda command, event: isinstance(event, PeopleEvent) and event.person == command.person,
)
