"""What a command may stand on: the roles of whoever gives it, the people it names, the tenant's day."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.engagement.contract import (
    AssignGapOwner,
    ErasePerson,
    GrantRole,
    RegisterPilot,
    RevokeRole,
)
from shared.events.people import Role
from shared.events.pilots import RunBy
from shared.events.tenants import TenantRegistered
from shared.kernel.refusal import (
    InTheFuture,
    NotPermitted,
    PersonNotFound,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, CLEO, NOW
from tests.facts.tenants import TENANT_CONFIGURED
from tests.unit.eventstore.desk import GAP, TENANT, Desk, gap


async def test_only_the_roles_that_a_command_permits_may_give_it(desk: Desk) -> None:
    pilot = RegisterPilot(
        pilot_id=UUID(int=9), name="Triage", purpose="Sort", run_by=RunBy.OWN_TEAM, vendor=None, started_on=NOW.date()
    )
    with pytest.raises(NotPermitted, match="engagement_lead, pilot_lead"):
        await desk.give(pilot, by=BO)
    await desk.give(pilot)


async def test_a_role_for_one_engagement_counts_there_only(desk: Desk) -> None:
    await desk.give(RevokeRole(tenant_id=TENANT, person=BO, role=Role.MODEL_LEAD), by=CLEO)
    elsewhere = GrantRole(tenant_id=TENANT, person=BO, role=Role.MODEL_LEAD, engagement_id=UUID(int=0xE2))
    await desk.give(elsewhere, by=CLEO)
    with pytest.raises(NotPermitted):
        await desk.give(gap(GAP), by=BO)
    await desk.give(replace(elsewhere, engagement_id=ENGAGEMENT), by=CLEO)
    await desk.give(gap(GAP), by=BO)


async def test_a_role_is_gone_the_moment_it_is_revoked(desk: Desk) -> None:
    async def revoke() -> None:
        await desk.give(RevokeRole(tenant_id=TENANT, person=ANA, role=Role.PILOT_LEAD), by=CLEO)

    desk.log.intrusions.append(revoke)
    with pytest.raises(NotPermitted):
        await desk.give(gap(GAP))
    assert "GapOpened" not in await desk.types()


async def test_an_erased_person_may_do_nothing(desk: Desk) -> None:
    await desk.give(ErasePerson(tenant_id=TENANT, person=ANA), by=CLEO)
    with pytest.raises(NotPermitted):
        await desk.give(gap(GAP))


async def test_whoever_a_command_names_must_be_known(desk: Desk) -> None:
    await desk.give(gap(GAP))
    with pytest.raises(PersonNotFound):
        await desk.give(AssignGapOwner(gap_id=GAP, owner=UUID(int=0xDD)))


async def test_what_happened_earlier_is_recorded_as_such(desk: Desk) -> None:
    yesterday = NOW - timedelta(days=1)
    await desk.give(gap(GAP), occurred_at=yesterday)
    (*_, entry) = await desk.log.after(TENANT, 0, 1_000)
    assert (entry.occurred_at, entry.recorded_at >= NOW) == (yesterday, True)


async def test_nothing_is_reported_before_it_happens(desk: Desk) -> None:
    with pytest.raises(InTheFuture):
        await desk.give(gap(GAP), occurred_at=NOW + timedelta(seconds=1))


async def test_roles_are_known_as_of_this_instant(desk: Desk) -> None:
    assert await desk.handler.roles(TENANT, BO) == {Role.MODEL_LEAD}
    await desk.give(RevokeRole(tenant_id=TENANT, person=BO, role=Role.MODEL_LEAD), by=CLEO)
    assert await desk.handler.roles(TENANT, BO) == frozenset()


@pytest.mark.parametrize(("zone", "begun"), [("Pacific/Auckland", True), ("America/Vancouver", False)])
async def test_the_tenants_time_zone_says_which_day_it_is(desk: Desk, zone: str, begun: bool) -> None:  # noqa: FBT001
    """At nine in the evening of a day in UTC, Auckland writes the next day already."""
    evening = NOW.replace(hour=21) - timedelta(days=1)
    await desk.append(f"tenant-{TENANT}", TenantRegistered(tenant_id=TENANT, name="Sample"))
    configured = replace(TENANT_CONFIGURED, tenant_id=TENANT, time_zone=zone)
    await desk.append(f"tenant-{TENANT}", configured)
    pilot = RegisterPilot(
        pilot_id=UUID(int=9), name="Triage", purpose="Sort", run_by=RunBy.OWN_TEAM, vendor=None, started_on=NOW.date()
    )
    if begun:
        await desk.give(pilot, occurred_at=evening)
    else:
        with pytest.raises(InTheFuture):
            await desk.give(pilot, occurred_at=evening)
