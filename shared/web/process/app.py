"""The web application of a process: its health, its metrics, and what it offers behind the key."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.web.process.admission import ServiceKey
from shared.web.process.answers import Declined, Judging, judged
from shared.web.process.wanting import Waiting

MOST_BYTES = 8_000_000
LONGEST_LENGTH = 15

T = TypeVar("T")


@record
class Served:
    """An application with what tells those who wait in it that the process is about to end."""

    app: FastAPI
    stopping: asyncio.Event


def application(name: str, key: str, waiting: Waiting) -> FastAPI:
    """Without anything to call yet. `waiting` says what the process waits for."""
    app = FastAPI(title=f"Fairway {name}", docs_url=None, redoc_url=None)
    app.add_api_route("/healthz", healthy, methods=["GET"])
    app.add_api_route("/readyz", readiness(waiting), methods=["GET"])
    app.add_api_route("/metrics", metrics, methods=["GET"])
    for kind in (Refused, Declined, RequestValidationError, ValidationError, HTTPException):
        app.add_exception_handler(kind, judged)
    app.add_middleware(Judging)
    app.add_middleware(ServiceKey, key=key)
    return app


async def healthy() -> dict[str, str]:
    return {"status": "ok"}


def readiness(waiting: Waiting) -> Callable[[], Awaitable[JSONResponse]]:
    """Whether calls can be answered, and if not, what is waited for."""

    async def ready() -> JSONResponse:
        found = await waiting()
        status = {"status": "waiting" if found.needed else "ready", "waitingFor": [*found.needed, *found.useful]}
        return JSONResponse(status, status_code=503 if found.needed else 200)

    return ready


async def metrics() -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def body_of(request: Request) -> bytes:
    """At most so many bytes: by what it says of its length, and otherwise as they come in."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and (len(announced) > LONGEST_LENGTH or int(announced) > MOST_BYTES):
        raise Declined(413, "BODY_TOO_LARGE")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise Declined(413, "BODY_TOO_LARGE")
    return bytes(body)


def read(form: Callable[[bytes], T], body: bytes) -> T:
    """What the body holds. Raises Declined where it is not that."""
    try:
        return form(body)
    except ValidationError:
        raise
    except ValueError as error:
        raise Declined(422, "MALFORMED", [str(error)]) from error


async def unless(stopping: asyncio.Event, work: Coroutine[Any, Any, T], otherwise: T) -> T:
    """What comes of waiting, or `otherwise` as soon as the process is about to end."""
    waiting, ending = asyncio.ensure_future(work), asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait({waiting, ending}, return_when=asyncio.FIRST_COMPLETED)
        return await waiting if waiting.done() else otherwise
    finally:
        waiting.cancel()
        ending.cancel()
