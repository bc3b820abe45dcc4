"""What a process answers: JSON, and for whatever goes wrong a code; never a traceback, and no word of the insides."""

from collections.abc import Sequence
from http import HTTPStatus

import asyncpg
import orjson
import structlog
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from shared.eventstore.log import OutcomeUnknown
from shared.kernel.refusal import Refused
from shared.projecting.connections import FAILURES
from shared.projecting.failures import NotServing
from shared.web.unavailable import TOO_SLOW
from shared.web.wire import refusal

AWAY = (*FAILURES, OutcomeUnknown, NotServing, TimeoutError)
OURS = (asyncpg.SyntaxOrAccessError, asyncpg.DataError, asyncpg.IntegrityConstraintViolationError)
"""What the database refuses for good: to ask again would not help."""

MOST_PROBLEMS = 20


class Declined(Exception):
    """The call cannot be carried out as it is; the code says why."""

    def __init__(self, status: int, code: str, problems: Sequence[str] = ()) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.problems = problems


def answer(content: bytes, status: int = 200) -> Response:
    return Response(content, status, media_type="application/json")


def coded(status: int, code: str, problems: Sequence[str] = ()) -> Response:
    return answer(orjson.dumps({"code": code, "problems": list(problems)}), status)


def problems(error: ValidationError | RequestValidationError) -> list[str]:
    """Where something is wrong and what, without what was sent."""
    return [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()[:MOST_PROBLEMS]]


async def judged(_: Request, error: Exception) -> Response:
    """The answer that an exception amounts to."""
    match error:
        case Refused():
            return answer(refusal(error), 409)
        case Declined():
            return coded(error.status, error.code, error.problems)
        case RequestValidationError() | ValidationError():
            return coded(422, "MALFORMED", problems(error))
        case asyncpg.QueryCanceledError():
            return coded(TOO_SLOW, "TOO_SLOW")
        case HTTPException():
            return coded(error.status_code, HTTPStatus(error.status_code).name)
        case _:
            return _failed(error)


def _failed(error: Exception) -> Response:
    if isinstance(error, AWAY) and not isinstance(error, OURS):
        structlog.get_logger().warning("store_away", error=type(error).__name__)
        return coded(503, "UNAVAILABLE")
    structlog.get_logger().error("unexpected_error", exc_info=error)
    return coded(500, "INTERNAL")


class Judging:
    """Whatever no handler took ends here as an answer, where nothing was answered yet."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception as error:  # noqa: BLE001 - no error of any kind leaves a process as it is
            response = await judged(Request(scope), error)
            await response(scope, receive, send)
