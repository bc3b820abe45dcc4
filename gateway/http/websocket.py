"""graphql-transport-ws for strangers: whatever they send, a close code comes back, and nothing of ours breaks."""

from typing import Any, cast

import structlog
from graphql import GraphQLError
from strawberry.http.exceptions import WebSocketDisconnected
from strawberry.subscriptions.protocols.graphql_transport_ws.handlers import BaseGraphQLTransportWSHandler
from strawberry.subscriptions.protocols.graphql_transport_ws.types import Message, SubscribeMessage

from gateway.body import asked
from gateway.masking import Expected, request_id, shown

INTERNAL_ERROR = 4500
LONGEST_ID = 128

log = structlog.get_logger(__name__)


class SubscriptionLimit(Expected):
    """This connection already runs {allowed} operations."""


class SocketHandler(BaseGraphQLTransportWSHandler[Any, None]):
    async def handle(self) -> None:
        try:
            await super().handle()
        except Exception as error:  # noqa: BLE001 - a connection must not end in silence
            await self.handle_task_exception(error)
            await self.websocket.close(INTERNAL_ERROR, "Internal error")

    async def handle_message(self, message: object) -> None:
        problem = _problem(message)
        if problem is None:
            await super().handle_message(cast("Message", message))
        else:
            await self.handle_invalid_message(problem)

    async def handle_subscribe(self, message: SubscribeMessage) -> None:
        most = self.max_subscriptions_per_connection
        if most is None or len(self.operations) < most or message["id"] in self.operations:
            await super().handle_subscribe(message)
            return
        limit = SubscriptionLimit(allowed=most)
        error = shown(GraphQLError("", original_error=limit), request_id=request_id(), executing=False)
        await self.send_message({"id": message["id"], "type": "error", "payload": [error.formatted]})

    async def handle_task_exception(self, error: Exception) -> None:
        if not isinstance(error, WebSocketDisconnected):
            log.error("unexpected_error", request_id=request_id(), exc_info=error)


def _problem(message: object) -> str | None:
    """Say what is wrong with the shape of a frame; Strawberry takes it for granted."""
    match message:
        case {"type": "connection_init" | "ping" | "pong", **rest}:
            return None if isinstance(rest.get("payload"), dict | None) else "The payload must be an object"
        case {"type": "complete", "id": str()}:
            return None
        case {"type": "subscribe", "id": str(id_), "payload": {"query": str()} as payload}:
            return _problem_of_request(payload) if 0 < len(id_) <= LONGEST_ID else "The id is empty or too long"
        case {"type": "subscribe" | "complete"}:
            return "The frame is incomplete"
        case _:
            return "Unknown frame"


def _problem_of_request(payload: object) -> str | None:
    try:
        asked(payload)
    except Expected as error:
        return str(error)
    return None
