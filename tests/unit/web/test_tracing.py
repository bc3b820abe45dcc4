"""Traces: who calls names the trace, we go on with it, tell it in our logs and hand it to others."""

import re

import httpx
import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode, Tracer
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from shared.tracing import Traced, collector, span, stamped, traceparent, tracing

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CALLER = f"00-{TRACE}-00f067aa0ba902b7-01"
MALFORMED = ("", "00", f"00-{TRACE}", f"zz-{TRACE}-00f067aa0ba902b7-01", "0" * 600, f"00-{'0' * 32}-{'0' * 16}-01")


async def told(_: Request) -> Response:
    return JSONResponse({"traceparent": traceparent(), "log": dict(stamped(None, "", {}))})


async def failing(_: Request) -> Response:
    return Response(status_code=503)


async def asked(tracer: Tracer, path: str, given: str | None = None) -> httpx.Response:
    app = Traced(Starlette(routes=[Route("/told", told), Route("/failing", failing)]), tracer)
    headers = {} if given is None else {"traceparent": given}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway") as client:
        return await client.get(path, headers=headers)


def finished(exporter: InMemorySpanExporter) -> tuple[ReadableSpan, ...]:
    return exporter.get_finished_spans()


async def test_a_request_goes_on_with_the_trace_of_its_caller() -> None:
    with tracing("gateway", None) as tracer:
        said = (await asked(tracer, "/told", CALLER)).json()

    assert said["traceparent"].startswith(f"00-{TRACE}-")
    assert said["traceparent"] != CALLER
    assert said["log"]["trace_id"] == TRACE
    assert said["traceparent"].split("-")[2] == said["log"]["span_id"]


@pytest.mark.parametrize("given", MALFORMED)
async def test_a_malformed_traceparent_begins_a_new_trace(given: str) -> None:
    with tracing("gateway", None) as tracer:
        said = (await asked(tracer, "/told", given)).json()

    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-0[02]", said["traceparent"])
    assert TRACE not in said["traceparent"]


def test_outside_of_a_span_nothing_is_told() -> None:
    assert traceparent() is None
    assert stamped(None, "", {"event": "x"}) == {"event": "x"}


async def test_spans_are_sent_with_the_name_of_the_process_and_how_the_request_ended() -> None:
    exporter = InMemorySpanExporter()
    with tracing("engagement", exporter) as tracer:
        await asked(tracer, "/failing")

    (sent,) = finished(exporter)
    assert sent.name == "GET /failing"
    assert sent.kind is SpanKind.SERVER
    assert sent.resource.attributes["service.name"] == "fairway-engagement"
    assert sent.status.status_code is StatusCode.ERROR
    assert sent.attributes is not None
    assert sent.attributes["http.response.status_code"] == 503


def test_work_goes_on_under_the_trace_that_an_event_carries() -> None:
    with tracing("engagement", None) as tracer, span(tracer, "project", SpanKind.CONSUMER, CALLER):
        assert (traceparent() or "").startswith(f"00-{TRACE}-")
    assert traceparent() is None


def test_without_an_address_there_is_no_collector() -> None:
    assert collector(None) is None
    assert collector("http://127.0.0.1:4318/v1/traces") is not None
