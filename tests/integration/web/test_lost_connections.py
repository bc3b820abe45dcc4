"""Connections that are reset while they are made, on the event loop that the processes run on."""

import asyncio
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import httpx
import pytest
import uvloop

from shared.web.remote.channel import http_client

AT_ONCE, ROUNDS = 100, 5
RESET = struct.pack("ii", 1, 0)


def reset_each(listening: socket.socket) -> None:
    while True:
        try:
            accepted, _ = listening.accept()
        except OSError:
            return
        accepted.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        accepted.close()


@contextmanager
def resetting() -> Iterator[str]:
    """A server that dies under each who connects."""
    with socket.create_server(("127.0.0.1", 0), backlog=AT_ONCE) as listening:
        thread = Thread(target=reset_each, args=(listening,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()


async def lost(address: str) -> None:
    async def call(http: httpx.AsyncClient) -> None:
        with pytest.raises(httpx.TransportError):
            await http.get(address)

    async with http_client() as http:
        for _ in range(ROUNDS):
            await asyncio.gather(*(call(http) for _ in range(AT_ONCE)))


async def test_a_connection_that_is_reset_as_it_is_made_is_a_lost_one() -> None:
    with resetting() as address:
        await asyncio.to_thread(uvloop.run, lost(address))
