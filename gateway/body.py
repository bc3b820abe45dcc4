"""What may come in as a body: bounded in bytes before it is read, in nesting before it is parsed."""

import asyncio
import re
from contextlib import suppress
from email.message import Message as Header

import orjson
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gateway.masking.answers import answer
from gateway.masking.expected import Expected
from shared.kernel.record import record
from shared.web.sizes import MOST_BYTES

MOST_NESTING = 64
MOST_VALUES = 5_000
MOST_QUERY_CHARACTERS = 100_000
LONGEST_LENGTH = 15
LINGER_SECONDS = 5.0
LINGER_FACTOR = 10

STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
TO_SQUARE = bytes.maketrans(b"{}", b"[]")
NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class BodyTooLarge(Expected):
    """The body is larger than {allowed} bytes."""

    status = 413


class BodyNotJson(Expected):
    """The body is not well-formed JSON in UTF-8."""


class BodyTooDeep(Expected):
    """The body is nested deeper than {allowed} levels."""


class BodyTooManyValues(Expected):
    """The body holds more than {allowed} values."""


class BodyNotObject(Expected):
    """The body is not a JSON object."""


class ContentTypeNotJson(Expected):
    """Send the request as `application/json`, in UTF-8."""

    status = 415


class QueryNotString(Expected):
    """`query` must be a string."""


class QueryTooLong(Expected):
    """`query` is longer than {allowed} characters."""


class VariablesNotObject(Expected):
    """`variables` must be an object."""


class ExtensionsNotObject(Expected):
    """`extensions` must be an object."""


class OperationNameNotString(Expected):
    """`operationName` must be a string."""


class BodyCap:
    """Refuse a body by what it says of its length, and otherwise by its bytes as they come in.

    What comes to one of the `streamed` paths, or below, is bounded there, and not held.
    """

    def __init__(self, app: ASGIApp, most_bytes: int = MOST_BYTES, streamed: tuple[str, ...] = ()) -> None:
        self._app, self._most, self._streamed = app, most_bytes, streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._is_streamed(scope["path"]):
            await self._app(scope, receive, send)
            return
        first = None if self._announces_too_much(scope) else await self._read(receive)
        if first is None:
            await self._refuse(receive, send)
        elif first["type"] == "http.request":
            await self._app(scope, _replay(first, receive), send)

    def _is_streamed(self, path: str) -> bool:
        return any(path == each or path.startswith(f"{each}/") for each in self._streamed)

    async def _refuse(self, receive: Receive, send: Send) -> None:
        """Answer at once, then let the client finish for a while: who is cut off in mid-sentence reads no answer."""
        refusal = answer(BodyTooLarge(allowed=self._most))
        refusal.headers["connection"] = "close"
        await send({"type": "http.response.start", "status": refusal.status_code, "headers": refusal.raw_headers})
        await send({"type": "http.response.body", "body": refusal.body, "more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER_SECONDS):
                await discard(receive, self._most * LINGER_FACTOR)
        await send({"type": "http.response.body", "body": b""})

    def _announces_too_much(self, scope: Scope) -> bool:
        announced = Headers(scope=scope).get("content-length", "")
        return announced.isdecimal() and (len(announced) > LONGEST_LENGTH or int(announced) > self._most)

    async def _read(self, receive: Receive) -> Message | None:
        """Join the pieces: kept one by one, a body sent byte by byte would take hundreds of times its size."""
        body = bytearray()
        while len(body) <= self._most:
            message = await receive()
            if message["type"] != "http.request":
                return message
            body += message.get("body", b"")
            if len(body) <= self._most and not message.get("more_body", False):
                return {"type": "http.request", "body": bytes(body), "more_body": False}
        return None


async def discard(receive: Receive, most: int) -> None:
    more = True
    while more and most > 0:
        message = await receive()
        most -= len(message.get("body", b""))
        more = message.get("more_body", False)


def _replay(first: Message, receive: Receive) -> Receive:
    waiting = iter((first,))

    async def replayed() -> Message:
        message = next(waiting, None)
        return await receive() if message is None else message

    return replayed


@record
class Asked:
    """A GraphQL request that has the right shape."""

    query: str | None
    variables: dict[str, object] | None
    operation_name: str | None
    extensions: dict[str, object] | None


def is_json(content_type: str) -> bool:
    header = Header()
    header["content-type"] = content_type
    return header.get_content_type() == "application/json" and header.get_content_charset("utf-8") == "utf-8"


def json_value(body: bytes | str, most_values: int = MOST_VALUES) -> object:
    """Parse JSON that a stranger sent."""
    raw = body if isinstance(body, bytes) else body.encode(errors="surrogatepass")
    structure = STRING.sub(b"", raw)
    brackets = structure.translate(TO_SQUARE, NOT_BRACKETS)
    if b"[" * (MOST_NESTING + 1) in brackets:
        raise BodyTooDeep(allowed=MOST_NESTING)
    if structure.count(b",") + brackets.count(b"[") > most_values:
        raise BodyTooManyValues(allowed=most_values)
    if _nests_deeper(brackets, MOST_NESTING):
        raise BodyTooDeep(allowed=MOST_NESTING)
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise BodyNotJson from None


def _nests_deeper(brackets: bytes, levels: int) -> bool:
    """Fold the innermost brackets away, one level at a time, without recursion."""
    for _ in range(levels):
        brackets = brackets.replace(b"[]", b"")
    return b"[]" in brackets or brackets.count(b"[") > levels


def asked(value: object) -> Asked:
    """Read a GraphQL request out of parsed JSON, or say what is wrong with its shape."""
    if not isinstance(value, dict):
        raise BodyNotObject
    query, variables = value.get("query"), value.get("variables")
    extensions, operation_name = value.get("extensions"), value.get("operationName")
    if not isinstance(query, str | None):
        raise QueryNotString
    if query is not None and len(query) > MOST_QUERY_CHARACTERS:
        raise QueryTooLong(allowed=MOST_QUERY_CHARACTERS)
    if not isinstance(variables, dict | None):
        raise VariablesNotObject
    if not isinstance(extensions, dict | None):
        raise ExtensionsNotObject
    if not isinstance(operation_name, str | None):
        raise OperationNameNotString
    return Asked(query=query, variables=variables, operation_name=operation_name, extensions=extensions)
