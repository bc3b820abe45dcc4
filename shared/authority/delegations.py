"""Roles that people lend to others for a while, and who counts as one with whom because of that."""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType
from uuid import UUID

from shared.events.people import DelegationEnded, RoleDelegated
from shared.kernel.record import record
from shared.kernel.replacing import replaced


@record
class Delegations:
    """`lent` by who may act, as long as nobody ended it; `ties` by each of the two, whether it was ended or not.

    Nothing ends by itself: whether a delegation stands is asked for a day.
    """

    lent: Mapping[UUID, frozenset[RoleDelegated]] = field(default_factory=lambda: MappingProxyType({}))
    ties: Mapping[UUID, frozenset[RoleDelegated]] = field(default_factory=lambda: MappingProxyType({}))

    def standing(self, person: UUID, day: date) -> Iterator[RoleDelegated]:
        """What they are lent on that day; whether the delegator still holds it is another question."""
        return (each for each in self.lent.get(person, frozenset()) if day <= each.until)

    def to(self, person: UUID, engagement_id: UUID | None, day: date) -> Iterator[RoleDelegated]:
        """What of it holds for the engagement or, without one, for the whole tenant."""
        return (each for each in self.standing(person, day) if each.engagement_id in {None, engagement_id})

    def tied(self, person: UUID, engagement_id: UUID | None, day: date) -> frozenset[UUID]:
        """Who counts as one with the person there; in the whole tenant, who does anywhere.

        Whoever else acts for the same person does, too: they might say yes to themselves through the two.
        """
        own = tuple(self._binding(person, engagement_id, day))
        lenders = {each.delegator for each in own if each.person == person}
        beside = (each for lender in lenders for each in self._binding(lender, engagement_id, day))
        return frozenset(
            one
            for one in (
                *(each.person if each.delegator == person else each.delegator for each in own),
                *(each.person for each in beside if each.delegator in lenders),
            )
            if one != person
        )

    def _binding(self, person: UUID, engagement_id: UUID | None, day: date) -> Iterator[RoleDelegated]:
        return (
            each
            for each in self.ties.get(person, frozenset())
            if day <= each.apart_after and (engagement_id is None or each.engagement_id in {None, engagement_id})
        )


def after_start(before: Delegations, event: RoleDelegated) -> Delegations:
    ties = before.ties
    for person in (event.person, event.delegator):
        ties = {**ties, person: ties.get(person, frozenset()) | {event}}
    return replaced(before, lent={**before.lent, event.person: others(before, event) | {event}}, ties=ties)


def after_end(before: Delegations, event: DelegationEnded) -> Delegations:
    return replaced(before, lent={**before.lent, event.person: others(before, event)})


def others(before: Delegations, event: RoleDelegated | DelegationEnded) -> frozenset[RoleDelegated]:
    """What else they are lent."""
    return frozenset(each for each in before.lent.get(event.person, frozenset()) if not same(each, event))


def same(one: RoleDelegated, other: RoleDelegated | DelegationEnded) -> bool:
    return (one.delegator, one.role, one.engagement_id) == (other.delegator, other.role, other.engagement_id)
