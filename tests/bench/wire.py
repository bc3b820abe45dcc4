"""HTTP/1.1 with as little of it as there must be: what asks shares the machine with what is measured."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


class NotOk(Exception):
    """The answer, whole: it is none to be measured."""


@dataclass(slots=True, kw_only=True)
class Connection:
    """Kept alive; one request at a time."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    head: bytes

    async def post(self, path: str, body: bytes, key: str = "") -> bytes:
        """The body of the answer. `key` is the request's idempotency key."""
        idempotency = f"idempotency-key: {key}\r\n" if key else ""
        start = f"POST {path} HTTP/1.1\r\n{idempotency}content-length: {len(body)}\r\n"
        self.writer.write(b"".join((start.encode(), self.head, body)))
        head = await self.reader.readuntil(b"\r\n\r\n")
        answer = await self.reader.readexactly(length(head))
        if b" 200 " not in head.partition(b"\r\n")[0]:
            raise NotOk(head + answer)
        return answer

    async def close(self) -> None:
        self.writer.close()
        await self.writer.wait_closed()


def length(head: bytes) -> int:
    lines = (line.partition(b":") for line in head.lower().split(b"\r\n"))
    return next(int(value) for name, _, value in lines if name == b"content-length")


async def connected(address: str, token: str) -> Connection:
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=2**24)
    return Connection(reader=reader, writer=writer, head=header(parts.netloc, token))


def header(host: str, token: str) -> bytes:
    given: Mapping[str, str] = {
        "host": host,
        "content-type": "application/json",
        "accept": "application/graphql-response+json, application/json",
        "authorization": f"Bearer {token}",
    }
    return "".join(f"{name}: {value}\r\n" for name, value in given.items()).encode() + b"\r\n"
