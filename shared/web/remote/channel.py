"""Calls to another process over HTTP: pooled, bounded in time, and repeated, since each may be made twice.

A question changes nothing, a command carries its id, and a name is entered as it then stands.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import cycle
from typing import TypeAlias, TypeVar

import httpx
import structlog
from prometheus_client import Counter, Histogram

from shared.kernel.refusal import Refused
from shared.tracing import TRACEPARENT, traceparent
from shared.web.unavailable import TOO_SLOW, ServiceUnavailable, TooSlow

KEY_HEADER = "fairway-service-key"
CONNECT_WITHIN, ANSWER_WITHIN = 1.0, 10.0
KEPT_ALIVE = 3.0  # seconds; shorter than a server keeps a connection, or it would close what is about to be used
MOST_CONNECTIONS = 200
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
AWAY = frozenset({502, 503, 504})
REFUSED = 409

CALL_SECONDS = Histogram(
    "fairway_call_seconds",
    "How long another process took to answer.",
    ["process"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30),
)
CALLS_FAILED = Counter("fairway_calls_failed_total", "Calls that another process did not answer at all.", ["process"])

T = TypeVar("T")
Params: TypeAlias = Mapping[str, str | int | float]


class Connections(httpx.AsyncHTTPTransport):
    """A connection that is lost while it is made has no socket in uvloop, and asking that for its peer fails."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return await super().handle_async_request(request)
        except AttributeError as error:
            raise httpx.ConnectError("lost as it was made", request=request) from error


@asynccontextmanager
async def http_client() -> AsyncIterator[httpx.AsyncClient]:
    """One for a process, whatever it calls."""
    limits = httpx.Limits(max_connections=MOST_CONNECTIONS, keepalive_expiry=KEPT_ALIVE)
    async with httpx.AsyncClient(transport=Connections(limits=limits, trust_env=False), trust_env=False) as client:
        yield client


def refuses_nothing(_: bytes) -> Refused:
    raise LookupError("this process knows no rules")


class Channel:
    """To one process, of which several instances may run, each at an address of its own: they take turns."""

    def __init__(
        self,
        name: str,
        addresses: Sequence[str],
        key: str,
        http: httpx.AsyncClient,
        *,
        refused: Callable[[bytes], Refused] = refuses_nothing,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.name = name
        self._turns = cycle(addresses)
        self._instances = len(addresses)
        self._key = key
        self._http = http
        self._refused = refused
        self._sleep = sleep
        self._report = structlog.get_logger()

    async def call(
        self,
        path: str,
        read: Callable[[bytes], T],
        body: bytes | None = None,
        *,
        params: Params | None = None,
        longer: float = 0.0,
    ) -> T:
        """The answer as `read` makes it; without a body it is a GET. `longer`: what the other side may wait by intent.

        Raises Refused as it was raised there, TooSlow when the other side's database was, and
        ServiceUnavailable for whatever else goes wrong.
        """
        request = self._request(path, body, params, longer)
        for pause in PAUSES:
            for _ in range(self._instances):
                response = await self._tried(request, path)
                if response is not None:
                    return self._judged(response, path, read)
            await self._sleep(pause)
        raise self._unavailable(path, "away")

    async def waiting(self) -> Sequence[str]:
        """What the process waits for before it can answer: nothing, when it is ready."""
        headers, timeout = {KEY_HEADER: self._key}, httpx.Timeout(CONNECT_WITHIN)
        try:
            response = await self._http.get(f"{next(self._turns)}/readyz", headers=headers, timeout=timeout)
            waiting_for = [] if response.is_success else [str(each) for each in response.json()["waitingFor"]]
        except (httpx.HTTPError, ValueError, LookupError, TypeError):
            return [self.name]
        return [f"{self.name}: {each}" for each in waiting_for]

    def _request(
        self, path: str, body: bytes | None, params: Params | None, longer: float
    ) -> Callable[[str], httpx.Request]:
        headers = {KEY_HEADER: self._key, "content-type": "application/json"}
        if parent := traceparent():
            headers[TRACEPARENT] = parent
        timeout = httpx.Timeout(ANSWER_WITHIN, connect=CONNECT_WITHIN, read=ANSWER_WITHIN + longer)
        method = "GET" if body is None else "POST"

        def at(address: str) -> httpx.Request:
            url = f"{address}{path}"
            return self._http.build_request(method, url, content=body, params=params, headers=headers, timeout=timeout)

        return at

    async def _tried(self, request: Callable[[str], httpx.Request], path: str) -> httpx.Response | None:
        """None: the instance is away, and another call may find it or another one."""
        try:
            with CALL_SECONDS.labels(self.name).time():
                response = await self._http.send(request(next(self._turns)))
        except (httpx.ReadTimeout, httpx.WriteTimeout, httpx.PoolTimeout) as error:
            raise self._unavailable(path, type(error).__name__) from error
        except httpx.TransportError:
            return None
        return None if response.status_code in AWAY else response

    def _judged(self, response: httpx.Response, path: str, read: Callable[[bytes], T]) -> T:
        try:
            if response.status_code == httpx.codes.OK:
                return read(response.content)
            if response.status_code == REFUSED:
                raise self._refused(response.content)
            if response.status_code == TOO_SLOW:
                raise TooSlow
        except (ValueError, LookupError) as error:
            raise self._misunderstood(response, path) from error
        raise self._misunderstood(response, path)

    def _unavailable(self, path: str, error: str) -> ServiceUnavailable:
        CALLS_FAILED.labels(self.name).inc()
        self._report.warning("service_unavailable", service=self.name, call=path, error=error)
        return ServiceUnavailable(self.name)

    def _misunderstood(self, response: httpx.Response, path: str) -> ServiceUnavailable:
        """Somebody put together what does not fit: other versions, another key."""
        CALLS_FAILED.labels(self.name).inc()
        self._report.error("service_misunderstood", service=self.name, call=path, status=response.status_code)
        return ServiceUnavailable(self.name)
