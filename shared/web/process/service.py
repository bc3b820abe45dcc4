"""A service's calls over HTTP, made from its contract: `/commands/{name}`, `/queries/{name}`, and how far it is."""

import asyncio
from typing import Annotated, Any
from uuid import UUID

import orjson
from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from shared.kernel.record import record
from shared.projecting.positions import Reached
from shared.web.backend import Backend
from shared.web.process.answers import Declined, answer
from shared.web.process.app import Served, application, body_of, read, unless
from shared.web.process.openapi import describe
from shared.web.process.wanting import Waiting
from shared.web.remote.service import LONGEST_POLL, PARKED, POSITION, READABLE, SHOWN, Shown
from shared.web.wire import RECEIPT, Form, Wire, told


@record
class Named:
    """A command by its name, with all that comes beside it."""

    name: str
    request: Any


COMMANDS: Form[list[Named]] = Form(list[Named])
Seconds = Annotated[float, Query(ge=0, le=LONGEST_POLL)]


def served(service: Backend, wire: Wire, key: str, waiting: Waiting, *more: APIRouter) -> Served:
    """The service as other processes call it, with what else its process offers."""
    stopping = asyncio.Event()
    app = application(service.name, key, waiting)
    app.include_router(calls(service, wire))
    app.include_router(positions(service, stopping))
    for router in more:
        app.include_router(router)
    describe(app, wire)
    return Served(app=app, stopping=stopping)


def calls(service: Backend, wire: Wire) -> APIRouter:
    router = APIRouter()

    @router.post("/commands/{name}", include_in_schema=False)
    async def command(name: str, request: Request) -> Response:
        known = wire.commands.get(name)
        if known is None:
            raise Declined(404, "COMMAND_UNKNOWN")
        receipt = await service.send(read(known.form.read, await body_of(request)))
        return answer(RECEIPT.write(receipt))

    @router.post("/weigh", include_in_schema=False)
    async def weigh(tenant: UUID, request: Request) -> Response:
        given = read(COMMANDS.read, await body_of(request))
        if any(each.name not in wire.commands for each in given):
            raise Declined(404, "COMMAND_UNKNOWN")
        asked = [read(wire.commands[each.name].form.read, orjson.dumps(each.request)) for each in given]
        return answer(told(await service.weigh(tenant, asked)))

    @router.post("/queries/{name}", include_in_schema=False)
    async def question(name: str, request: Request) -> Response:
        known = wire.questions.get(name)
        if known is None:
            raise Declined(404, "QUESTION_UNKNOWN")
        asked = read(known.read, await body_of(request))
        more = {each: getattr(asked, each) for each in known.more}
        found = await service.ask(asked.tenant, asked.readable, asked.source, known.function, asked.keys, **more)
        return answer(known.answers.write(found))

    return router


def positions(service: Backend, stopping: asyncio.Event) -> APIRouter:
    router = APIRouter()

    @router.get("/readable")
    async def readable(tenant: UUID, person: UUID, home: UUID | None = None) -> Response:
        return answer(READABLE.write(await service.readable(tenant, person, home)))

    @router.get("/reached")
    async def reached(tenant: UUID, seq: int, seconds: Seconds) -> Response:
        status = await unless(stopping, service.reached(tenant, seq, seconds), Reached.TIMED_OUT)
        return answer(SHOWN.write(Shown(status=status, shown=service.shown(tenant))))

    @router.get("/position")
    async def position(tenant: UUID) -> Response:
        return answer(POSITION.write(await service.position(tenant)))

    @router.get("/parked")
    async def parked(tenant: UUID) -> Response:
        return answer(PARKED.write(list(await service.parked(tenant))))

    return router
