"""A directory over HTTP: how people are called, entered and erased, and who invited them."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from shared.web.backend import Names
from shared.web.process.answers import answer
from shared.web.process.app import body_of, read
from shared.web.wire import Form, Wire

PEOPLE: Form[list[UUID]] = Form(list[UUID])
PERSON: Form[UUID] = Form(UUID)
PAIR: Form[tuple[UUID, UUID]] = Form(tuple[UUID, UUID])
NOTHING = b"null"


def names(directory: Names[Any], wire: Wire) -> APIRouter:
    router = APIRouter(prefix="/directory")

    @router.post("/names")
    async def known(tenant: UUID, request: Request) -> Response:
        people = read(PEOPLE.read, await body_of(request))
        return answer(wire.names.write(await directory.names(tenant, people)))

    @router.post("/enter")
    async def enter(tenant: UUID, request: Request) -> Response:
        await directory.enter(tenant, read(wire.listed.read, await body_of(request)))
        return answer(NOTHING)

    @router.post("/erase")
    async def erase(tenant: UUID, request: Request) -> Response:
        await directory.erase(tenant, read(PERSON.read, await body_of(request)))
        return answer(NOTHING)

    @router.post("/invite")
    async def invite(tenant: UUID, request: Request) -> Response:
        home, person = read(PAIR.read, await body_of(request))
        await directory.invite(tenant, home, person)
        return answer(NOTHING)

    @router.post("/invited")
    async def invited(tenant: UUID, request: Request) -> Response:
        found = await directory.invited(tenant, read(PERSON.read, await body_of(request)))
        return answer(PEOPLE.write(list(found)))

    return router
