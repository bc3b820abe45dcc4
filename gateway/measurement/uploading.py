"""A file of observations over HTTP: held on disk until it is whole, then taken row by row while it is answered."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import Final
from uuid import UUID

from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from gateway.admission import VISITED, ReadableBy, admitted
from gateway.behalf import on_behalf_of
from gateway.consistency import Tokens
from gateway.evidence.desk import Patience
from gateway.evidence.incoming import Incoming
from gateway.measurement.batches import batches
from gateway.measurement.delivery import Delivery
from gateway.measurement.formats import CSV, ENCODING, JSON_LINES, rows
from gateway.measurement.refusals import TooManyUploads, UploadFormatNotTaken, UploadTooLarge
from gateway.measurement.telling import as_csv, as_json_lines
from gateway.schema.ids import named
from services.measurement.contracts.series import EngagementNotFound
from shared.events.tenants import Locale
from shared.eventstore.handle import Receipt
from shared.eventstore.handle import Request as Command
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed, Refused
from shared.kernel.text import line
from shared.web.identity import Identity

LARGEST: Final = 64 * 1024 * 1024
FILES_AT_ONCE: Final = 4
LONGEST_LENGTH: Final = 15
PARAMETERS: Final = frozenset({"engagement", "source"})
OUT = {"cache-control": "private, no-store", "x-content-type-options": "nosniff"}


@record
class ObservationsDesk:
    """What the endpoint uses. `told_in` is the language of somebody's answers, by the header `Accept-Language`."""

    authenticate: Callable[[str | None], Awaitable[Identity]]
    readable: ReadableBy
    send: Callable[[Command], Awaitable[Receipt]]
    told_in: Callable[[str], Locale]
    tokens: Tokens
    new_id: Callable[[], UUID]
    free: asyncio.Semaphore
    patience: Patience = Patience()
    largest: int = LARGEST


class Bounded:
    """Counts what comes in."""

    def __init__(self, most: int) -> None:
        self._most = self._left = most

    def take(self, piece: bytes) -> None:
        self._left -= len(piece)
        if self._left < 0:
            raise UploadTooLarge(most=self._most)

    def end(self) -> None:
        """It may be of any size below."""


class Answer(StreamingResponse):
    """Lets go of what it is made from once it is told, or nobody listens any more."""

    def __init__(self, content: AsyncIterator[bytes], media_type: str, holding: ExitStack) -> None:
        super().__init__(content, media_type=media_type, headers=OUT)
        self._holding = holding

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._holding:
            await super().__call__(scope, receive, send)


async def uploaded(desk: ObservationsDesk, request: Request, incoming: Incoming) -> Answer:
    """Nobody's bytes are read before it is known who sends them, and for which engagement. Raises Refused."""
    identity = await desk.authenticate(request.headers.get("authorization"))
    identity, readable = await admitted(desk.readable, identity, request.headers.get(VISITED))
    engagement_id, source, header = said(request, desk.largest)
    if not readable.includes(engagement_id):
        raise EngagementNotFound(where=("input", "engagement"))
    delivery = Delivery(
        send=desk.send,
        new_id=desk.new_id,
        identity=identity,
        engagement_id=engagement_id,
        source=source,
        told_in=desk.told_in(request.headers.get("accept-language", "")),
        on_behalf_of=on_behalf_of(request.headers.get),
    )
    with ExitStack() as holding:
        await entered(desk.free, holding)
        held = holding.enter_context(TemporaryFile("w+", encoding=ENCODING, errors="surrogateescape"))
        async for piece in incoming.examined(Bounded(desk.largest)):
            held.buffer.write(piece)
        held.seek(0)
        read = rows(held, header=header)
        answers = delivery.answered(batches(read))
        if "text/csv" in request.headers.get("accept", ""):
            return Answer(as_csv(answers), "text/csv; charset=utf-8", holding.pop_all())
        told = as_json_lines(answers, lambda position: desk.tokens.token(identity.tenant, position))
        return Answer(told, "application/x-ndjson", holding.pop_all())


async def entered(free: asyncio.Semaphore, holding: ExitStack) -> None:
    if free.locked():
        raise TooManyUploads
    await free.acquire()
    holding.callback(free.release)


def said(request: Request, largest: int) -> tuple[UUID, str, bool]:
    """The engagement, the source, and whether the first line names the fields. Raises Refused."""
    given = request.query_params
    for name in given:
        if name not in PARAMETERS or len(given.getlist(name)) > 1:
            raise wrong(name[:60], f"{name[:60]} is no parameter of observations, or comes twice")
    engagement_id = named("Engagement", "engagement", parameter(request, "engagement"))
    source = line("source", parameter(request, "source"))
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type not in CSV | JSON_LINES:
        raise UploadFormatNotTaken
    length = request.headers.get("content-length", "")
    if length.isdecimal() and (len(length) > LONGEST_LENGTH or int(length) > largest):
        raise UploadTooLarge(most=largest)
    return engagement_id, source, media_type in CSV


def parameter(request: Request, name: str) -> str:
    value = request.query_params.get(name)
    if value is None:
        raise wrong(name, f"{name} is missing")
    return value


def wrong(name: str, problem: str) -> Refused:
    return NotWellFormed(where=("input", name), problem=problem)
