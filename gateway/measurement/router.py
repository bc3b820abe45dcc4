"""The endpoints of observations: a file of them goes in, or events of machines, and each one is answered."""

import asyncio
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import JSONResponse

from gateway.context import Backends
from gateway.evidence.incoming import Incoming, Lingering
from gateway.language import preferred
from gateway.masking.answers import answer_any
from gateway.masking.request_id import request_id
from gateway.measurement.delivery import SENTENCES
from gateway.measurement.measurements import measured
from gateway.measurement.uploading import FILES_AT_ONCE, ObservationsDesk, uploaded
from shared.events.tenants import Locale
from shared.eventstore.handle import Receipt
from shared.eventstore.handle import Request as Command
from shared.kernel.refusal import Refused
from shared.policy.sentences import sentence

UPLOADED: Final = "/observations"
"""The path whose bodies are bounded as they are read, and not held."""

BROKEN_RULE = 422
STATUS = {
    "ENGAGEMENT_NOT_FOUND": 404,
    "UPLOAD_TOO_LARGE": 413,
    "TOO_MANY_EVENTS": 413,
    "UPLOAD_FORMAT_NOT_TAKEN": 415,
    "EVENTS_NOT_TAKEN": 415,
    "TOO_MANY_UPLOADS": 503,
}


def observations_router(desk: ObservationsDesk) -> APIRouter:
    async def put(request: Request) -> Response:
        incoming = Incoming(request, desk.patience)
        try:
            return await uploaded(desk, request, incoming)
        except Exception as error:  # noqa: BLE001 - whatever it is, the client reads a code
            answer = refused(desk, request, error)
        return answer if incoming.ended else Lingering(answer, desk.largest)

    async def post(request: Request) -> Response:
        try:
            return await measured(desk, request)
        except Exception as error:  # noqa: BLE001 - likewise
            return refused(desk, request, error)

    router = APIRouter()
    router.add_api_route("/measurements", post, methods=["POST"], response_model=None)
    router.add_api_route(UPLOADED, put, methods=["PUT", "POST"], response_model=None)
    return router


def refused(desk: ObservationsDesk, request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        return answer_any(error)
    message = sentence(error, desk.told_in(request.headers.get("accept-language", "")), SENTENCES)
    extensions = {"code": error.code, "where": list(error.where), "requestId": request_id()}
    body = {"errors": [{"message": message, "extensions": extensions}]}
    return JSONResponse(body, status_code=STATUS.get(error.code, BROKEN_RULE))


def observations_desk(backends: Backends) -> ObservationsDesk:
    async def send(request: Command) -> Receipt:
        return await backends.taking(request.command).send(request)

    return ObservationsDesk(
        authenticate=backends.authenticate,
        readable=backends.engagement.readable,
        send=send,
        told_in=lambda accepted: preferred(accepted) or Locale.EN,
        tokens=backends.tokens,
        new_id=backends.new_id,
        free=asyncio.Semaphore(FILES_AT_ONCE),
    )
