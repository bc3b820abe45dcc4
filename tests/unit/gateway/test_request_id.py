"""The request id: the caller's where it is well-formed, ours otherwise, and the same inside and outside."""

from uuid import UUID

import pytest
from starlette.types import Message, Receive, Scope, Send

from gateway.masking import RequestIds, request_id


async def heard(*given: bytes, kind: str = "http") -> tuple[str, str]:
    """Send a request with these ids; give what the application and what the client saw."""
    inside: list[str] = []
    sent: list[Message] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        inside.append(request_id())
        await send({"type": "http.response.start" if kind == "http" else "websocket.accept", "status": 200})

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"x-request-id", value) for value in given]
    await RequestIds(application)({"type": kind, "headers": headers}, receive, send)
    return inside[0], dict(sent[0]["headers"])[b"x-request-id"].decode()


@pytest.mark.parametrize("kind", ["http", "websocket"])
async def test_a_well_formed_request_id_is_kept(kind: str) -> None:
    assert await heard(b"client-7.abc_DEF", kind=kind) == ("client-7.abc_DEF", "client-7.abc_DEF")


@pytest.mark.parametrize(
    "given", [b"short", b"x" * 65, b"has a space", b"line\nbreak-line", b"-leading-dash", b"\xff" * 12]
)
async def test_a_malformed_request_id_is_replaced(given: bytes) -> None:
    inside, outside = await heard(given)
    assert inside == outside
    assert UUID(inside).version == 7


async def test_what_has_no_headers_passes() -> None:
    seen: list[str] = []

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        del receive, send
        seen.append(scope["type"])

    async def receive() -> Message:
        return {"type": "lifespan.startup"}

    async def send(_: Message) -> None:
        seen.append("sent")

    await RequestIds(application)({"type": "lifespan"}, receive, send)
    assert seen == ["lifespan"]


async def test_two_request_ids_are_none() -> None:
    inside, _ = await heard(b"client-7.first", b"client-7.other")
    assert UUID(inside).version == 7


async def test_the_request_id_ends_with_the_request() -> None:
    await heard(b"client-7.abc_DEF")
    assert request_id() != "client-7.abc_DEF"
