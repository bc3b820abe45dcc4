"""The endpoint: what a series came to, as CSV for a spreadsheet, to whoever may read its engagement."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from gateway.consistency import ViewsBehind
from gateway.context import Backends
from gateway.gates.router import answering, context_of
from gateway.masking import Expected
from gateway.tables.csv import Line, streamed
from gateway.tables.series import Cohorts, day_lines, length, window_lines
from gateway.tables.wanted import TableUnknown, Wanted, wanted
from services.engagement.contract import change
from services.measurement.contracts.series import (
    SeriesEntry,
    SeriesWindowLine,
    series_by_id,
    series_days_of,
    series_windows_of,
)
from shared.projecting.as_of import AtSeq
from shared.projecting.positions import Reached
from shared.web.backend import Backend

AT_ONCE: Final = 2
"""So many tables are made at the same time; further ones wait."""
MOST_LINES: Final = 50_000
OUT = {"cache-control": "private, no-store", "referrer-policy": "no-referrer", "x-content-type-options": "nosniff"}


class TableTooLong(Expected):
    """A table has at most {most} lines: ask for it without its parts, by `parts=false`."""

    status = 422


def tables_router(backends: Backends) -> APIRouter:
    making = asyncio.Semaphore(AT_ONCE)

    async def get(request: Request, series: str, table: str) -> Response:
        async def work() -> Response:
            found = await wanted(context_of(backends, request), series, table)
            async with making:
                return await file(backends, found)

        return await answering(work())

    router = APIRouter()
    router.add_api_route("/series/{series}/{table}.csv", get, methods=["GET"])
    return router


async def file(backends: Backends, asked: Wanted) -> Response:
    series = await series_in(backends, asked)
    lines = await lines_of(backends, asked, series)
    headers = {**OUT, "content-disposition": f"attachment; filename*=UTF-8''{quote(name(series, asked), safe='')}"}
    return StreamingResponse(streamed(lines), media_type="text/csv; charset=utf-8; header=present", headers=headers)


async def series_in(backends: Backends, asked: Wanted) -> SeriesEntry:
    await reached(backends, backends.measurement, asked)
    source = AtSeq(seq=asked.position)
    (found,) = await backends.measurement.ask(asked.tenant, asked.readable, source, series_by_id, [asked.series_id])
    if found is None:
        raise TableUnknown
    series: SeriesEntry = found
    return series


async def lines_of(backends: Backends, asked: Wanted, series: SeriesEntry) -> Iterator[Line]:
    source, ids = AtSeq(seq=asked.position), [series.series_id]
    measurement = backends.measurement
    if asked.table == "days":
        (days,) = await measurement.ask(asked.tenant, asked.readable, source, series_days_of, ids)
        return day_lines(series, days)
    (found,) = await measurement.ask(asked.tenant, asked.readable, source, series_windows_of, ids, asked.cadence)
    windows: tuple[SeriesWindowLine, ...] = found if asked.parts else tuple(replace(each, splits=()) for each in found)
    if length(windows) > MOST_LINES:
        raise TableTooLong(most=MOST_LINES)
    return window_lines(series, windows, await cohorts_in(backends, asked, windows))


async def cohorts_in(backends: Backends, asked: Wanted, windows: tuple[SeriesWindowLine, ...]) -> Cohorts:
    ids = {part.cohort_id for each in windows for part in each.splits if part.cohort_id}
    if not ids:
        return {}
    await reached(backends, backends.engagement, asked)
    source = AtSeq(seq=asked.position)
    rows = await backends.engagement.ask(asked.tenant, asked.readable, source, change.cohorts_by_id, sorted(ids))
    return {row.cohort_id: row for row in rows if row is not None}


async def reached(backends: Backends, service: Backend, asked: Wanted) -> None:
    if await service.reached(asked.tenant, asked.position, backends.tokens.wait) is Reached.TIMED_OUT:
        raise ViewsBehind


def name(series: SeriesEntry, asked: Wanted) -> str:
    return f"{series.name} {asked.table} {asked.position}.csv"
