"""Ctrl-C, SIGTERM, a second process: each ends in order, with a line for people."""

import asyncio
import json
import signal
from contextlib import suppress
from pathlib import Path

import pytest
import websockets

from tests.acceptance.crash.books import check
from tests.acceptance.crash.clients import Client
from tests.acceptance.crash.process import Ended, Up, ended, spawned, started
from tests.integration.chaos.pulse import Pulse

BEATS = 20
SUBSCRIPTION = "subscription { events { event { seq } } }"


async def follow(up: Up, heard: asyncio.Event) -> None:
    """A subscriber who stays as long as the server lets them."""
    address = up.address.replace("http", "ws")
    async with websockets.connect(address, subprotocols=[websockets.Subprotocol("graphql-transport-ws")]) as socket:
        credentials = {"authorization": f"Bearer {up.tokens['auditor']}"}
        await socket.send(json.dumps({"type": "connection_init", "payload": credentials}))
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": {"query": SUBSCRIPTION}}))
        with suppress(websockets.ConnectionClosed):
            async for message in socket:
                if json.loads(message)["type"] == "next":
                    heard.set()


async def stopped(up: Up, client: Client, how: signal.Signals) -> Ended:
    """In the middle of work, with a subscriber who listens."""
    heard = asyncio.Event()
    following, working = asyncio.create_task(follow(up, heard)), asyncio.create_task(client.work(up))
    await client.pulse.at(client.pulse.beats + BEATS)
    await heard.wait()
    up.process.send_signal(how)
    end = await ended(up.process)
    await asyncio.gather(working, following)
    return end


def in_order(end: Ended) -> None:
    assert end.code == 0
    assert "Stopped. Everything is kept in" in end.out
    assert end.errors == ""


async def test_it_stops_in_order_keeps_the_data_and_lets_no_second_one_in(tmp_path: Path) -> None:
    data, client = tmp_path / "data", Client(name="client", pulse=Pulse())
    async with started(data) as up:
        in_order(await stopped(up, client, signal.SIGINT))
    async with started(data) as up:
        await client.work(up, len(client.acknowledged) + 1)
        await check(up, client.acknowledged)
        port = int(up.address.split(":")[2].partition("/")[0])
        await asyncio.gather(
            refused(data, 0, "Fairway already runs on"), refused(tmp_path / "other", port, f"Port {port} is taken")
        )
        in_order(await stopped(up, client, signal.SIGTERM))


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
async def test_an_end_in_the_middle_of_a_start_leaves_nothing_behind(tmp_path: Path, how: signal.Signals) -> None:
    """At the first line it begins with PostgreSQL; the folder can be used at once by whoever comes next."""
    for _ in range(2):
        process = await spawned(tmp_path / "data")
        await process.stdout.readline()
        process.send_signal(how)
        end = await ended(process)
        assert (end.code, end.errors) == (0 if how is signal.SIGTERM else 130, "Stopped.\n")
    async with started(tmp_path / "data") as up:
        await check(up, [])


async def refused(data: Path, port: int, saying: str) -> None:
    """One line, and nothing of the insides."""
    end = await ended(await spawned(data, port))
    assert end.code == 1
    (line,) = end.errors.splitlines()
    assert saying in line
