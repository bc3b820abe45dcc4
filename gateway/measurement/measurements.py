"""Measurements that machines send as events: all of a request are answered, in their order."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import JSONResponse

from gateway.admission import VISITED, admitted
from gateway.behalf import on_behalf_of
from gateway.consistency import HEADER
from gateway.measurement.batches import batches
from gateway.measurement.delivery import Answered, Delivery
from gateway.measurement.events import MOST_CHARACTERS, SINGLE, Measurement, events_of, read_event
from gateway.measurement.formats import Read
from gateway.measurement.telling import STATUSES, Line, line_of
from gateway.measurement.uploading import OUT, ObservationsDesk
from services.measurement.contracts.series import EngagementNotFound
from shared.authority.grants import Readable
from shared.kernel.refusal import Refused

STATUS = {"taken": 200, "duplicate": 200, "refused": 422, "unknown": 503}


async def measured(desk: ObservationsDesk, request: Request) -> JSONResponse:
    """An event alone is answered by the status, too. Of several, 503 says that some are to be sent again: send all."""
    identity = await desk.authenticate(request.headers.get("authorization"))
    identity, readable = await admitted(desk.readable, identity, request.headers.get(VISITED))
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    events = events_of(media_type, await request.body())
    read = await asyncio.to_thread(all_read, events, readable)
    delivery = Delivery(
        send=desk.send,
        new_id=desk.new_id,
        identity=identity,
        engagement_id=UUID(int=0),
        source="",
        told_in=desk.told_in(request.headers.get("accept-language", "")),
        on_behalf_of=on_behalf_of(request.headers.get),
    )
    answered = [each async for each in delivered(delivery, read)]
    rows = sorted((line_of(row) for each in answered for row in each.rows), key=lambda row: row["line"])
    answers = [{**told(event), **without_line(row)} for event, row in zip(events, rows, strict=True)]
    position = max((each.position for each in answered), default=0)
    headers = {**OUT, **({HEADER: desk.tokens.token(identity.tenant, position)} if position else {})}
    if media_type == SINGLE:
        return JSONResponse(answers[0], status_code=STATUS[answers[0]["status"]], headers=headers)
    counts = {status: sum(each["status"] == status for each in answers) for status in STATUSES}
    return JSONResponse(
        {"answers": answers, "counts": counts}, status_code=503 if counts["unknown"] else 200, headers=headers
    )


def all_read(events: Sequence[object], readable: Readable) -> list[tuple[int, Measurement | Refused]]:
    found = ((number, read_event(number, event)) for number, event in enumerate(events, start=1))
    return [(number, seen(each, readable)) for number, each in found]


def seen(found: Measurement | Refused, readable: Readable) -> Measurement | Refused:
    if isinstance(found, Measurement) and not readable.includes(found.engagement_id):
        return EngagementNotFound(where=("input", "engagement"))
    return found


async def delivered(delivery: Delivery, read: Sequence[tuple[int, Measurement | Refused]]) -> AsyncIterator[Answered]:
    """Those of an engagement and source together; what cannot be read is answered first."""
    groups: defaultdict[tuple[UUID, str], list[Read]] = defaultdict(list)
    faults: list[Read] = []
    for number, found in read:
        if isinstance(found, Refused):
            faults.append((number, found))
        else:
            groups[found.engagement_id, found.source].append((number, found.row))
    async for each in delivery.answered(batches(faults)):
        yield each
    for (engagement_id, source), rows in groups.items():
        of_group = replace(delivery, engagement_id=engagement_id, source=source)
        async for each in of_group.answered(batches(rows)):
            yield each


def told(event: object) -> dict[str, Any]:
    """Which event is answered, as far as it says that."""
    given = event if isinstance(event, dict) else {}
    return {name: value for name in ("id", "source") if isinstance(value := given.get(name), str) and is_short(value)}


def is_short(text: str) -> bool:
    return len(text) <= MOST_CHARACTERS and text.isprintable()


def without_line(row: Line) -> Line:
    return {name: value for name, value in row.items() if name != "line"}
