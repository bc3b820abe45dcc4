"""How a command becomes facts: once, by whoever may give it, on a state that nobody changed meanwhile."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest

from services.engagement.contract import DECIDERS as ALL
from services.engagement.contract import (
    AssignGapOwner,
    BootstrapAdministrator,
    ErasePerson,
    GrantRole,
    LinkGaps,
    OpenGap,
    RegisterPerson,
    RegisterPilot,
    RevokeRole,
    StartGap,
)
from services.engagement.domain.register import GapCycle
from shared.events.gaps import Cause, GapDueDateSet, GapKind, Severity
from shared.events.people import Role
from shared.events.pilots import RunBy
from shared.events.tenants import TenantRegistered
from shared.eventstore.codec import encode
from shared.eventstore.handle import TRIES, Handler, Receipt, Request
from shared.eventstore.log import Attempt, Look, Outcome, View, Write
from shared.eventstore.memory import MemoryLog
from shared.kernel.refusal import (
    IdempotencyKeyReused,
    InTheFuture,
    NotPermitted,
    PersonNotFound,
    TooMuchContention,
    VersionConflict,
)
from shared.web.service import by_command
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import ANA, BO, CLEO, NOW
from tests.facts.tenants import TENANT_CONFIGURED

TENANT, FAIRWAY = UUID(int=0x7E), UUID(int=0xFA)
GAP, OTHER = UUID(int=0x61), UUID(int=0x62)
DECIDERS = by_command(ALL)


def gap(gap_id: UUID, title: str = "No private endpoint") -> OpenGap:
    return OpenGap(
        gap_id=gap_id,
        engagement_id=ENGAGEMENT,
        title=title,
        detail="",
        kind=GapKind.DATA,
        cause=Cause.DATA_NOT_REPRESENTATIVE,
        severity=Severity.MAJOR,
    )


class Intruded(MemoryLog):
    """A log in which somebody else writes between the look and the append, as often as there are intrusions."""

    def __init__(self) -> None:
        super().__init__(lambda: NOW)
        self.intrusions: list[Callable[[], Awaitable[object]]] = []

    async def look(self, tenant: UUID, looks: Sequence[Look], command_id: UUID, digest: bytes) -> View:
        view = await super().look(tenant, looks, command_id, digest)
        if self.intrusions:
            await self.intrusions.pop(0)()
        return view


class Desk:
    """A handler over a log in which Ana leads, Bo contributes, and an engagement was started."""

    def __init__(self) -> None:
        self.log = Intruded()
        self.ids = (UUID(int=number) for number in count(0x1000))
        self.handler = Handler(self.log, lambda: next(self.ids))

    async def give(self, command: object, *, by: UUID = ANA, **more: Any) -> Receipt:  # noqa: ANN401
        request = Request(tenant=TENANT, person=by, command_id=next(self.ids), command=command)
        return await self.handler.handle(DECIDERS[type(command)], replace(request, **more))

    async def append(self, stream: str, event: object) -> Sequence[Outcome]:
        """A fact from elsewhere."""
        version = sum(1 for entry in await self.log.after(TENANT, 0, 1_000) if entry.stream == stream)
        write = Write(
            stream=stream, expected=version, engagement_id=ENGAGEMENT, events=(encode(event, next(self.ids)),)
        )
        return await self.log.append(
            TENANT, [Attempt(command_id=next(self.ids), digest=bytes(32), actor=FAIRWAY, writes=(write,))]
        )

    async def types(self) -> list[str]:
        return [entry.type for entry in await self.log.after(TENANT, 0, 1_000)]


@pytest.fixture
async def desk() -> Desk:
    desk = Desk()
    await desk.give(BootstrapAdministrator(tenant_id=TENANT, person=CLEO), by=FAIRWAY, system=True)
    for person, role in ((ANA, Role.PILOT_LEAD), (BO, Role.MODEL_LEAD)):
        await desk.give(RegisterPerson(tenant_id=TENANT, person=person), by=CLEO)
        await desk.give(GrantRole(tenant_id=TENANT, person=person, role=role), by=CLEO)
    await desk.append(f"engagement-{ENGAGEMENT}", STARTED)
    return desk


async def test_a_command_is_recorded_with_who_gave_it_and_what_it_is_about(desk: Desk) -> None:
    receipt = await desk.give(gap(GAP))
    (*_, entry) = await desk.log.after(TENANT, 0, 1_000)
    assert (receipt.stream, receipt.position, receipt.repeated) == (f"gap-{GAP}", entry.seq, False)
    assert (entry.actor, entry.engagement_id, entry.occurred_at) == (ANA, ENGAGEMENT, entry.recorded_at)


async def test_a_later_command_keeps_the_engagement_of_its_stream(desk: Desk) -> None:
    await desk.give(gap(GAP))
    await desk.give(AssignGapOwner(gap_id=GAP, owner=BO))
    (*_, entry) = await desk.log.after(TENANT, 0, 1_000)
    assert (entry.type, entry.version, entry.engagement_id) == ("GapOwnerAssigned", 2, ENGAGEMENT)


async def test_the_same_command_is_recorded_once_and_answered_alike(desk: Desk) -> None:
    first = await desk.give(gap(GAP), command_id=UUID(int=7))
    again = await desk.give(gap(GAP), command_id=UUID(int=7))
    assert again == replace(first, repeated=True)
    assert (await desk.types()).count("GapOpened") == 1


async def test_a_repeated_command_is_answered_even_where_it_would_be_refused_by_now(desk: Desk) -> None:
    await desk.give(gap(GAP))
    await desk.give(AssignGapOwner(gap_id=GAP, owner=BO))
    started = await desk.give(StartGap(gap_id=GAP), by=BO, command_id=UUID(int=7))
    await desk.give(RevokeRole(tenant_id=TENANT, person=BO, role=Role.MODEL_LEAD), by=CLEO)
    assert await desk.give(StartGap(gap_id=GAP), by=BO, command_id=UUID(int=7)) == replace(started, repeated=True)


async def test_a_command_that_changes_nothing_keeps_its_id_too(desk: Desk) -> None:
    await desk.give(gap(GAP))
    unchanged = await desk.give(gap(GAP), command_id=UUID(int=7))
    await desk.give(AssignGapOwner(gap_id=GAP, owner=BO))
    again = await desk.give(gap(GAP), command_id=UUID(int=7))
    assert (unchanged.repeated, again.repeated, again.position) == (False, True, unchanged.position)


@pytest.mark.parametrize("other", [{"command": gap(GAP, "Another title")}, {"by": BO}, {"expected_version": 0}])
async def test_an_id_is_refused_for_another_request(desk: Desk, other: dict[str, Any]) -> None:
    await desk.give(gap(GAP), command_id=UUID(int=7))
    command = other.pop("command", gap(GAP))
    with pytest.raises(IdempotencyKeyReused):
        await desk.give(command, command_id=UUID(int=7), **other)


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


async def test_a_version_that_was_expected_and_is_not_there_refuses_the_command(desk: Desk) -> None:
    await desk.give(gap(GAP))
    await desk.give(AssignGapOwner(gap_id=GAP, owner=BO), expected_version=1)
    with pytest.raises(VersionConflict, match="expected version 1, but it is at version 2"):
        await desk.give(AssignGapOwner(gap_id=GAP, owner=ANA), expected_version=1)


async def test_without_an_expected_version_the_decision_is_made_anew(desk: Desk) -> None:
    await desk.give(gap(GAP))
    desk.log.intrusions.append(lambda: desk.give(AssignGapOwner(gap_id=GAP, owner=BO)))
    await desk.give(AssignGapOwner(gap_id=GAP, owner=ANA))
    assert (await desk.types())[-2:] == ["GapOwnerAssigned", "GapOwnerAssigned"]


@pytest.mark.req("RA8")
async def test_two_people_cannot_close_a_cycle_between_them(desk: Desk) -> None:
    await desk.give(gap(GAP))
    await desk.give(gap(OTHER, "No load test"))
    desk.log.intrusions.append(
        lambda: desk.give(LinkGaps(engagement_id=ENGAGEMENT, gap_id=OTHER, needs=GAP), by=CLEO, system=True)
    )
    with pytest.raises(GapCycle):
        await desk.give(LinkGaps(engagement_id=ENGAGEMENT, gap_id=GAP, needs=OTHER))
    assert (await desk.types()).count("GapDependencyAdded") == 1


async def test_whoever_is_always_too_late_is_told_so(desk: Desk) -> None:
    await desk.give(gap(GAP))
    await desk.give(AssignGapOwner(gap_id=GAP, owner=BO))
    due = GapDueDateSet(gap_id=GAP, due=NOW.date())
    desk.log.intrusions += [lambda: desk.append(f"gap-{GAP}", due)] * TRIES
    with pytest.raises(TooMuchContention):
        await desk.give(StartGap(gap_id=GAP), by=BO)


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
