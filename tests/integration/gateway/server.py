"""The library's schema behind everything that protects it, in process or on a port of its own."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from strawberry.fastapi import BaseContext

from gateway.body import BodyCap
from gateway.http import GatewayRouter
from gateway.limits import Documents, Limits, guard
from gateway.masking import Expected, Forbidden, Masking, RequestIds, answer_expected
from shared.web.identity import Reason, Unauthenticated, bearer
from tests.unit.gateway.library import INNARDS, library


class Reader(BaseContext):
    """Who opens a WebSocket names a ticket; plain requests may carry a token."""

    connection_params: dict[str, object] | None = None


async def reader() -> Reader:
    return Reader()


async def admit(context: Reader) -> None:
    match (context.connection_params or {}).get("ticket", "good"):
        case "good":
            return
        case "stolen":
            raise Forbidden
        case "none":
            raise Unauthenticated(Reason.TOKEN_MISSING)
        case _:
            raise RuntimeError(INNARDS)


def application(*, allow_queries_via_get: bool = True) -> FastAPI:
    schema = library(Masking, guard(Limits(), Documents()))
    router = GatewayRouter(schema, reader, admit=admit, allow_queries_via_get=allow_queries_via_get)
    return _protected(router)


def closed_application() -> FastAPI:
    """Everybody needs a token, which nobody has."""

    async def nobody() -> Reader:
        bearer(None)
        return Reader()

    app = _protected(GatewayRouter(library(Masking), nobody))
    app.add_api_route("/beside", nobody, response_model=None)
    return app


def broken_application() -> FastAPI:
    async def broken() -> Reader:
        raise RuntimeError(INNARDS)

    return _protected(GatewayRouter(library(Masking), broken))


def _protected(router: GatewayRouter[Reader]) -> FastAPI:
    app = FastAPI()
    app.include_router(router)
    app.add_exception_handler(Expected, answer_expected)
    app.add_exception_handler(Unauthenticated, answer_expected)
    app.add_middleware(BodyCap)
    app.add_middleware(RequestIds)
    return app


def client(app: FastAPI) -> AsyncClient:
    return AsyncClient(transport=ASGITransport(app), base_url="http://127.0.0.1")


class Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, lifespan="off"))
        self.ready = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


@asynccontextmanager
async def served(app: FastAPI) -> AsyncIterator[int]:
    """Serve on a free port of the loopback; give the port."""
    server = Server(app)
    running = asyncio.create_task(server.serve())
    try:
        await asyncio.wait_for(server.ready.wait(), timeout=10)
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        await running
