"""Who may call a process: whoever holds the key that Fairway's processes share; its health is open to all."""

import hmac

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.web.process.answers import coded
from shared.web.remote.channel import KEY_HEADER

OPEN = frozenset({"/healthz", "/readyz", "/metrics", "/openapi.json"})
LEAST_KEY_CHARACTERS = 32


class KeyTooShort(Exception):
    """A service key has at least 32 characters."""


class ServiceKey:
    """Refuses every call without the key, before anything of it is read."""

    def __init__(self, app: ASGIApp, key: str) -> None:
        if len(key) < LEAST_KEY_CHARACTERS:
            raise KeyTooShort(KeyTooShort.__doc__)
        self._app = app
        self._key = key.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and not self._admits(scope):
            await coded(401, "SERVICE_KEY_WRONG")(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _admits(self, scope: Scope) -> bool:
        given = Headers(scope=scope).get(KEY_HEADER, "")
        return scope["path"] in OPEN or hmac.compare_digest(given.encode("latin-1"), self._key)
