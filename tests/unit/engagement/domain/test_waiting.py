"""What waits is counted together where it waits for the same, and the oldest tells since when."""

from datetime import timedelta

from services.engagement.domain.waiting import WHO_ENDS_IT, Matter, Pending, Wait, waits
from shared.events.people import Role
from tests.facts.people import ANA, BO, NOW

LATER = NOW + timedelta(days=3)


def test_what_waits_for_one_person_is_counted_together_and_the_oldest_comes_first() -> None:
    pending = [
        Pending(matter=Matter.DATA_ACCESS, since=LATER, person=ANA),
        Pending(matter=Matter.DATA_ACCESS, since=LATER, person=BO),
        Pending(matter=Matter.DATA_ACCESS, since=NOW, person=BO),
    ]
    roles = (Role.DATA_OWNER,)
    assert waits(pending) == (
        Wait(matter=Matter.DATA_ACCESS, roles=roles, person=BO, number=2, since=NOW),
        Wait(matter=Matter.DATA_ACCESS, roles=roles, person=ANA, number=1, since=LATER),
    )


def test_matters_come_in_their_order_with_the_roles_that_end_them() -> None:
    pending = [Pending(matter=matter, since=NOW) for matter in reversed(Matter)]
    found = waits(pending)
    assert [wait.matter for wait in found] == list(Matter)
    assert {wait.matter: frozenset(wait.roles) for wait in found} == WHO_ENDS_IT
    assert found[1].roles == (Role.BUSINESS_OWNER,)


def test_what_began_nobody_knows_when_counts_too_and_comes_last() -> None:
    unknown = Pending(matter=Matter.DATA_OWNER, since=None)
    known = Pending(matter=Matter.DATA_OWNER, since=NOW)
    (both,) = waits([unknown, known])
    assert (both.number, both.since) == (2, NOW)
    (alone,) = waits([unknown])
    assert (alone.number, alone.since) == (1, None)
    of_people = [
        Pending(matter=Matter.ACCEPTANCE, since=None, person=ANA),
        Pending(matter=Matter.ACCEPTANCE, since=LATER, person=BO),
    ]
    assert [wait.person for wait in waits(of_people)] == [BO, ANA]


def test_nothing_waits_where_nothing_is_pending() -> None:
    assert waits([]) == ()
