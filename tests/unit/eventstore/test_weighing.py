"""What is said of a command before it is given is what becomes of it, and saying so records nothing."""

from collections.abc import Sequence
from uuid import UUID

import pytest

from services.engagement.contract import AssignGapOwner, RegisterPilot, ResolveGap, StartGap, VerifyGap
from services.engagement.contracts.access import DelegateRole
from shared.events.people import Role
from shared.events.pilots import RunBy
from shared.eventstore.handle import Request
from shared.eventstore.weighing import Weighed
from shared.kernel.refusal import NotDelegated, NotPermitted, Refused
from tests.facts.gaps import RESOLVED
from tests.facts.people import ANA, BO, CLEO, NOW
from tests.unit.eventstore.desk import DECIDERS, GAP, OTHER, TENANT, Desk, gap

pytestmark = pytest.mark.req("RSG4")

PILOT = RegisterPilot(
    pilot_id=UUID(int=9), name="Triage", purpose="Sort", run_by=RunBy.OWN_TEAM, vendor=None, started_on=NOW.date()
)
LEND = DelegateRole(
    tenant_id=TENANT, person=BO, role=Role.PILOT_LEAD, engagement_id=None, until=NOW.date(), reason="Away"
)
LIFE = (
    gap(GAP),
    StartGap(gap_id=GAP),
    AssignGapOwner(gap_id=GAP, owner=BO),
    StartGap(gap_id=GAP),
    StartGap(gap_id=OTHER),
    VerifyGap(gap_id=GAP),
    ResolveGap(gap_id=GAP, evidence=RESOLVED.evidence),
    VerifyGap(gap_id=GAP),
    gap(OTHER),
    PILOT,
)
PEOPLE = (ANA, BO, CLEO)


async def weigh(desk: Desk, commands: Sequence[object], by: UUID, on_behalf_of: UUID | None = None) -> list[Weighed]:
    def request(command: object) -> Request:
        return Request(tenant=TENANT, person=by, command_id=UUID(int=0), command=command, on_behalf_of=on_behalf_of)

    return await desk.handler.weigh(TENANT, [(DECIDERS[type(each)], request(each)) for each in commands])


async def given(desk: Desk, command: object, by: UUID) -> tuple[type[Refused] | None, bool]:
    before = len(await desk.types())
    try:
        await desk.give(command, by=by)
    except Refused as refusal:
        return type(refusal), False
    return None, len(await desk.types()) > before


@pytest.mark.parametrize("order", [PEOPLE, PEOPLE[::-1], (BO, ANA, CLEO)])
async def test_each_command_of_a_life_becomes_what_was_said_of_it(desk: Desk, order: Sequence[UUID]) -> None:
    for command in LIFE:
        for person in order:
            before = await desk.types()
            (weighed,) = await weigh(desk, [command], person)
            assert await desk.types() == before
            refused = type(weighed.refusal) if weighed.refusal else None
            assert (refused, weighed.records) == await given(desk, command, person)


async def test_commands_that_are_weighed_together_are_each_weighed_as_if_alone(desk: Desk) -> None:
    await desk.give(gap(GAP))
    together = await weigh(desk, LIFE, ANA)
    alone = [(await weigh(desk, [command], ANA))[0] for command in LIFE]
    assert [str(each.refusal) for each in together] == [str(each.refusal) for each in alone]
    assert [each.records for each in together] == [each.records for each in alone]


async def test_they_take_one_look_at_the_log_however_many_they_are(desk: Desk) -> None:
    looks = 0

    async def counted() -> None:
        nonlocal looks
        looks += 1

    desk.log.intrusions.extend([counted] * 9)
    await weigh(desk, LIFE, ANA)
    assert looks == 1


async def test_on_behalf_of_somebody_it_is_what_they_lent_that_counts(desk: Desk) -> None:
    assert isinstance((await weigh(desk, [PILOT], BO))[0].refusal, NotPermitted)
    assert isinstance((await weigh(desk, [PILOT], BO, ANA))[0].refusal, NotDelegated)
    await desk.give(LEND)
    assert await weigh(desk, [PILOT], BO, ANA) == [Weighed(records=True)]
