"""Who may listen: whoever may read, as long as they may, and only to what is theirs."""

import asyncio
from datetime import timedelta

import pytest

from deploy.clock import now
from gateway.listeners import MOST_SUBSCRIPTIONS
from shared.events.people import Role
from shared.web.identity.verifier import LEEWAY
from shared.web.issuer import LocalIssuer
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.line import PATIENCE, Line, NotAdmitted, line, stream
from tests.acceptance.api.log import EVENTS, last_cursor
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import owned_gap, registered_pilot, started_engagement

GAPS = "subscription Gaps($engagement: ID) { gapChanged(engagementId: $engagement) { gap { title } } }"


async def test_nothing_of_another_tenant_is_ever_told(desk: Desk, running: Running, port: int) -> None:
    """The neighbour's changes come first, and ours is the first to be heard."""
    neighbour = await running.tenancy()
    begin, theirs = await last_cursor(desk), await started_engagement(neighbour)
    async with line(port, desk.token(Role.AUDITOR)) as auditor:
        everything = await auditor.begin(EVENTS, after=begin)
        foreign = await auditor.begin(GAPS, engagement=theirs)
        await owned_gap(neighbour, theirs)
        await registered_pilot(desk)
        heard = (await auditor.next(everything))["events"]["event"]
        assert heard["type"] == "PilotRegistered"
        assert heard["seq"] == await desk.head()
        await auditor.say({"type": "complete", "id": foreign})
        stolen = await auditor.frame(await auditor.begin(EVENTS, after=await last_cursor(neighbour)))
    assert "BAD_CURSOR" in str(stolen)


async def test_a_token_ends_its_subscriptions_when_it_expires(desk: Desk, running: Running, port: int) -> None:
    fairway = running.fairway
    earlier = LocalIssuer(
        running.folder / "issuer.pem",
        name=fairway.issuer.name,
        audience=fairway.issuer.audience,
        clock=lambda: now() - LEEWAY,
    )
    token = earlier.token(desk.tenant, Role.AUDITOR, timedelta(seconds=3))
    async with line(port, token) as auditor:
        ended = await auditor.frame(await auditor.begin(EVENTS))
    assert "UNAUTHENTICATED" in str(ended)
    assert "TOKEN_EXPIRED" in str(ended)


async def test_a_role_that_is_taken_back_ends_its_subscriptions(desk: Desk, port: int) -> None:
    listed = {"issuer": "fairway.local", "subject": "listener", "name": "Robin"}
    held = {"person": desk.person("listener"), "role": "AUDITOR"}
    await desk.do("registerPerson", by=Role.ADMINISTRATOR, **listed)
    await desk.do("grantRole", by=Role.ADMINISTRATOR, **held)
    begin = await last_cursor(desk)
    async with line(port, desk.token("listener")) as listener:
        following = await listener.begin(EVENTS, after=begin)
        await registered_pilot(desk)
        assert (await listener.next(following))["events"]["event"]["type"] == "PilotRegistered"
        await desk.do("revokeRole", by=Role.ADMINISTRATOR, **held)
        await registered_pilot(desk)
        assert "FORBIDDEN" in str(await listener.frame(following))
        assert "FORBIDDEN" in str(await listener.frame(await listener.begin(EVENTS)))


async def test_nobody_follows_more_than_so_many_subscriptions_on_however_many_connections(
    fresh_desk: Desk, port: int
) -> None:
    token = fresh_desk.token(Role.AUDITOR)
    begin = await last_cursor(fresh_desk)
    await registered_pilot(fresh_desk)
    async with line(port, token) as one, line(port, token) as two, line(port, token) as three:
        for each in (one, two):
            await following(each, begin, MOST_SUBSCRIPTIONS // 2)
        assert "TOO_MANY_SUBSCRIPTIONS" in str(await three.frame(await three.begin(EVENTS, after=begin)))
        await two.socket.close()
        async with asyncio.timeout(PATIENCE):
            while (await three.frame(await three.begin(EVENTS, after=begin)))["type"] != "next":
                continue


async def following(of: Line, begin: str, number: int) -> None:
    """So many subscriptions, each of which was told something."""
    for operation in [await of.begin(EVENTS, after=begin) for _ in range(number)]:
        await of.next(operation)


async def test_who_may_not_listen_is_not_let_in(desk: Desk, port: int) -> None:
    for token in ("nothing", desk.token("somebody who was never registered")):
        with pytest.raises(NotAdmitted, match="4403"):
            async with line(port, token):
                pass


async def test_a_stream_that_nobody_may_hear_says_so_and_ends(desk: Desk, port: int) -> None:
    async with stream(port, desk.token("somebody who was never registered"), EVENTS) as heard:
        assert "FORBIDDEN" in str(await heard())
        assert (await heard())["type"] in {"complete", "closed"}
