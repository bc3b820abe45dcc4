"""Somebody lends a role of their own to somebody else for a while: never what they were lent, and never for long."""

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.delegation_policy import LATEST_DELEGATION
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.people import People, evolve, member
from shared.authority.grants import Stranger
from shared.events.people import DelegationEnded, DelegationEvent, PeopleEvent, Role, RoleDelegated
from shared.events.pilots import PilotRegistered
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.record import record
from shared.kernel.refusal import PersonNotFound, Refused
from shared.kernel.text import prose

# --- Commands ---------------------------------------------------------------


@record
class DelegateRole:
    """To `person`, by whoever asks; without an engagement wherever they hold it in the whole tenant."""

    tenant_id: UUID
    person: UUID
    role: Role
    engagement_id: UUID | None
    until: date
    reason: str


@record
class EndDelegation:
    """By either of the two, or by an administrator."""

    tenant_id: UUID
    person: UUID
    delegator: UUID
    role: Role
    engagement_id: UUID | None
    reason: str


DelegationCommand: TypeAlias = DelegateRole | EndDelegation

# --- Refusals ---------------------------------------------------------------


class SelfDelegation(Refused):
    """Nobody lends a role to themselves."""


class RoleNeverDelegated(Refused):
    """The role {role} is never lent: whoever has to act in it is given it."""


class RoleNotYoursToDelegate(Refused):
    """You do not hold the role {role} there yourself: what you are lent, you do not lend on."""


class DelegationOutOfBounds(Refused):
    """A role is lent until a day from {earliest} to {latest}."""


class DelegationOfOthers(Refused):
    """A delegation is ended by one of the two, or by an administrator."""


# --- Decisions --------------------------------------------------------------


def delegate(command: DelegateRole, people: People, asked: Asked) -> list[DelegationEvent]:
    reason = prose("reason", command.reason)
    lendable(command, people, asked)
    latest = asked.day + LATEST_DELEGATION.longest
    if not asked.day <= command.until <= latest:
        raise DelegationOutOfBounds(where=("input", "until"), earliest=asked.day, latest=latest)
    fact = RoleDelegated(
        person=command.person,
        delegator=asked.by.person,
        role=command.role,
        until=command.until,
        apart_after=command.until + LATEST_DELEGATION.apart_after,
        reason=reason,
        engagement_id=command.engagement_id,
    )
    return [] if fact in people.grants.delegations.standing(command.person, asked.day) else [fact]


def lendable(command: DelegateRole, people: People, asked: Asked) -> None:
    """Their own role, held by a grant: neither lent to them nor as a visitor's."""
    if command.person == asked.by.person:
        raise SelfDelegation(where=("input", "person"))
    if command.role in LATEST_DELEGATION.never_lent:
        raise RoleNeverDelegated(where=("input", "role"), role=command.role)
    member(command.person, people.grants)
    if command.engagement_id is not None and command.engagement_id not in people.pilots:
        raise EngagementNotFound(where=("input", "engagementId"))
    if command.role not in people.grants.roles_of(asked.by.person, command.engagement_id):
        raise RoleNotYoursToDelegate(where=("input", "role"), role=command.role)


def end(command: EndDelegation, people: People, asked: Asked) -> list[DelegationEvent]:
    """What ran out already, or was never there, needs no end."""
    reason = prose("reason", command.reason)
    if asked.by.person not in {command.person, command.delegator} and Role.ADMINISTRATOR not in asked.by.roles:
        raise DelegationOfOthers
    wanted = (command.delegator, command.role, command.engagement_id)
    for field, person in (("person", command.person), ("delegator", command.delegator)):
        if isinstance(people.grants.standing(person), Stranger):
            raise PersonNotFound(where=("input", field))
    lent = people.grants.delegations.standing(command.person, asked.day)
    if all((each.delegator, each.role, each.engagement_id) != wanted for each in lent):
        return []
    return [
        DelegationEnded(
            person=command.person,
            delegator=command.delegator,
            role=command.role,
            reason=reason,
            ender=asked.by.person,
            engagement_id=command.engagement_id,
        )
    ]


def decide(command: DelegationCommand, people: People, asked: Asked) -> Sequence[DelegationEvent]:
    match command:
        case DelegateRole():
            return delegate(command, people, asked)
        case EndDelegation():
            return end(command, people, asked)
        case _:
            assert_never(command)


def looks_at(command: DelegationCommand) -> tuple[Scope, ...]:
    if isinstance(command, DelegateRole) and command.engagement_id is not None:
        return (engagement_scope(command.engagement_id, PilotRegistered),)
    return ()


DELEGATING: Decider[People, DelegationCommand, PeopleEvent | PilotRegistered] = Decider(
    initial=People(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"people-{command.tenant_id}",
    permits={
        DelegateRole: frozenset(Role) - LATEST_DELEGATION.never_lent,
        EndDelegation: (frozenset(Role) - LATEST_DELEGATION.never_lent) | {Role.ADMINISTRATOR},
    },
    looks_at=looks_at,
    held_at=lambda command: command.engagement_id,
    at_once=frozenset({DelegateRole, EndDelegation}),
)
