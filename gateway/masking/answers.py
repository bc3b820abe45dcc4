"""HTTP answers for requests that are refused before GraphQL sees them."""

from collections.abc import Mapping

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gateway.masking.expected import AddressUnknown, Expected, Internal, MethodNotAllowed, expected
from gateway.masking.request_id import request_id

NOT_ROUTED: Mapping[int, type[Expected]] = {404: AddressUnknown, 405: MethodNotAllowed}

log = structlog.get_logger(__name__)


def answer(error: Expected) -> JSONResponse:
    """Say it in the shape of a GraphQL answer, so that a client needs one way to read errors."""
    extensions = {**error.details, "code": error.code, "requestId": request_id()}
    body = {"errors": [{"message": str(error), "extensions": extensions}]}
    return JSONResponse(body, status_code=error.status, headers=error.headers)


def answer_any(error: Exception) -> JSONResponse:
    """Say what the caller may know, and log the rest with its traceback."""
    known = expected(error)
    if known is None:
        log.error("unexpected_error", request_id=request_id(), exc_info=error)
    return answer(known or Internal())


async def answer_expected(_: Request, error: Exception) -> Response:
    """Handle what a route beside GraphQL refuses: `app.add_exception_handler(Expected, answer_expected)`."""
    return answer_any(error)


async def answer_http(_: Request, error: Exception) -> Response:
    """Handle what no route took."""
    known = NOT_ROUTED.get(error.status_code) if isinstance(error, HTTPException) else None
    response = answer_any(error if known is None else known())
    if isinstance(error, HTTPException):
        response.headers.update(error.headers or {})
    return response
