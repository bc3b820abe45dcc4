"""A route that answers with a code whatever is refused on the way to the schema."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response

from gateway.http.negotiation import negotiated
from gateway.masking.answers import answer_any


class CodedRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def coded(request: Request) -> Response:
            try:
                response = await handle(request)
            except Exception as error:  # noqa: BLE001 - whatever it is, the client reads no more than a code
                response = answer_any(error)
            return negotiated(request, response)

        return coded
