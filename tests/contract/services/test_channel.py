"""Calls that go wrong: repeated where that can help, bounded in time, and told in one word otherwise."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import httpx
import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from shared.authority.grants import WHOLE_TENANT
from shared.projecting.positions import Reached
from shared.web.remote.channel import PAUSES, Channel
from shared.web.remote.ledger import RemoteLedger
from shared.web.remote.service import RemoteService
from shared.web.unavailable import ServiceUnavailable, TooSlow
from tests.acceptance.api.recording import Run
from tests.contract.services.conftest import KEY, WIRE, Reach
from tests.contract.services.test_commands import registering

ONE, OTHER = "http://one.test", "http://other.test"
Fate = Callable[[httpx.Request], httpx.Response | None]


class Fates(httpx.AsyncBaseTransport):
    """Before the real process: each call meets the next of the fates, and gets through when there are none left."""

    def __init__(self, app: FastAPI, *fates: Fate, lost: bool = False) -> None:
        self._app = httpx.ASGITransport(app)
        self._fates = list(fates)
        self._lost = lost
        self.called: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.called.append(request)
        if self._fates and not self._lost:
            answer = self._fates.pop(0)(request)
            return answer or await self._app.handle_async_request(request)
        response = await self._app.handle_async_request(request)
        if self._fates:
            self._fates.pop(0)(request)
        return response


def broken(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadError("connection reset", request=request)


def refused(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("connection refused", request=request)


def slow(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("no answer", request=request)


def answering(status: int, content: bytes = b"") -> Fate:
    return lambda _: httpx.Response(status, content=content)


@asynccontextmanager
async def channel(transport: Fates, paused: list[float], *addresses: str) -> AsyncIterator[Channel]:
    async def pause(seconds: float) -> None:
        paused.append(seconds)

    async with httpx.AsyncClient(transport=transport) as http:
        yield Channel("engagement", addresses or [ONE], KEY, http, refused=WIRE.refused, sleep=pause)


async def test_a_command_whose_reply_was_lost_is_given_again_and_writes_once(
    app: FastAPI, here: Reach, life: Run
) -> None:
    request = registering(life, here, "Reply lost")
    transport, paused = Fates(app, broken, broken, lost=True), list[float]()
    before = (await here.service.position(life.desk.tenant)).head
    async with channel(transport, paused) as found:
        receipt = await RemoteService(WIRE, found).send(request)
    assert (receipt.position, receipt.repeated) == (before + 1, True)
    assert (await here.service.position(life.desk.tenant)).head == before + 1
    assert len(transport.called) == 3
    assert paused == list(PAUSES[:2])


@pytest.mark.parametrize("fate", [broken, refused, answering(503), answering(502)])
async def test_who_is_away_for_a_moment_is_called_again(app: FastAPI, life: Run, fate: Fate) -> None:
    transport = Fates(app, fate, fate, fate)
    async with channel(transport, []) as found:
        assert await RemoteService(WIRE, found).readable(life.desk.tenant, life.desk.tenant) is None
    assert len(transport.called) == 4


async def test_who_stays_away_is_given_up_after_a_while(app: FastAPI, life: Run) -> None:
    transport, paused = Fates(app, *[refused] * 100), list[float]()
    async with channel(transport, paused, ONE, OTHER) as found:
        with pytest.raises(ServiceUnavailable):
            await RemoteService(WIRE, found).position(life.desk.tenant)
    assert paused == list(PAUSES)
    assert [request.url.host for request in transport.called] == ["one.test", "other.test"] * len(PAUSES)


async def test_several_instances_take_turns_and_stand_in_for_one_another(app: FastAPI, life: Run) -> None:
    def only_other(request: httpx.Request) -> httpx.Response | None:
        return refused(request) if request.url.host == "one.test" else None

    transport, paused = Fates(app, *[only_other] * 100), list[float]()
    async with channel(transport, paused, ONE, OTHER) as found:
        service = RemoteService(WIRE, found)
        for _ in range(4):
            await service.position(life.desk.tenant)
    assert paused == []
    assert [request.url.host for request in transport.called] == ["one.test", "other.test"] * 4


async def test_an_answer_that_takes_too_long_is_not_asked_for_again(app: FastAPI, life: Run) -> None:
    transport = Fates(app, slow)
    async with channel(transport, []) as found:
        with pytest.raises(ServiceUnavailable):
            await RemoteService(WIRE, found).position(life.desk.tenant)
    assert len(transport.called) == 1


async def test_what_took_its_database_too_long_is_not_asked_for_again(app: FastAPI, life: Run) -> None:
    transport = Fates(app, answering(408, b'{"code": "TOO_SLOW"}'))
    async with channel(transport, []) as found:
        with capture_logs() as logs, pytest.raises(TooSlow):
            await RemoteService(WIRE, found).position(life.desk.tenant)
    assert (len(transport.called), logs) == (1, [])


@pytest.mark.parametrize(
    "fate",
    [
        answering(200, b"<html>"),
        answering(200, b'{"seq": "three"}'),
        answering(409, b'{"code": "NO_SUCH_RULE", "where": [], "details": {}}'),
        answering(409, b"{}"),
        answering(401, b'{"code": "SERVICE_KEY_WRONG"}'),
        answering(404, b'{"code": "NOT_FOUND"}'),
        answering(500, b"Traceback"),
    ],
    ids=["a page", "another shape", "an unknown rule", "no rule", "another key", "another version", "a failure"],
)
async def test_an_answer_that_nobody_understands_is_told_to_operators(app: FastAPI, life: Run, fate: Fate) -> None:
    transport = Fates(app, fate)
    async with channel(transport, []) as found:
        with capture_logs() as logs, pytest.raises(ServiceUnavailable):
            await RemoteService(WIRE, found).position(life.desk.tenant)
    assert [(entry["event"], entry["log_level"]) for entry in logs] == [("service_misunderstood", "error")]
    assert len(transport.called) == 1


async def test_a_long_wait_is_made_of_short_ones(app: FastAPI, here: Reach, life: Run) -> None:
    tenant = life.desk.tenant
    head = (await here.service.position(tenant)).head
    vain = answering(200, b'{"status": "TIMED_OUT", "shown": 3}')
    transport = Fates(app, vain, vain)
    async with channel(transport, []) as found:
        service = RemoteService(WIRE, found)
        assert await service.reached(tenant, head, 60) is Reached.REACHED
        assert service.shown(tenant) >= head
    assert [request.url.params["seconds"] for request in transport.called] == ["25.0", "25.0", "10.0"]


async def test_what_was_shown_once_is_shown(app: FastAPI, life: Run) -> None:
    """Of two instances, one may lag behind the other."""
    tenant = life.desk.tenant
    ahead, behind = (
        answering(200, b'{"status": "REACHED", "shown": 9}'),
        answering(200, b'{"status": "REACHED", "shown": 8}'),
    )
    async with channel(Fates(app, ahead, behind), []) as found:
        service = RemoteService(WIRE, found)
        for _ in range(2):
            await service.reached(tenant, 8, 1)
        assert service.shown(tenant) == 9


async def test_who_cannot_be_asked_is_what_is_waited_for(app: FastAPI) -> None:
    filling = answering(503, b'{"status": "waiting", "waitingFor": ["views"]}')
    without_kafka = answering(200, b'{"status": "ready", "waitingFor": ["Kafka"]}')
    async with channel(Fates(app, refused, answering(502, b"<html>"), filling, without_kafka), []) as found:
        waited_for = [await found.waiting() for _ in range(4)]
    assert waited_for == [["engagement"], ["engagement"], ["engagement: views"], []]


async def test_the_log_is_away_as_a_service_is(app: FastAPI, life: Run) -> None:
    async with channel(Fates(app, *[refused] * 9), []) as found:
        with pytest.raises(ServiceUnavailable) as away:
            await RemoteLedger(found).events(life.desk.tenant, WHOLE_TENANT, after=0, until=9, limit=9)
    assert away.value.service == "engagement"
