"""Who belongs to a tenant and which roles they hold: the people stream, folded."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import reduce
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.authority.delegations import Delegations, after_end, after_start
from shared.authority.readable import WHOLE_TENANT, Readable, met, opening
from shared.events.people import (
    DelegationEnded,
    EngagementAccessEnded,
    EngagementAccessGranted,
    PeopleEvent,
    PersonErased,
    PersonRegistered,
    Role,
    RoleDelegated,
    RoleGranted,
    RoleRevoked,
)
from shared.kernel.decider import Actor
from shared.kernel.record import record

__all__ = [
    "NOBODY",
    "WHOLE_TENANT",
    "Erased",
    "Grants",
    "Member",
    "Readable",
    "Stranger",
    "Visit",
    "evolve",
    "grants_of",
]

BUCKETS = 128


@record
class Stranger:
    """Nobody of this tenant."""


@record
class Member:
    """The grants that stand, as they were given; `access` is for tokens of other tenants, and may be over."""

    grants: frozenset[RoleGranted] = frozenset()
    access: frozenset[EngagementAccessGranted] = frozenset()


@record
class Erased:
    """Was somebody once; the id holds nothing and is never used again."""


Standing: TypeAlias = Stranger | Member | Erased


@record
class Visit:
    """By a token of the tenant `home`, on this day of the tenant's that is visited."""

    home: UUID
    day: date


@record
class Grants:
    """Spread over buckets by id, so that a new fact copies one bucket and not everybody."""

    buckets: tuple[Mapping[UUID, Member | Erased], ...] = ({},) * BUCKETS
    administrators: frozenset[UUID] = frozenset()
    delegations: Delegations = Delegations()

    def standing(self, person: UUID) -> Standing:
        return self.buckets[person.int % BUCKETS].get(person, Stranger())

    def roles_of(self, person: UUID, engagement_id: UUID | None = None, visit: Visit | None = None) -> frozenset[Role]:
        """The roles held in the whole tenant, and with an engagement also those held there.

        Who visits holds what access to that engagement brings, and nothing else.
        """
        if visit is not None:
            there = (each for each in self.access(person, visit) if each.engagement_id == engagement_id)
            return frozenset(role for each in there for role in each.roles)
        match self.standing(person):
            case Member(grants=grants):
                return frozenset(grant.role for grant in grants if grant.engagement_id in {None, engagement_id})
            case _:
                return frozenset()

    def access(self, person: UUID, visit: Visit) -> frozenset[EngagementAccessGranted]:
        """What was granted to this very person and home, and is not over."""
        match self.standing(person):
            case Member(access=access):
                return frozenset(each for each in access if each.home == visit.home and visit.day <= each.until)
            case _:
                return frozenset()

    def lent(self, person: UUID, engagement_id: UUID | None, day: date) -> Mapping[UUID, frozenset[Role]]:
        """The roles in which the person may act there for others, by whose they are: only while those hold them."""
        found: dict[UUID, frozenset[Role]] = {}
        for each in self.delegations.to(person, engagement_id, day):
            if each.role in self.roles_of(each.delegator, engagement_id):
                found[each.delegator] = found.get(each.delegator, frozenset()) | {each.role}
        return found

    def who(self, person: UUID, engagement_id: UUID | None, day: date) -> Actor:
        """All that is theirs there on that day: their own, what they are lent, and what a visitor is let in with."""
        own = self.roles_of(person, engagement_id)
        lent = self.lent(person, engagement_id, day).values() if self.knows(person) else ()
        there = self.visits(person, engagement_id, day)
        return Actor(
            person=person,
            roles=frozenset[str]().union(own, *lent, *(each.roles for each in there)),
            tied=self.delegations.tied(person, engagement_id, day),
        )

    def visits(self, person: UUID, engagement_id: UUID | None, day: date) -> frozenset[EngagementAccessGranted]:
        match self.standing(person):
            case Member(access=access):
                return frozenset(each for each in access if each.engagement_id == engagement_id and day <= each.until)
            case _:
                return frozenset()

    def let_in_with(self, person: UUID, engagement_id: UUID) -> frozenset[Role]:
        """The roles of the access there that was granted last, be it over or not."""
        match self.standing(person):
            case Member(access=access):
                return frozenset(r for each in access if each.engagement_id == engagement_id for r in each.roles)
            case _:
                return frozenset()

    def knows(self, person: UUID) -> bool:
        return isinstance(self.standing(person), Member)

    def readable(self, person: UUID, visit: Visit | None = None, day: date | None = None) -> Readable | None:
        """Any role in the tenant opens all of it, a role for an engagement that one; without a role nothing is open.

        A role that they are lent on the day opens what it opens to whoever lent it. To who visits only the engagements
        are open that they were let into.
        """
        if visit is not None:
            opened = frozenset(each.engagement_id for each in self.access(person, visit))
            return Readable(engagements=opened) if opened else None
        match self.standing(person):
            case Member(grants=grants):
                given = frozenset(grant.engagement_id for grant in grants)
                return opening(given if day is None else given | self.lent_for(person, day))
            case _:
                return None

    def lent_for(self, person: UUID, day: date) -> frozenset[UUID | None]:
        """What the roles open that they are lent; None: the whole tenant."""
        return frozenset(
            where
            for each in self.delegations.standing(person, day)
            for role in self.own(each.delegator)
            for where in met(each, role)
        )

    def own(self, person: UUID) -> frozenset[RoleGranted]:
        match self.standing(person):
            case Member(grants=grants):
                return grants
            case _:
                return frozenset()


OfOne: TypeAlias = (
    PersonRegistered | RoleGranted | RoleRevoked | PersonErased | EngagementAccessGranted | EngagementAccessEnded
)
NOBODY = Grants()


def grants_of(history: Iterable[PeopleEvent]) -> Grants:
    return reduce(evolve, history, NOBODY)


def evolve(grants: Grants, event: PeopleEvent) -> Grants:
    if isinstance(event, RoleDelegated):
        return replace(grants, delegations=after_start(grants.delegations, event))
    if isinstance(event, DelegationEnded):
        return replace(grants, delegations=after_end(grants.delegations, event))
    standing = grants.standing(event.person)
    match standing:
        case Stranger():
            return with_standing(grants, event.person, changed(Member(), event))
        case Member():
            return with_standing(grants, event.person, changed(standing, event))
        case Erased():
            return grants
        case _:
            assert_never(standing)


def changed(member: Member, event: OfOne) -> Member | Erased:
    match event:
        case PersonRegistered():
            return Member()
        case RoleGranted():
            return replace(member, grants=member.grants | {event})
        case RoleRevoked():
            gone = RoleGranted(person=event.person, role=event.role, engagement_id=event.engagement_id)
            return replace(member, grants=member.grants - {gone})
        case EngagementAccessGranted():
            return replace(member, access=elsewhere(member, event.engagement_id) | {event})
        case EngagementAccessEnded():
            return replace(member, access=elsewhere(member, event.engagement_id))
        case PersonErased():
            return Erased()
        case _:
            assert_never(event)


def elsewhere(member: Member, engagement_id: UUID) -> frozenset[EngagementAccessGranted]:
    """Access to all other engagements: there is one grant for each."""
    return frozenset(each for each in member.access if each.engagement_id != engagement_id)


def with_standing(grants: Grants, person: UUID, standing: Member | Erased) -> Grants:
    index = person.int % BUCKETS
    bucket = {**grants.buckets[index], person: standing}
    return replace(
        grants,
        buckets=(*grants.buckets[:index], bucket, *grants.buckets[index + 1 :]),
        administrators=administrators(grants.administrators, person, standing),
    )


def administrators(before: frozenset[UUID], person: UUID, standing: Member | Erased) -> frozenset[UUID]:
    administers = isinstance(standing, Member) and any(grant.role is Role.ADMINISTRATOR for grant in standing.grants)
    if administers == (person in before):
        return before
    return before | {person} if administers else before - {person}
