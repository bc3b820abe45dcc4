"""The log's own questions over HTTP."""

import asyncio
from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from shared.web.backend import LogQuestions
from shared.web.log_wire import ENTRIES, EVENTS_ASKED, HEAD, MOMENT, MOMENT_OR_NONE, SEQ
from shared.web.process.answers import answer
from shared.web.process.app import Served, application, body_of, read
from shared.web.process.wanting import Waiting

NAME = "ledger"


def served(log: LogQuestions, key: str, waiting: Waiting) -> Served:
    """The log as other processes ask it."""
    app = application(NAME, key, waiting)
    app.include_router(entries(log))
    app.include_router(positions(log))
    return Served(app=app, stopping=asyncio.Event())


def entries(log: LogQuestions) -> APIRouter:
    router = APIRouter()

    @router.post("/events")
    async def events(request: Request) -> Response:
        asked = read(EVENTS_ASKED.read, await body_of(request))
        found = await log.events(
            asked.tenant,
            asked.readable,
            after=asked.after,
            until=asked.until,
            limit=asked.limit,
            engagement_id=asked.engagement_id,
            types=asked.types,
            stream=asked.stream,
        )
        return answer(ENTRIES.write(list(found)))

    return router


def positions(log: LogQuestions) -> APIRouter:
    router = APIRouter()

    @router.get("/recorded_at")
    async def recorded_at(tenant: UUID, seq: int) -> Response:
        return answer(MOMENT_OR_NONE.write(await log.recorded_at(tenant, seq)))

    @router.get("/head")
    async def head(tenant: UUID) -> Response:
        found = await log.head(tenant)
        return answer(HEAD.write((found.seq, found.chain)))

    @router.get("/position_at")
    async def position_at(tenant: UUID, moment: datetime) -> Response:
        return answer(SEQ.write(await log.position_at(tenant, moment)))

    @router.get("/now")
    async def now() -> Response:
        return answer(MOMENT.write(await log.now()))

    return router
