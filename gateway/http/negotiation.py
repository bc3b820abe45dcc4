"""Which media type the answer has, and which status that media type asks for."""

from collections.abc import Sequence

from graphql import GraphQLError
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from gateway.masking.shown import INVALID, Shown

GRAPHQL_RESPONSE = "application/graphql-response+json"
JSON = "application/json"
OK = 200
SERVER_ERROR = 500
LEAST_QUALITY = 0.001


def refuse(request: Request, errors: Sequence[GraphQLError]) -> None:
    """Note that the whole request was refused, and why."""
    request.state.refused = list(errors)


def worded(connection: HTTPConnection, language: str) -> None:
    """Note the language of the sentences in the answer."""
    connection.state.language = language


def negotiated(request: Request, response: Response) -> Response:
    """Under `application/json` an invalid document is answered with 200: older clients read no other answer."""
    if response.headers.get("content-type", "").split(";")[0] != JSON:
        return response
    refused: Sequence[GraphQLError] = getattr(request.state, "refused", [])
    modern = _wants_graphql_response(request.headers.getlist("accept"))
    if modern:
        response.headers["content-type"] = f"{GRAPHQL_RESPONSE}; charset=utf-8"
    if language := getattr(request.state, "language", None):
        response.headers["content-language"] = language
    if refused:
        gravest = max(refused, key=_status)
        lenient = not modern and all((error.extensions or {}).get("code") == INVALID for error in refused)
        response.status_code = OK if lenient else _status(gravest)
        response.headers.update(gravest.headers if isinstance(gravest, Shown) else {})
    return response


def _status(error: GraphQLError) -> int:
    return error.status if isinstance(error, Shown) else SERVER_ERROR


def _wants_graphql_response(accept: list[str]) -> bool:
    quality = _qualities(",".join(accept))
    return quality.get(GRAPHQL_RESPONSE, 0.0) >= max(quality.get(JSON, 0.0), LEAST_QUALITY)


def _qualities(accept: str) -> dict[str, float]:
    ranges = (part.lower().split(";") for part in accept.split(","))
    return {media.strip(): _quality(parameters) for media, *parameters in ranges}


def _quality(parameters: list[str]) -> float:
    given = [value for name, _, value in (one.strip().partition("=") for one in parameters) if name == "q"]
    try:
        return float(given[0]) if given else 1.0
    except ValueError:
        return 0.0
