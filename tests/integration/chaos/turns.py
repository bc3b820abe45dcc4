"""What the writers ask for: any command on anything, at random, so that the rules are broken all the time too."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import count
from typing import Any, TypeAlias
from uuid import UUID, uuid5

from services.engagement.contract import (
    AssignGapOwner,
    CancelGap,
    EstimateGap,
    LinkGaps,
    ReopenGap,
    ResolveGap,
    RevokeRole,
    StartGap,
    UnlinkGaps,
    VerifyGap,
)
from shared.events.gaps import Evidence
from shared.eventstore.handle import Request
from shared.kernel.record import record
from tests.integration.chaos.clashes import clash
from tests.integration.chaos.stage import GAPS, House, registered
from tests.sample.chance import chances

PEACEFUL_TURNS = 5
EVIDENCE = Evidence(digest="9f" * 32, link="https://evidence.example/scan.pdf", note="No public route is left.")


@record
class Throw:
    """What chance gave to one turn: whom, on what, and two gaps' numbers."""

    house: House
    turn: int
    engagement: UUID
    one: int
    other: int
    whom: int

    @property
    def gap(self) -> UUID:
        return self.house.gap(self.engagement, self.one)

    @property
    def needed(self) -> UUID:
        return self.house.gap(self.engagement, self.other)

    @property
    def anybody(self) -> UUID:
        return self.house.person(self.whom)

    @property
    def lead(self) -> UUID:
        """Mostly a lead, at times somebody else."""
        return self.anybody if self.whom % 4 == 0 else self.house.lead(self.whom)

    @property
    def owner(self) -> UUID:
        """Mostly the gap's owner, at times somebody else."""
        return self.anybody if self.whom % 4 == 0 else self.house.owner(self.one)


Asked: TypeAlias = tuple[UUID, Any]
"""Who asks, and for what."""


def open_gap(throw: Throw) -> Asked:
    return throw.anybody, throw.house.opened(throw.engagement, throw.one)


def link(throw: Throw) -> Asked:
    return throw.anybody, LinkGaps(gap_id=throw.gap, needs=throw.needed, engagement_id=throw.engagement)


def unlink(throw: Throw) -> Asked:
    return throw.anybody, UnlinkGaps(gap_id=throw.gap, needs=throw.needed, engagement_id=throw.engagement)


def register_pilot(throw: Throw) -> Asked:
    return throw.lead, registered(uuid5(throw.house.tenant, f"pilot {throw.turn % 100}"))


def assign_owner(throw: Throw) -> Asked:
    return throw.lead, AssignGapOwner(gap_id=throw.gap, owner=throw.house.owner(throw.one))


def estimate(throw: Throw) -> Asked:
    likely = Decimal(1 + throw.other % 5)
    return throw.anybody, EstimateGap(gap_id=throw.gap, low=Decimal("0.5"), likely=likely, high=Decimal(8))


def start(throw: Throw) -> Asked:
    return throw.owner, StartGap(gap_id=throw.gap)


def resolve(throw: Throw) -> Asked:
    return throw.owner, ResolveGap(gap_id=throw.gap, evidence=EVIDENCE)


def verify(throw: Throw) -> Asked:
    return throw.anybody, VerifyGap(gap_id=throw.gap)


def reopen(throw: Throw) -> Asked:
    return throw.anybody, ReopenGap(gap_id=throw.gap, reason="The scan was of the test network.")


def cancel(throw: Throw) -> Asked:
    return throw.lead, CancelGap(gap_id=throw.gap, reason="Not needed after all.")


def grant(throw: Throw) -> Asked:
    return throw.house.administrator, throw.house.grant(throw.whom)


def revoke(throw: Throw) -> Asked:
    granted = throw.house.grant(throw.whom)
    taken = RevokeRole(tenant_id=granted.tenant_id, person=granted.person, role=granted.role)
    return throw.house.administrator, taken


KINDS: tuple[Callable[[Throw], Asked], ...] = (
    *(link,) * 8,
    *(unlink,) * 4,
    *(open_gap, register_pilot, assign_owner, assign_owner, assign_owner, estimate, start),
    *(resolve,) * 3,
    *(verify,) * 3,
    *(reopen,) * 2,
    *(cancel, grant, grant, grant, grant, revoke),
)


@record
class Turn:
    """A request of a writer; `together`: to be given when all writers of the house are as far."""

    request: Request
    together: bool = False


def turns(seed: int, writer: int, house: House, place: int) -> Iterator[Turn]:
    """What a writer asks for without end; now and then in a clash with the others of the house."""
    alone, shared = chances(seed * 1_000 + writer), chances(seed * 1_000 + house.tenant.int % 100 + 800)
    for turn in count():
        if turn % PEACEFUL_TURNS == 0:
            for step, move in enumerate(clash(house, turn, place, shared)):
                request = house.request(f"{writer} {turn} {step}", move.person, move.command)
                yield Turn(request=request, together=move.together)
        yield Turn(request=peaceful(house, writer, turn, alone))


def peaceful(house: House, writer: int, turn: int, chance: Iterator[int]) -> Request:
    kind = KINDS[next(chance) % len(KINDS)]
    throw = Throw(
        house=house,
        turn=turn,
        engagement=house.engagement(next(chance)),
        one=next(chance) % GAPS,
        other=next(chance) % GAPS,
        whom=next(chance),
    )
    person, command = kind(throw)
    return house.request(f"{writer} {turn}", person, command)
