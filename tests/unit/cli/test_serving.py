"""The server: on the loopback only, without delay, and gone when it is no longer needed."""

import asyncio
import os
import signal
import socket
from contextlib import suppress

import httpx
import pytest
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from websockets import connect
from websockets.frames import CloseCode

from cli.serving import PortTaken, free_socket, served, until_stopped
from shared.web.sizes import MOST_BYTES


def application() -> FastAPI:
    app = FastAPI()
    app.add_api_route("/", lambda: "here", methods=["GET"])
    return app


async def test_an_application_answers_while_it_is_served_and_not_after() -> None:
    with free_socket(0) as listening:
        host, port = listening.getsockname()
        async with httpx.AsyncClient(base_url=f"http://{host}:{port}") as http:
            async with served(application(), listening):
                assert (await http.get("/")).json() == "here"
            with pytest.raises(httpx.HTTPError):
                await http.get("/")
    assert host == "127.0.0.1"


async def test_answers_are_sent_at_once_and_not_held_back_for_more() -> None:
    """Without this option each small answer waits 40 ms for the other side's word."""
    found: list[int] = []

    async def look(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        found.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    with free_socket(0) as listening:
        async with await asyncio.start_server(look, sock=listening):
            reader, writer = await asyncio.open_connection(*listening.getsockname())
            await reader.read()
            writer.close()
            await writer.wait_closed()
    assert len(found) == 1
    assert found[0] != 0


async def test_a_frame_that_is_too_long_is_not_held_in_memory() -> None:
    """By its announced length: nothing of it has to come first."""
    app = FastAPI()

    @app.websocket("/")
    async def accepted(socket: WebSocket) -> None:
        await socket.accept()
        with suppress(WebSocketDisconnect):
            await socket.receive_text()

    with free_socket(0) as listening:
        host, port = listening.getsockname()
        async with served(app, listening), connect(f"ws://{host}:{port}/") as client:
            client.transport.write(b"\x81\xff" + (MOST_BYTES + 1).to_bytes(8, "big") + bytes(4))
            await asyncio.wait_for(client.wait_closed(), 10)
            assert client.close_code == CloseCode.MESSAGE_TOO_BIG


def test_a_port_that_is_taken_is_told_at_once() -> None:
    with free_socket(0) as first:
        first.listen()
        port = first.getsockname()[1]
        with pytest.raises(PortTaken, match=f"Port {port} is taken"):
            free_socket(port)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
async def test_it_waits_until_somebody_wants_an_end(ending: signal.Signals) -> None:
    before = signal.getsignal(ending)
    waiting = asyncio.create_task(until_stopped())
    await asyncio.sleep(0)
    assert not waiting.done()
    os.kill(os.getpid(), ending)
    await asyncio.wait_for(waiting, 10)
    assert signal.getsignal(ending) == before
