"""What several people do at the very same moment, although not all of it may be: the rules must choose."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import UUID, uuid5

from services.engagement.contract import LinkGaps, RevokeRole, UnlinkGaps
from shared.kernel.record import record
from tests.integration.chaos.stage import LEADING, House, registered

AT_ONCE = 3


@record
class Move:
    """A person gives a command; `together`: not before all others of the clash are as far."""

    person: UUID
    command: Any
    together: bool = False


def clash(house: House, turn: int, place: int, chance: Iterator[int]) -> Iterator[Move]:
    """What the person in this place does. All get the same numbers from chance, and keep step."""
    kind, number, engagement = islice(chance, 3)
    if kind % 2:
        yield from circle(house, place, house.engagement(engagement), number)
    else:
        yield from revocation(house, turn, place, number % len(LEADING))


def circle(house: House, place: int, engagement: UUID, first: int) -> Iterator[Move]:
    """Each links one gap to the next: one of them at least closes the circle and must be refused."""
    gaps = [house.gap(engagement, first + step) for step in range(AT_ONCE)]
    person = house.person(place + 2)
    for gap, needed in ends(gaps, place):
        yield Move(person=person, command=UnlinkGaps(gap_id=gap, needs=needed, engagement_id=engagement))
    gap, needed = ends(gaps, place)[0]
    yield Move(person=person, command=LinkGaps(gap_id=gap, needs=needed, engagement_id=engagement), together=True)


def ends(gaps: Sequence[UUID], place: int) -> tuple[tuple[UUID, UUID], tuple[UUID, UUID]]:
    """The link of this place in the circle, both ways."""
    one, other = gaps[place], gaps[(place + 1) % len(gaps)]
    return (one, other), (other, one)


def revocation(house: House, turn: int, place: int, lead: int) -> Iterator[Move]:
    """A lead acts, in two windows, while the administrator takes the lead's role away, and later gives it back."""
    granted = house.grant(lead)
    if place == 0:
        revoked = RevokeRole(tenant_id=house.tenant, person=granted.person, role=granted.role)
        yield Move(person=house.administrator, command=revoked, together=True)
        yield Move(person=house.administrator, command=granted, together=True)
        return
    for again in range(2):
        pilot = uuid5(house.tenant, f"pilot of clash {turn} {place} {again}")
        yield Move(person=house.person(lead), command=registered(pilot), together=True)
