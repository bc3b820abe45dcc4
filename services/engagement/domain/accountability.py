"""Who answers for what the model does: assigned in a role of the business, and accepted by that person."""

from dataclasses import replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.roles import APPROVERS, LEADS
from shared.events.accountability import (
    AccountabilityEvent,
    ModelAccountabilityAccepted,
    ModelAccountabilityAssigned,
    ModelAccountabilityVacated,
)
from shared.events.engagements import EngagementStarted
from shared.events.people import Role
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.kernel.text import prose

OF_THE_BUSINESS = frozenset({Role.BUSINESS_OWNER, Role.SPONSOR, Role.MANAGER})

# --- Commands ---------------------------------------------------------------


@record
class AssignModelAccountability:
    engagement_id: UUID
    person: UUID
    role: Role


@record
class AcceptModelAccountability:
    """Whoever gives this accepts it for themselves."""

    engagement_id: UUID


@record
class VacateModelAccountability:
    """Only that person leaves: whoever was assigned since stays."""

    engagement_id: UUID
    person: UUID
    reason: str


AccountabilityCommand: TypeAlias = AssignModelAccountability | AcceptModelAccountability | VacateModelAccountability

# --- Refusals ---------------------------------------------------------------


class RoleNotOfTheBusiness(Refused):
    """Somebody of the business answers for the model: {role} is none of {roles}."""


class NotAssignedToYou(Refused):
    """Accountability is accepted by the person it was assigned to, and that is not you."""


class AssignedRoleNotHeld(Refused):
    """It was assigned to you as {role}, and you do not hold that role here."""


# --- State ------------------------------------------------------------------


@record
class NotStarted:
    pass


@record
class Unassigned:
    pass


@record
class Assigned:
    person: UUID
    role: Role
    accepted: bool = False


Accountability: TypeAlias = NotStarted | Unassigned | Assigned


def evolve(accountability: Accountability, event: AccountabilityEvent | EngagementStarted) -> Accountability:
    match event:
        case EngagementStarted():
            return Unassigned()
        case ModelAccountabilityAssigned():
            return Assigned(person=event.person, role=Role(event.role))
        case ModelAccountabilityAccepted():
            if isinstance(accountability, Assigned):
                return replace(accountability, accepted=True)
            raise LookupError("what is accepted was assigned before")
        case ModelAccountabilityVacated():
            return Unassigned()
        case _:
            assert_never(event)


# --- Decisions --------------------------------------------------------------


def assign(command: AssignModelAccountability, accountability: Unassigned | Assigned) -> list[AccountabilityEvent]:
    if command.role not in OF_THE_BUSINESS:
        roles = ", ".join(sorted(OF_THE_BUSINESS))
        raise RoleNotOfTheBusiness(where=("input", "role"), role=command.role, roles=roles)
    match accountability:
        case Assigned(person=command.person, role=command.role):
            return []
        case _:
            role = command.role.value
            return [ModelAccountabilityAssigned(engagement_id=command.engagement_id, person=command.person, role=role)]


def accept(
    command: AcceptModelAccountability, accountability: Unassigned | Assigned, asked: Asked
) -> list[AccountabilityEvent]:
    if not isinstance(accountability, Assigned) or accountability.person != asked.by.person:
        raise NotAssignedToYou
    if accountability.role not in asked.by.roles:
        raise AssignedRoleNotHeld(role=accountability.role)
    if accountability.accepted:
        return []
    return [ModelAccountabilityAccepted(engagement_id=command.engagement_id, person=accountability.person)]


def vacate(command: VacateModelAccountability, accountability: Unassigned | Assigned) -> list[AccountabilityEvent]:
    reason = prose("reason", command.reason)
    if not isinstance(accountability, Assigned) or accountability.person != command.person:
        return []
    return [
        ModelAccountabilityVacated(engagement_id=command.engagement_id, person=command.person, reason=reason),
    ]


def decide(command: AccountabilityCommand, accountability: Accountability, asked: Asked) -> list[AccountabilityEvent]:
    if isinstance(accountability, NotStarted):
        raise EngagementNotFound
    match command:
        case AssignModelAccountability():
            return assign(command, accountability)
        case AcceptModelAccountability():
            return accept(command, accountability, asked)
        case VacateModelAccountability():
            return vacate(command, accountability)
        case _:
            assert_never(command)


def looks_at(command: AccountabilityCommand) -> tuple[Scope, ...]:
    return (stream_scope(f"engagement-{command.engagement_id}", EngagementStarted),)


ACCOUNTABILITY: Decider[Accountability, AccountabilityCommand, AccountabilityEvent | EngagementStarted] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"accountability-{command.engagement_id}",
    permits={
        AssignModelAccountability: LEADS | APPROVERS | {Role.GOVERNANCE_REVIEWER},
        AcceptModelAccountability: OF_THE_BUSINESS,
        VacateModelAccountability: frozenset(),  # only Fairway itself asks
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
    names=lambda command: (command.person,) if isinstance(command, AssignModelAccountability) else (),
)
