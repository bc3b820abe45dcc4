"""What a command may stand on: the roles of whoever gives it, the people it names, the tenant's day."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.engagement.contract import (
    AssignGapOwner,
    ErasePerson,
    GrantRole,
    RegisterPerson,
    RegisterPilot,
    RevokeRole,
    StartGap,
)
from services.engagement.contracts.access import EndEngagementAccess, GrantEngagementAccess
from shared.authority.grants import WHOLE_TENANT, Readable
from shared.events.people import Role
from shared.events.pilots import RunBy
from shared.events.tenants import TenantRegistered
from shared.kernel.refusal import (
    InTheFuture,
    NotPermitted,
    OccurredBeforeLast,
    PersonNotFound,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, CLEO, NOW
from tests.facts.tenants import TENANT_CONFIGURED
from tests.unit.eventstore.desk import GAP, OTHER, TENANT, Desk, gap

ELSEWHERE = UUID(int=0xE2)
PILOT = RegisterPilot(
    pilot_id=UUID(int=9), name="Triage", purpose="Sort", run_by=RunBy.OWN_TEAM, vendor=None, started_on=NOW.date()
)


async def test_only_the_roles_that_a_command_permits_may_give_it(desk: Desk) -> None:
    with pytest.raises(NotPermitted, match="engagement_lead, pilot_lead"):
        await desk.give(PILOT, by=BO)
    await desk.give(PILOT)


async def test_a_role_for_one_engagement_counts_there_only(desk: Desk) -> None:
    await desk.give(RevokeRole(tenant_id=TENANT, person=BO, role=Role.MODEL_LEAD), by=CLEO)
    for pilot_id in (ENGAGEMENT, ELSEWHERE):
        await desk.give(replace(PILOT, pilot_id=pilot_id))
    elsewhere = GrantRole(tenant_id=TENANT, person=BO, role=Role.MODEL_LEAD, engagement_id=ELSEWHERE)
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


async def test_what_is_told_late_is_told_in_the_order_in_which_it_happened(desk: Desk) -> None:
    two_days_ago, yesterday = NOW - timedelta(days=2), NOW - timedelta(days=1)
    await desk.give(gap(GAP), occurred_at=two_days_ago)
    await desk.give(AssignGapOwner(gap_id=GAP, owner=BO), occurred_at=yesterday)
    await desk.give(gap(OTHER), occurred_at=two_days_ago)
    with pytest.raises(OccurredBeforeLast, match=yesterday.isoformat().replace("+", r"\+")) as refused:
        await desk.give(StartGap(gap_id=GAP), by=BO, occurred_at=yesterday - timedelta(microseconds=1))
    assert refused.value.where == ("input", "occurredAt")
    await desk.give(StartGap(gap_id=GAP), by=BO, occurred_at=yesterday)
    await desk.give(AssignGapOwner(gap_id=GAP, owner=ANA))


async def test_nothing_is_refused_as_too_early_that_was_recorded_already(desk: Desk) -> None:
    await desk.give(gap(GAP))
    await desk.give(gap(GAP), occurred_at=NOW - timedelta(days=1))
    assert (await desk.types()).count("GapOpened") == 1


async def test_the_order_of_what_happened_holds_for_each_person_alone(desk: Desk) -> None:
    """All people of a tenant share a stream, and have nothing to do with each other there."""
    stranger, early = UUID(int=0xDD), NOW - timedelta(days=1)
    await desk.give(RegisterPerson(tenant_id=TENANT, person=stranger), by=CLEO, occurred_at=early)
    granted = GrantRole(tenant_id=TENANT, person=stranger, role=Role.AUDITOR)
    with pytest.raises(OccurredBeforeLast):
        await desk.give(granted, by=CLEO, occurred_at=early - timedelta(days=1))
    await desk.give(granted, by=CLEO, occurred_at=early)


async def test_nothing_is_reported_before_it_happens(desk: Desk) -> None:
    with pytest.raises(InTheFuture):
        await desk.give(gap(GAP), occurred_at=NOW + timedelta(seconds=1))


async def test_what_somebody_may_read_is_known_as_of_this_instant(desk: Desk) -> None:
    assert await desk.handler.readable(TENANT, BO) == WHOLE_TENANT
    await desk.give(RevokeRole(tenant_id=TENANT, person=BO, role=Role.MODEL_LEAD), by=CLEO)
    assert await desk.handler.readable(TENANT, BO) is None
    await desk.give(replace(PILOT, pilot_id=ENGAGEMENT))
    here = GrantRole(tenant_id=TENANT, person=BO, role=Role.MODEL_LEAD, engagement_id=ENGAGEMENT)
    await desk.give(here, by=CLEO)
    assert await desk.handler.readable(TENANT, BO) == Readable(engagements=frozenset({ENGAGEMENT}))


@pytest.mark.req("RF11")
async def test_who_visits_does_what_they_were_let_in_for_until_that_is_over(desk: Desk) -> None:
    home, adviser = UUID(int=0xAD), UUID(int=0xDE)
    await desk.give(replace(PILOT, pilot_id=ENGAGEMENT))
    await desk.give(RegisterPerson(tenant_id=TENANT, person=adviser), by=CLEO)
    let_in = GrantEngagementAccess(
        tenant_id=TENANT,
        person=adviser,
        home=home,
        engagement_id=ENGAGEMENT,
        roles=(Role.AUDITOR,),
        until=NOW.date(),
    )
    await desk.give(let_in, by=CLEO)
    assert await desk.handler.readable(TENANT, adviser, home) == Readable(engagements=frozenset({ENGAGEMENT}))
    assert await desk.handler.readable(TENANT, adviser) is None
    assert await desk.handler.readable(TENANT, adviser, UUID(int=0xAE)) is None
    over = EndEngagementAccess(tenant_id=TENANT, person=adviser, engagement_id=ENGAGEMENT, reason="It is over.")
    await desk.give(over, by=CLEO)
    assert await desk.handler.readable(TENANT, adviser, home) is None


@pytest.mark.parametrize(("zone", "begun"), [("Pacific/Auckland", True), ("America/Vancouver", False)])
async def test_the_tenants_time_zone_says_which_day_it_is(desk: Desk, zone: str, begun: bool) -> None:  # noqa: FBT001
    """At nine in the evening of a day in UTC, Auckland writes the next day already."""
    evening = NOW.replace(hour=21) - timedelta(days=1)
    await desk.append(f"tenant-{TENANT}", TenantRegistered(tenant_id=TENANT, name="Sample"))
    configured = replace(TENANT_CONFIGURED, tenant_id=TENANT, time_zone=zone)
    await desk.append(f"tenant-{TENANT}", configured)
    if begun:
        await desk.give(PILOT, occurred_at=evening)
    else:
        with pytest.raises(InTheFuture):
            await desk.give(PILOT, occurred_at=evening)
