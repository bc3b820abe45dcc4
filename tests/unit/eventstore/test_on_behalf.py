"""Commands that are given on behalf of somebody else: by what was lent, and by nothing else."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.engagement.contract import ErasePerson, GrantRole, RegisterPilot, RevokeRole, StartGap
from services.engagement.contracts.access import DelegateRole, EndDelegation
from services.engagement.domain.delegating import RoleNotYoursToDelegate
from services.engagement.domain.pilot.rules import PILOT as PILOTS
from shared.authority.grants import Readable, grants_of
from shared.events.people import PersonRegistered, Role, RoleDelegated, RoleGranted
from shared.events.pilots import RunBy
from shared.eventstore.asking import asked_at
from shared.eventstore.circumstances import Circumstances
from shared.eventstore.handle import Request
from shared.kernel.decider import Actor
from shared.kernel.refusal import IdempotencyKeyReused, NotDelegated, NotPermitted
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, CLEO, NOW
from tests.unit.eventstore.desk import GAP, TENANT, Desk, gap

pytestmark = pytest.mark.req("RSG4")

LEND = DelegateRole(
    tenant_id=TENANT, person=BO, role=Role.PILOT_LEAD, engagement_id=None, until=NOW.date(), reason="Away"
)
END = EndDelegation(
    tenant_id=TENANT, person=BO, delegator=ANA, role=Role.PILOT_LEAD, engagement_id=None, reason="Back again"
)
PILOT = RegisterPilot(
    pilot_id=UUID(int=9), name="Triage", purpose="Sort", run_by=RunBy.OWN_TEAM, vendor=None, started_on=NOW.date()
)
FOR_ANA = {"on_behalf_of": ANA}


async def test_the_log_names_who_gave_it_and_in_whose_role(desk: Desk) -> None:
    await desk.give(LEND)
    await desk.give(PILOT, by=BO, **FOR_ANA)
    last = (await desk.log.after(TENANT, 0, 1_000))[-1]
    assert (last.type, last.actor, last.on_behalf_of) == ("PilotRegistered", BO, ANA)


async def test_what_is_lent_counts_for_nothing_where_nobody_is_named(desk: Desk) -> None:
    await desk.give(LEND)
    with pytest.raises(NotPermitted):
        await desk.give(PILOT, by=BO)


async def test_on_behalf_of_another_ones_own_roles_count_for_nothing(desk: Desk) -> None:
    """Bo may open a gap, and an administrator who lends nothing of that may not."""
    await desk.give(LEND)
    await desk.give(gap(GAP), by=BO)
    with pytest.raises(NotDelegated):
        await desk.give(StartGap(gap_id=GAP), by=BO, on_behalf_of=CLEO)


def test_the_decision_knows_what_they_hold_besides() -> None:
    vendor, lead = RoleGranted(person=BO, role=Role.VENDOR), RoleGranted(person=ANA, role=Role.PILOT_LEAD)
    lent = RoleDelegated(
        person=BO, delegator=ANA, role=Role.PILOT_LEAD, until=NOW.date(), apart_after=NOW.date(), reason="Away"
    )
    registered = (PersonRegistered(person=BO), PersonRegistered(person=ANA))
    known = Circumstances(grants=grants_of((*registered, vendor, lead, lent)))
    for_ana = Request(tenant=TENANT, person=BO, command_id=GAP, command=PILOT, on_behalf_of=ANA)
    by = asked_at(PILOTS, for_ana, known, NOW, None).by
    roles, own = frozenset({Role.PILOT_LEAD}), frozenset({Role.VENDOR})
    assert by == Actor(person=BO, roles=roles, tied=frozenset({ANA}), own=own)
    assert by.holds(Role.VENDOR)
    assert not by.holds(Role.SPONSOR)


async def test_it_is_over_with_the_word_of_one_of_the_two(desk: Desk) -> None:
    await desk.give(LEND)
    await desk.give(END, by=BO)
    with pytest.raises(NotDelegated):
        await desk.give(PILOT, by=BO, **FOR_ANA)


async def test_it_is_over_once_the_delegator_holds_the_role_no_more(desk: Desk) -> None:
    await desk.give(LEND)
    await desk.give(RevokeRole(tenant_id=TENANT, person=ANA, role=Role.PILOT_LEAD), by=CLEO)
    with pytest.raises(NotDelegated):
        await desk.give(PILOT, by=BO, **FOR_ANA)


async def test_it_is_gone_in_the_very_moment_in_which_it_ends(desk: Desk) -> None:
    async def end() -> None:
        await desk.elsewhere(END)

    await desk.give(LEND)
    desk.log.intrusions.append(end)
    with pytest.raises(NotDelegated):
        await desk.give(PILOT, by=BO, **FOR_ANA)


async def test_nobody_visits_on_behalf_of_anybody(desk: Desk) -> None:
    await desk.give(LEND)
    with pytest.raises(NotDelegated):
        await desk.give(PILOT, by=BO, home=UUID(int=0xAD), **FOR_ANA)


async def test_what_is_lent_is_not_lent_on(desk: Desk) -> None:
    await desk.give(LEND)
    further = DelegateRole(
        tenant_id=TENANT, person=CLEO, role=Role.PILOT_LEAD, engagement_id=None, until=NOW.date(), reason="Me too"
    )
    with pytest.raises(RoleNotYoursToDelegate):
        await desk.give(further, by=BO, **FOR_ANA)


async def test_the_same_key_is_another_request_on_behalf_of_somebody(desk: Desk) -> None:
    await desk.give(LEND)
    await desk.give(GrantRole(tenant_id=TENANT, person=BO, role=Role.PILOT_LEAD), by=CLEO)
    key = {"command_id": UUID(int=0xFEED)}
    await desk.give(PILOT, by=BO, **key)
    with pytest.raises(IdempotencyKeyReused):
        await desk.give(PILOT, by=BO, **key, **FOR_ANA)


async def test_a_role_for_one_engagement_is_lent_there_and_opens_it_to_read(desk: Desk) -> None:
    await desk.give(replace(PILOT, pilot_id=ENGAGEMENT))
    here = GrantRole(tenant_id=TENANT, person=ANA, role=Role.PILOT_LEAD, engagement_id=ENGAGEMENT)
    await desk.give(RevokeRole(tenant_id=TENANT, person=BO, role=Role.MODEL_LEAD), by=CLEO)
    await desk.give(RevokeRole(tenant_id=TENANT, person=ANA, role=Role.PILOT_LEAD), by=CLEO)
    await desk.give(here, by=CLEO)
    await desk.give(replace(LEND, engagement_id=ENGAGEMENT))
    assert await desk.handler.readable(TENANT, BO) == Readable(engagements=frozenset({ENGAGEMENT}))
    await desk.give(gap(GAP), by=BO, **FOR_ANA)
    await desk.give(ErasePerson(tenant_id=TENANT, person=ANA), by=CLEO)
    assert await desk.handler.readable(TENANT, BO) is None
