"""A file as it comes in over HTTP: piece by piece, each examined, and none waited for without end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Protocol

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gateway.body import LINGER_SECONDS, discard
from gateway.evidence.desk import Patience
from gateway.masking import Expected


class UploadTooSlow(Expected):
    """The file came too slowly: nothing was kept, send it again."""

    status = 408


class UploadCutOff(Expected):
    """The file broke off: nothing was kept, send it again."""


class Examining(Protocol):
    """Looks at what comes in. Both raise Refused, or Expected."""

    def take(self, piece: bytes) -> None: ...

    def end(self) -> None: ...


class Incoming:
    """`ended`: the client has nothing more to say."""

    def __init__(self, request: Request, patience: Patience) -> None:
        self._pieces = request.stream()
        self._patience = patience
        self.ended = False

    async def examined(self, examination: Examining) -> AsyncIterator[bytes]:
        """Raises Refused or Expected where the file is not to be kept, at the latest after its last piece."""
        clock = asyncio.get_running_loop().time
        deadline = clock() + self._patience.whole
        while (piece := await self._next(deadline - clock())) is not None:
            examination.take(piece)
            yield piece
        examination.end()

    async def _next(self, seconds: float) -> bytes | None:
        try:
            async with asyncio.timeout(min(seconds, self._patience.piece)):
                return await anext(self._pieces)
        except StopAsyncIteration:
            self.ended = True
            return None
        except TimeoutError:
            raise UploadTooSlow from None
        except ClientDisconnect:
            self.ended = True
            raise UploadCutOff from None


class Lingering(Response):
    """Answers at once, then lets the client finish for a while: who is cut off in mid-sentence reads no answer.

    Of what still comes `most` bytes are passed over.
    """

    def __init__(self, answer: Response, most: int) -> None:
        self._answer, self._most = answer, most
        answer.headers["connection"] = "close"
        super().__init__(status_code=answer.status_code)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        answer = self._answer
        await send({"type": "http.response.start", "status": answer.status_code, "headers": answer.raw_headers})
        await send({"type": "http.response.body", "body": answer.body, "more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER_SECONDS):
                await discard(receive, self._most)
        await send({"type": "http.response.body", "body": b""})
