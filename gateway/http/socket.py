"""A WebSocket as the protocol sees it: JSON in text frames of bounded size, and silence once it is closed."""

from collections.abc import AsyncGenerator, Mapping

from starlette.websockets import WebSocketState
from strawberry.asgi import ASGIWebSocketAdapter
from strawberry.http.exceptions import NonJsonMessageReceived, NonTextMessageReceived, WebSocketDisconnected

from gateway.body import json_value
from gateway.masking import Expected
from shared.web.sizes import MOST_BYTES

LONGEST_REASON = 123


class Socket(ASGIWebSocketAdapter):
    async def iter_json(self, *, ignore_parsing_errors: bool = False) -> AsyncGenerator[object, None]:
        while not self._closed:
            frame = await self.ws.receive()
            if frame["type"] == "websocket.disconnect":
                return
            text = frame.get("text")
            if text is None:
                raise NonTextMessageReceived
            try:
                yield _read(text)
            except NonJsonMessageReceived:
                if not ignore_parsing_errors:
                    raise

    async def send_json(self, message: Mapping[str, object]) -> None:
        if self._closed:
            raise WebSocketDisconnected
        try:
            await super().send_json(message)
        except RuntimeError:  # the server knows of an end that has not come to us yet
            raise WebSocketDisconnected from None

    async def close(self, code: int, reason: str) -> None:
        if not self._closed:
            await super().close(code, reason.encode()[:LONGEST_REASON].decode(errors="ignore"))

    @property
    def _closed(self) -> bool:
        return WebSocketState.DISCONNECTED in (self.ws.application_state, self.ws.client_state)


def _read(text: str) -> object:
    if len(text) > MOST_BYTES:
        raise NonJsonMessageReceived
    try:
        return json_value(text)
    except Expected:
        raise NonJsonMessageReceived from None
