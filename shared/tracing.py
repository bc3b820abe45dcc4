"""Traces in W3C trace context: one id from the request through the log and the transport to whoever reads the event."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.sdk.trace.sampling import ALWAYS_OFF, ALWAYS_ON, ParentBased
from opentelemetry.trace import SpanKind, Tracer, get_current_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from opentelemetry.trace.status import StatusCode
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TRACEPARENT = "traceparent"
SERVER_ERROR = 500
W3C = TraceContextTextMapPropagator()


@contextmanager
def tracing(process: str, exporter: SpanExporter | None) -> Iterator[Tracer]:
    """What the process makes its spans with. Without an exporter the ids go on and nothing else is recorded."""
    resource = Resource.create({SERVICE_NAME: f"fairway-{process}"})
    sampler = ParentBased(ALWAYS_ON if exporter else ALWAYS_OFF)
    provider = TracerProvider(sampler=sampler, resource=resource, shutdown_on_exit=False)
    if exporter:
        provider.add_span_processor(BatchSpanProcessor(exporter))
    try:
        yield provider.get_tracer("fairway")
    finally:
        provider.shutdown()


def collector(endpoint: str | None) -> SpanExporter | None:
    """A collector that takes OTLP over HTTP at this address, `…/v1/traces`."""
    return OTLPSpanExporter(endpoint=endpoint) if endpoint else None


def traceparent() -> str | None:
    """The span at hand as others are told of it; None outside of any."""
    span = get_current_span().get_span_context()
    if not span.is_valid:
        return None
    return f"00-{span.trace_id:032x}-{span.span_id:016x}-{span.trace_flags:02x}"


@contextmanager
def span(tracer: Tracer, name: str, kind: SpanKind, parent: str | None) -> Iterator[None]:
    """Work that goes on where `parent`, a traceparent from outside, left off; a malformed one begins anew."""
    carrier = {TRACEPARENT: parent} if parent else {}
    with tracer.start_as_current_span(name, context=W3C.extract(carrier), kind=kind):
        yield


def stamped(_logger: object, _method: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    """Put the ids of the span at hand into a line of the log."""
    span = get_current_span().get_span_context()
    if span.is_valid:
        event["trace_id"] = f"{span.trace_id:032x}"
        event["span_id"] = f"{span.span_id:016x}"
    return event


class Traced:
    """Every request is a span, under the trace that its caller names."""

    def __init__(self, app: ASGIApp, tracer: Tracer) -> None:
        self._app = app
        self._tracer = tracer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                _note(message["status"])
            await send(message)

        name = f"{scope.get('method', 'WEBSOCKET')} {scope['path']}"
        with span(self._tracer, name, SpanKind.SERVER, Headers(scope=scope).get(TRACEPARENT)):
            await self._app(scope, receive, noted)


def _note(status: int) -> None:
    current = get_current_span()
    current.set_attribute("http.response.status_code", status)
    if status >= SERVER_ERROR:
        current.set_status(StatusCode.ERROR)
