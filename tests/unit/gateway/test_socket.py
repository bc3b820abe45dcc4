"""A socket that is closed stays silent."""

from typing import Any

import pytest
from starlette.types import Message
from starlette.websockets import WebSocket
from strawberry.fastapi import BaseContext
from strawberry.http.exceptions import WebSocketDisconnected

from gateway.http import GatewayRouter
from gateway.http.socket import Socket
from gateway.masking import Masking
from tests.unit.gateway.library import library


async def context() -> BaseContext:
    return BaseContext()


class Wire:
    """The server's side of a connection that a client opened."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.gone = False
        self.socket = WebSocket({"type": "websocket"}, self._receive, self._send)

    async def opened(self) -> Socket:
        await self.socket.accept()
        view: Any = GatewayRouter[BaseContext](library(Masking), context)
        return Socket(view, self.socket, self.socket)

    async def _receive(self) -> Message:
        return {"type": "websocket.connect"}

    async def _send(self, message: Message) -> None:
        if self.gone:
            raise RuntimeError("Unexpected ASGI message 'websocket.send', after sending 'websocket.close'.")
        self.sent.append(message)


async def test_nothing_is_sent_after_the_close_and_nothing_closes_twice() -> None:
    wire = Wire()
    socket = await wire.opened()
    await socket.close(4400, "first")
    await socket.close(4500, "second")
    with pytest.raises(WebSocketDisconnected):
        await socket.send_json({"type": "next"})
    assert [message.get("code") for message in wire.sent] == [None, 4400]


async def test_a_long_reason_is_cut_to_what_a_close_frame_holds() -> None:
    wire = Wire()
    await (await wire.opened()).close(4409, "\u00e9" * 200)
    assert wire.sent[-1]["reason"] == "\u00e9" * 61


async def test_an_end_that_only_the_server_knows_of_is_an_end_and_no_failure() -> None:
    wire = Wire()
    socket = await wire.opened()
    wire.gone = True
    with pytest.raises(WebSocketDisconnected):
        await socket.send_json({"type": "next"})
