"""Logs are one JSON object a line, whoever wrote them, and carry the trace that they belong to."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from opentelemetry.trace import SpanKind

from shared.observability import configure_logs
from shared.tracing import span, tracing

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    level, handlers = root.level, root.handlers[:]
    yield
    structlog.reset_defaults()
    root.setLevel(level)
    root.handlers[:] = handlers


def written(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_our_lines_and_those_of_libraries_read_alike(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    structlog.get_logger().info("ours", tenant="t")
    logging.getLogger("aiokafka").warning("theirs %d\nforged", 1)

    ours, theirs = written(capsys)
    assert (ours["event"], ours["tenant"], ours["level"]) == ("ours", "t", "info")
    assert (theirs["event"], theirs["logger"], theirs["level"]) == ("theirs 1\nforged", "aiokafka", "warning")
    assert ours.keys() & theirs.keys() >= {"timestamp", "level", "event"}


def test_what_is_below_the_level_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("error")
    structlog.get_logger().warning("ours")
    logging.getLogger("aiokafka").warning("theirs")

    assert written(capsys) == []


@pytest.mark.parametrize(("level", "told"), [("info", 0), ("debug", 1)])
def test_what_libraries_tell_of_their_daily_work_is_for_debugging(
    level: str, told: int, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs(level)
    logging.getLogger("httpx").info("HTTP Request")

    assert len(written(capsys)) == told


def test_a_line_within_a_span_carries_its_ids(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    parent = f"00-{TRACE}-00f067aa0ba902b7-01"
    with tracing("ledger", None) as tracer, span(tracer, "relay", SpanKind.PRODUCER, parent):
        structlog.get_logger().info("ours")
        logging.getLogger("aiokafka").warning("theirs")

    assert {line["trace_id"] for line in written(capsys)} == {TRACE}


def test_a_traceback_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("info")
    logging.getLogger("uvicorn.error").error("it failed", exc_info=ValueError("broken"))

    (line,) = written(capsys)
    assert "ValueError: broken" in str(line["exception"])
