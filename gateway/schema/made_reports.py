"""What every report has that is made from the log whenever it is read."""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import orjson
import strawberry
from strawberry.scalars import JSON

from gateway.context import Info
from gateway.schema.scalars import Long

Report = TypeVar("Report")


@strawberry.type
class MadeReport:
    position: Long
    made_at: datetime = strawberry.field(description="When that position was recorded.")
    digest: str = strawberry.field(description="SHA-256 of `canonical`, in hex.")
    text: strawberry.Private[bytes]

    @strawberry.field(description="The report as data.")
    def data(self) -> JSON:
        return JSON(orjson.loads(self.text))

    @strawberry.field(description="The report as canonical JSON (RFC 8785): the bytes that the digest covers.")
    def canonical(self) -> str:
        return self.text.decode()


async def made_at(info: Info, position: int) -> datetime:
    """When the position was recorded; before anything was, now."""
    identity, ledger = await info.context.identity(), info.context.backends.ledger
    return await ledger.recorded_at(identity.tenant, position) or await ledger.now()


async def text_of(info: Info, ask: object, canonical: Callable[[Report], bytes], report: Report) -> tuple[bytes, str]:
    """The canonical JSON of the report that was asked for so, and its digest."""
    text = await info.context.once(("text", ask), lambda: asyncio.to_thread(canonical, report))
    return text, hashlib.sha256(text).hexdigest()
