"""A command as it comes in, and whether whoever gives it may: by what is theirs, or by what they are lent."""

from datetime import date, datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID

from shared.authority.grants import Grants, Visit
from shared.eventstore.circumstances import Circumstances
from shared.kernel.decider import Actor, Asked, Decider
from shared.kernel.record import record
from shared.kernel.refusal import (
    HappensAtOnce,
    InTheFuture,
    NotDelegated,
    NotPermitted,
    PersonNotFound,
    TooLongAgo,
)

LONGEST_AGO = timedelta(days=10 * 365)  # what is counted day by day would otherwise have no end


@record
class Request:
    """A command as it comes in: who gives it in which tenant, under which id, and what they had seen.

    The same `command_id` is recorded once, however often it comes. `expected_version` is that of the stream.
    `occurred_at` None means now. `system`: given by Fairway itself, which needs no role. `asked` is what was asked for
    where the command holds more than that: it tells a repeated request from another one under the same id. `home` is
    the tenant whose token the person shows, where that is another one. `on_behalf_of` is whose role they act in.
    """

    tenant: UUID
    person: UUID
    command_id: UUID
    command: Any
    expected_version: int | None = None
    occurred_at: datetime | None = None
    on_behalf_of: UUID | None = None
    correlation_id: UUID | None = None
    causation_id: UUID | None = None
    traceparent: str | None = None
    system: bool = False
    asked: tuple[str, ...] | None = None
    home: UUID | None = None


@record
class Receipt:
    """Where the facts are. `position` is what a read model must have reached to show them."""

    stream: str
    position: int
    repeated: bool


def asked_at(
    decider: Decider[Any, Any, Any],
    request: Request,
    circumstances: Circumstances,
    now: datetime,
    engagement: UUID | None,
) -> Asked:
    """The circumstances of the command, if whoever gives it may give it. Raises Refused."""
    grants, zone = circumstances.grants, circumstances.zone
    here, today = engagement or decider.held_at(request.command), now.astimezone(zone).date()
    roles = roles_in(grants, request, here, visit(request.home, now, zone), today)
    permitted = decider.permits[type(request.command)]
    if not request.system and roles.isdisjoint(permitted):
        raise NotPermitted(roles=", ".join(sorted(permitted)) or "none")
    if not all(grants.knows(person) for person in decider.names(request.command)):
        raise PersonNotFound
    at = happened(decider, request, now)
    tied = grants.delegations.tied(request.person, here, today)
    return Asked(
        by=Actor(person=request.person, roles=roles, tied=tied, own=besides(grants, request, here)),
        at=at,
        day=at.astimezone(zone).date(),
        who=lambda person: grants.who(person, here, today),
        zone=zone,
    )


def happened(decider: Decider[Any, Any, Any], request: Request, now: datetime) -> datetime:
    """When what the command reports happened."""
    if request.occurred_at is not None and type(request.command) in decider.at_once:
        raise HappensAtOnce(where=("input", "occurredAt"))
    at = request.occurred_at or now
    if at > now:
        raise InTheFuture(given=at, now=now, where=("input", "occurredAt"))
    if now - at > LONGEST_AGO:
        raise TooLongAgo(years=LONGEST_AGO.days // 365, where=("input", "occurredAt"))
    return at


def roles_in(
    grants: Grants, request: Request, engagement: UUID | None, visiting: Visit | None, today: date
) -> frozenset[str]:
    """The person's own or, on behalf of somebody else, those and only those that they are lent by them."""
    if request.on_behalf_of is None:
        return frozenset(grants.roles_of(request.person, engagement, visiting))
    lent = grants.lent(request.person, engagement, today) if visiting is None else {}
    if request.on_behalf_of not in lent:
        raise NotDelegated
    return frozenset(lent[request.on_behalf_of])


def besides(grants: Grants, request: Request, engagement: UUID | None) -> frozenset[str]:
    """What they hold themselves while they act for somebody else."""
    if request.on_behalf_of is None:
        return frozenset()
    return frozenset(grants.roles_of(request.person, engagement))


def visit(home: UUID | None, now: datetime, zone: tzinfo) -> Visit | None:
    """None: the person is at home here."""
    return None if home is None else Visit(home=home, day=now.astimezone(zone).date())
