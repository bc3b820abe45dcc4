"""The request id: the one word by which a client's report and our log find each other."""

import re
from contextvars import ContextVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils import uuid7

HEADER = "x-request-id"
WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
ANSWERS = frozenset({"http.response.start", "websocket.accept", "websocket.http.response.start"})

_current: ContextVar[str] = ContextVar("request_id")


def request_id() -> str:
    """Name the request that is being answered; outside of one, a new name."""
    return _current.get(None) or str(uuid7())


def _chosen(scope: Scope) -> str:
    given = Headers(scope=scope).getlist(HEADER)
    return given[0] if len(given) == 1 and WELL_FORMED.fullmatch(given[0]) else str(uuid7())


class RequestIds:
    """Keep a well-formed id that the caller gives, or make one, and say it in the answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        chosen = _chosen(scope)

        async def named(message: Message) -> None:
            if message["type"] in ANSWERS:
                message.setdefault("headers", [])
                MutableHeaders(scope=message)[HEADER] = chosen
            await send(message)

        token = _current.set(chosen)
        try:
            await self._app(scope, receive, named)
        finally:
            _current.reset(token)
