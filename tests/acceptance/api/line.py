"""What a front end keeps open: a WebSocket with many operations on it, or a stream of server-sent events."""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from itertools import count
from typing import Any

import httpx
from websockets import ClientConnection, ConnectionClosed, Subprotocol, connect

PATIENCE = 20.0
Frame = dict[str, Any]


class NotAdmitted(Exception):
    """The connection was closed before it was acknowledged; the close code is the argument."""


class Line:
    """A connection that speaks graphql-transport-ws."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self._numbers = count(1)
        self._frames: defaultdict[str, asyncio.Queue[Frame]] = defaultdict(asyncio.Queue)

    async def say(self, frame: Frame) -> None:
        await self.socket.send(json.dumps(frame))

    async def begin(self, query: str, **variables: object) -> str:
        """Start an operation; give its id."""
        name = str(next(self._numbers))
        await self.say({"type": "subscribe", "id": name, "payload": {"query": query, "variables": variables}})
        return name

    async def frame(self, operation: str) -> Frame:
        async with asyncio.timeout(PATIENCE):
            return await self._frames[operation].get()

    async def next(self, operation: str) -> Frame:
        """The data of an operation's next answer."""
        frame = await self.frame(operation)
        assert frame["type"] == "next", frame
        assert "errors" not in frame["payload"], frame
        data: Frame = frame["payload"]["data"]
        return data

    async def take(self, operation: str, number: int) -> list[Frame]:
        return [await self.next(operation) for _ in range(number)]

    async def ask(self, query: str, **variables: object) -> Frame:
        """The one answer of a query or a mutation."""
        operation = await self.begin(query, **variables)
        data = await self.next(operation)
        assert (await self.frame(operation))["type"] == "complete"
        return data

    async def hear(self) -> None:
        """Sort what comes in by operation, until the end, which every operation hears of."""
        with suppress(ConnectionClosed):
            async for text in self.socket:
                frame: Frame = json.loads(text)
                self._frames[frame.get("id", "")].put_nowait(frame)
        for frames in self._frames.values():
            frames.put_nowait({"type": "closed", "code": self.socket.close_code})


@asynccontextmanager
async def line(port: int, token: str, **params: object) -> AsyncIterator[Line]:
    """Open and acknowledged; `params` go into the first frame, as headers would."""
    address = f"ws://127.0.0.1:{port}/graphql"
    async with connect(address, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
        opened = Line(socket)
        hearing = asyncio.create_task(opened.hear())
        await opened.say({"type": "connection_init", "payload": {"Authorization": f"Bearer {token}", **params}})
        try:
            answer = await opened.frame("")
            if answer["type"] != "connection_ack":
                raise NotAdmitted(answer["code"])
            yield opened
        finally:
            await socket.close()
            await hearing


@asynccontextmanager
async def stream(port: int, token: str, query: str, **variables: object) -> AsyncIterator[Callable[[], Any]]:
    """Server-sent events: call what this gives for the next of them."""
    headers = {"authorization": f"Bearer {token}", "accept": "text/event-stream"}
    body = {"query": query, "variables": variables}
    async with (
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as http,
        http.stream("POST", "/graphql", json=body, headers=headers) as response,
    ):
        assert response.headers["content-type"].startswith("text/event-stream")
        lines = response.aiter_lines()

        async def heard() -> Frame:
            """The event's kind and its data; comments keep the line open and say nothing."""
            kind = ""
            async with asyncio.timeout(PATIENCE):
                async for text in lines:
                    if text.startswith("event:"):
                        kind = text.removeprefix("event:").strip()
                    elif text.startswith("data:") and kind:
                        data = text.removeprefix("data:").strip()
                        return {"type": kind, "payload": json.loads(data) if data else None}
            return {"type": "closed"}

        yield heard
