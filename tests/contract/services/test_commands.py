"""Commands have their effect once, and a broken rule is raised as the rule that it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import pytest

from gateway.schema.ids import uuid_of
from services.engagement.contract import CONTRACT, ClosePilot, Name, RegisterPilot, pilots_by_id
from services.engagement.contracts.access import GrantEngagementAccess
from shared.authority.grants import WHOLE_TENANT, Readable
from shared.events.people import Role
from shared.events.pilots import RunBy
from shared.eventstore.handle import Receipt, Request
from shared.kernel.refusal import IdempotencyKeyReused, NotPermitted, NotWellFormed, Refused, VersionConflict
from shared.projecting.as_of import LIVE
from shared.projecting.positions import Reached
from shared.web.wire import refusal
from tests.acceptance.api.recording import Run
from tests.contract.services.conftest import WIRE, Reach

DETAILS = {
    "day": date(2026, 3, 2),
    "moment": datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
    "count": 3,
    "who": UUID(int=7),
    "role": Role.SPONSOR,
    "nothing": None,
}


def registering(life: Run, reach: Reach, name: str, by: Role = Role.PILOT_LEAD) -> Request:
    """The same for the same way and name."""
    pilot_id = uuid5(life.desk.tenant, f"{type(reach.service).__name__} {name}")
    command = RegisterPilot(
        pilot_id=pilot_id, name=name, purpose="Sort", run_by=RunBy.OWN_TEAM, vendor=None, started_on=date(2026, 1, 12)
    )
    tenant, person = life.desk.tenant, life.desk.tenancy.person(by)
    return Request(tenant=tenant, person=person, command_id=uuid5(pilot_id, "register"), command=command)


async def test_a_command_has_its_effect_once_however_often_it_comes(reach: Reach, life: Run) -> None:
    request = registering(life, reach, "Claims")
    first, again = [await reach.service.send(request) for _ in range(2)]
    assert (first.repeated, again) == (False, replace(first, repeated=True))
    assert first == Receipt(stream=f"pilot-{request.command.pilot_id}", position=first.position, repeated=False)
    assert await reach.service.reached(life.desk.tenant, first.position, 10) is Reached.REACHED
    assert reach.service.shown(life.desk.tenant) >= first.position
    (row,) = await reach.service.ask(life.desk.tenant, WHOLE_TENANT, LIVE, pilots_by_id, [request.command.pilot_id])
    assert row is not None
    assert row.name == "Claims"


async def test_a_refusal_says_which_rule_where_and_with_what(reach: Reach, life: Run) -> None:
    request = registering(life, reach, "Letters")
    await reach.service.send(request)
    with pytest.raises(IdempotencyKeyReused) as reused:
        await reach.service.send(replace(request, command=replace(request.command, name="Other")))
    assert reused.value.where == ("input", "idempotencyKey")
    with pytest.raises(NotPermitted, match="you hold none of them here"):
        await reach.service.send(registering(life, reach, "Audits", by=Role.AUDITOR))
    stale = ClosePilot(pilot_id=request.command.pilot_id, closed_on=date(2026, 3, 2), summary="It works")
    with pytest.raises(VersionConflict, match="expected version 7, but it is at version 1"):
        await reach.service.send(replace(request, command_id=UUID(int=9), command=stale, expected_version=7))


async def test_what_would_come_of_commands_is_told_in_their_order(reach: Reach, life: Run) -> None:
    fine, known = registering(life, reach, "Weighed"), registering(life, reach, "Claims twice")
    await reach.service.send(known)
    audits = registering(life, reach, "Audits", by=Role.AUDITOR)
    told = await reach.service.weigh(life.desk.tenant, [fine, audits, known])
    assert [(each.refusal and each.refusal.code, each.records) for each in told] == [
        (None, True),
        ("NOT_PERMITTED", False),
        (None, False),
    ]
    assert await reach.service.weigh(life.desk.tenant, []) == []


async def test_a_name_that_is_none_is_refused_by_the_directory(reach: Reach, life: Run) -> None:
    person = life.desk.tenancy.person("sam")
    with pytest.raises(NotWellFormed, match="mailbox") as refused:
        await reach.directory.enter(life.desk.tenant, Name(person=person, name="Sam", email="nowhere"))
    assert refused.value.where == ("input", "email")


async def test_the_directory_lists_corrects_and_forgets(reach: Reach, life: Run) -> None:
    tenant = life.desk.tenant
    one, other = (uuid5(tenant, f"{type(reach.directory).__name__} {number}") for number in range(2))
    listed = Name(person=one, name="Robin Doe", email="robin@example.org")
    await reach.directory.enter(tenant, replace(listed, name="Robin"))
    await reach.directory.enter(tenant, listed)
    assert await reach.directory.names(tenant, [other, one]) == [None, listed]
    await reach.directory.erase(tenant, one)
    await reach.directory.enter(tenant, listed)
    assert await reach.directory.names(tenant, [one]) == [None]


@pytest.mark.parametrize("kind", CONTRACT.refusals, ids=lambda kind: kind.code)
def test_every_refusal_comes_back_as_it_was_raised(kind: type[Refused]) -> None:
    raised = kind(where=("input", "due", "0"), **DETAILS)
    found = WIRE.refused(refusal(raised))
    assert (type(found), found.where, found.details) == (kind, raised.where, raised.details)


def test_a_detail_that_is_no_scalar_reads_as_it_did() -> None:
    raised = NotWellFormed(problem=("a", "b"))
    assert str(WIRE.refused(refusal(raised))) == str(raised) == "('a', 'b')."


async def test_what_is_readable_is_told(reach: Reach, life: Run) -> None:
    tenant, tenancy = life.desk.tenant, life.desk.tenancy
    assert await reach.service.readable(tenant, tenancy.person(Role.AUDITOR)) == WHOLE_TENANT
    assert await reach.service.readable(tenant, tenancy.person("nobody")) is None
    assert await reach.service.parked(tenant) == []


@pytest.mark.req("RF11")
async def test_who_comes_from_elsewhere_is_let_in_by_a_grant_and_found_by_an_invitation(
    reach: Reach, life: Run
) -> None:
    tenant, person = life.desk.tenant, life.desk.tenancy.person("sam")
    home, other = uuid5(tenant, type(reach.service).__name__), UUID(int=0xAE)
    engagement = uuid_of("Engagement", life.ids["engagement"])
    until = (await reach.ledger.now()).date() + timedelta(days=9)
    command = GrantEngagementAccess(
        tenant_id=tenant, person=person, home=home, engagement_id=engagement, roles=(Role.VENDOR,), until=until
    )
    administrator = life.desk.tenancy.person(Role.ADMINISTRATOR)
    await reach.service.send(
        Request(tenant=tenant, person=administrator, command_id=uuid5(home, "in"), command=command)
    )
    await reach.directory.invite(tenant, home, person)
    assert await reach.service.readable(tenant, person, home) == Readable(engagements=frozenset({engagement}))
    assert await reach.service.readable(tenant, person, other) is None
    assert list(await reach.directory.invited(home, person)) == [tenant]
    assert list(await reach.directory.invited(other, person)) == []


async def test_whoever_waits_in_vain_is_told_in_time(reach: Reach, life: Run) -> None:
    position = await reach.service.position(life.desk.tenant)
    assert position.head >= position.seq >= life.moments[-1].seq
    assert await reach.service.reached(life.desk.tenant, position.head + 1000, 0.01) is Reached.TIMED_OUT
