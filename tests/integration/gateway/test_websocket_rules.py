"""graphql-transport-ws over a real socket: the right close code for every broken frame, and no traceback."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest
from structlog.testing import capture_logs
from websockets import ClientConnection, ConnectionClosedError, InvalidStatus, Subprotocol, connect

from tests.integration.gateway.server import application, served
from tests.unit.gateway.library import INNARDS

TRANSPORT = Subprotocol("graphql-transport-ws")
INIT = {"type": "connection_init"}


@pytest.fixture(scope="module")
async def port() -> AsyncIterator[int]:
    async with served(application()) as chosen:
        yield chosen


def opened(port: int, *protocols: Subprotocol, **more: Any) -> connect:  # noqa: ANN401 - any of the client's options
    return connect(f"ws://127.0.0.1:{port}/graphql", subprotocols=protocols or (TRANSPORT,), max_size=None, **more)


async def told(socket: ClientConnection, *frames: object) -> None:
    for frame in frames:
        await socket.send(json.dumps(frame))


async def heard(socket: ClientConnection) -> dict[str, Any]:
    return dict(json.loads(await socket.recv()))


async def acknowledged(socket: ClientConnection) -> None:
    await told(socket, INIT)
    assert (await heard(socket))["type"] == "connection_ack"


def subscribe(query: object, id_: object = "1", **more: object) -> dict[str, object]:
    return {"type": "subscribe", "id": id_, "payload": {"query": query, **more}}


async def closing(socket: ClientConnection) -> tuple[int, str]:
    """Read to the end; give the close code and its reason."""
    async with asyncio.timeout(20):
        with suppress(ConnectionClosedError):
            async for _ in socket:
                continue
    return socket.close_code or 0, socket.close_reason or ""


BROKEN = {
    "an array": "[]",
    "a number": "5",
    "null": "null",
    "a string": '"connection_init"',
    "no JSON": "{",
    "nothing": "",
    "too deep": "[" * 100_000 + "]" * 100_000,
    "too long": json.dumps({"type": "ping", "payload": {"a": "x" * 2_100_000}}),
    "no type": "{}",
    "a type that is an object": '{"type": {}}',
    "an unknown type": '{"type": "start"}',
    "an unknown type of great length": json.dumps({"type": "x" * 10_000}),
    "a subscription without id": '{"type": "subscribe", "payload": {"query": "{book{title}}"}}',
    "a subscription without payload": '{"type": "subscribe", "id": "1"}',
    "an id that is a list": json.dumps(subscribe("{book{title}}", [])),
    "an empty id": json.dumps(subscribe("{book{title}}", "")),
    "an endless id": json.dumps(subscribe("{book{title}}", "x" * 1_000)),
    "a query that is a number": json.dumps(subscribe(5)),
    "a query that is missing": json.dumps(subscribe(None)),
    "a payload that is a number": '{"type": "subscribe", "id": "1", "payload": 5}',
    "variables that are a list": json.dumps(subscribe("{book{title}}", variables=[])),
    "an operation name that is a list": json.dumps(subscribe("{book{title}}", operationName=[])),
    "a completion without id": '{"type": "complete"}',
    "a completion of a list": '{"type": "complete", "id": []}',
    "a ping with a number": '{"type": "ping", "payload": 5}',
    "a second initialisation with a list": '{"type": "connection_init", "payload": []}',
}


@pytest.mark.parametrize("frame", BROKEN.values(), ids=BROKEN)
async def test_a_broken_frame_closes_the_connection_with_4400(
    port: int, frame: str, caplog: pytest.LogCaptureFixture
) -> None:
    with capture_logs() as logs:
        async with opened(port) as socket:
            await acknowledged(socket)
            await socket.send(frame)
            code, reason = await closing(socket)
    assert code == 4400
    assert "Error" not in reason
    assert [record for record in caplog.records if record.exc_info] == []
    assert logs == []


async def test_a_frame_of_bytes_closes_the_connection_with_4400(port: int) -> None:
    async with opened(port) as socket:
        await acknowledged(socket)
        await socket.send(b'{"type": "ping"}')
        assert (await closing(socket))[0] == 4400


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        ([subscribe("{book{title}}")], 4401),
        ([INIT, INIT], 4429),
        ([{**INIT, "payload": []}], 4400),
        ([{**INIT, "payload": {"ticket": "stolen"}}], 4403),
        ([{**INIT, "payload": {"ticket": "none"}}], 4403),
        ([INIT, subscribe("subscription {waiting}"), subscribe("{book{title}}")], 4409),
        ([INIT, subscribe("subscription {waiting}", "x" * 128), subscribe("{book{title}}", "x" * 128)], 4409),
    ],
)
async def test_a_broken_protocol_has_its_own_close_code(port: int, frames: list[object], code: int) -> None:
    async with opened(port) as socket:
        await told(socket, *frames)
        assert (await closing(socket))[0] == code


async def test_a_failure_of_ours_closes_the_connection_without_a_word_of_why(port: int) -> None:
    with capture_logs() as logs:
        async with opened(port) as socket:
            await told(socket, {**INIT, "payload": {"ticket": "odd"}})
            assert await closing(socket) == (4500, "Internal error")
    assert [str(entry["exc_info"]) for entry in logs] == [INNARDS]


async def test_a_subscription_streams_and_completes(port: int) -> None:
    async with opened(port) as socket:
        await acknowledged(socket)
        await told(socket, subscribe("subscription {returns}"))
        frames = [await heard(socket) for _ in range(3)]
    assert [frame["type"] for frame in frames] == ["next", "next", "complete"]
    assert [frame["payload"]["data"] for frame in frames[:2]] == [{"returns": 0}, {"returns": 1}]


async def test_a_subscription_ends_when_its_client_says_so_and_its_id_is_free_again(port: int) -> None:
    async with opened(port) as socket:
        await acknowledged(socket)
        await told(socket, subscribe("subscription {waiting}"), {"type": "complete", "id": "1"})
        await told(socket, {"type": "complete", "id": "unknown"}, subscribe("{book{title}}"))
        assert (await heard(socket))["payload"] == {"data": {"book": {"title": "Fairway"}}}


@pytest.mark.parametrize(
    ("query", "code"),
    [("{", "GRAPHQL_INVALID"), ("{nothing}", "GRAPHQL_INVALID"), ("{" + "a:__typename " * 31 + "}", "ALIAS_LIMIT")],
)
async def test_a_bad_document_fails_its_operation_and_not_the_connection(port: int, query: str, code: str) -> None:
    async with opened(port) as socket:
        await acknowledged(socket)
        await told(socket, subscribe(query))
        failed = await heard(socket)
        assert (failed["type"], failed["id"]) == ("error", "1")
        assert [error["extensions"]["code"] for error in failed["payload"]] == [code]
        await told(socket, {"type": "ping"})
        assert await heard(socket) == {"type": "pong"}


async def test_an_unknown_operation_name_fails_its_operation_too(port: int) -> None:
    async with opened(port) as socket:
        await acknowledged(socket)
        await told(socket, subscribe("query A {book{title}}", operationName="B" * 500))
        assert (await heard(socket))["payload"][0]["extensions"]["code"] == "OPERATION_UNKNOWN"


async def test_of_several_operations_none_is_run_unless_it_is_named(port: int) -> None:
    async with opened(port) as socket:
        await acknowledged(socket)
        await told(socket, subscribe("query A {book{title}} query B {book{title}}"))
        assert (await heard(socket))["payload"][0]["extensions"]["code"] == "OPERATION_UNKNOWN"
        await told(socket, subscribe("query A {a:book{title}} query B {b:book{title}}", "2", operationName="B"))
        assert list((await heard(socket))["payload"]["data"]) == ["b"]


async def test_an_error_in_a_subscription_is_masked(port: int) -> None:
    async with opened(port) as socket:
        await acknowledged(socket)
        await told(socket, subscribe("subscription {torn}"))
        frames = [await heard(socket) for _ in range(3)]
    assert frames[1]["payload"]["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert INNARDS not in repr(frames)


async def test_a_connection_runs_so_many_operations_and_no_more(port: int) -> None:
    async with opened(port) as socket:
        await acknowledged(socket)
        await told(socket, *(subscribe("subscription {waiting}", str(number)) for number in range(51)))
        refused = await heard(socket)
        assert (refused["type"], refused["id"]) == ("error", "50")
        assert refused["payload"][0]["extensions"]["code"] == "SUBSCRIPTION_LIMIT"
        assert refused["payload"][0]["extensions"]["allowed"] == 50


async def test_a_client_that_vanishes_leaves_no_traceback(port: int, caplog: pytest.LogCaptureFixture) -> None:
    with capture_logs() as logs:
        async with opened(port) as socket:
            await acknowledged(socket)
            await told(socket, subscribe("subscription {returns(count: 5000)}"))
            await heard(socket)
            socket.transport.abort()
        async with opened(port) as another:
            await acknowledged(another)
    assert logs == []
    assert [record for record in caplog.records if record.exc_info] == []


@pytest.mark.parametrize("protocols", [("graphql-ws",), ("graphql-ws", "nothing")])
async def test_the_old_protocol_is_not_spoken(port: int, protocols: tuple[str, ...]) -> None:
    async with opened(port, *map(Subprotocol, protocols)) as socket:
        assert socket.subprotocol is None
        assert (await closing(socket))[0] == 4406


async def test_a_page_of_another_site_may_not_connect(port: int) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        await opened(port, origin="https://evil.example")


async def test_the_request_id_is_in_the_answer_to_the_handshake(port: int) -> None:
    async with opened(port, additional_headers={"x-request-id": "client-7.abc"}) as socket:
        assert socket.response is not None
        assert socket.response.headers["x-request-id"] == "client-7.abc"
