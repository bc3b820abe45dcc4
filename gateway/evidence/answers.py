"""What whoever sends a file reads when it is refused: a code, a sentence, and what to blame."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gateway.evidence.desk import EvidenceDesk
from gateway.masking.answers import answer_any
from gateway.masking.request_id import request_id
from services.gates.contracts.evidence import (
    ArtefactTooLarge,
    EngagementNotFound,
    EvidenceNotFound,
    MediaTypeNotTaken,
)
from shared.kernel.refusal import IdempotencyKeyReused, NotPermitted, Refused, TooMuchContention

LONGEST_MESSAGE = 2_000
STATUS: dict[type[Refused], int] = {
    NotPermitted: 403,
    EngagementNotFound: 404,
    EvidenceNotFound: 404,
    IdempotencyKeyReused: 409,
    ArtefactTooLarge: 413,
    MediaTypeNotTaken: 415,
    TooMuchContention: 503,
}
BROKEN_RULE = 422


def refused(desk: EvidenceDesk, request: Request, error: Exception) -> Response:
    if not isinstance(error, Refused):
        return answer_any(error)
    message = desk.sentence(error, request.headers.get("accept-language", ""))[:LONGEST_MESSAGE]
    extensions = {"code": error.code, "where": list(error.where), "requestId": request_id()}
    body = {"errors": [{"message": message, "extensions": extensions}]}
    return JSONResponse(body, status_code=STATUS.get(type(error), BROKEN_RULE))
