"""`make up` starts PostgreSQL, Kafka and every process twice, brings back what dies, and `make down` leaves nothing."""

import os
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from shared.transport.topics import EVENTS
from tests.acceptance.native.here import CHILDREN, INSTANCES, NEXT_INSTANCE, Here, free, lives, until

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
CALLER = f"00-{TRACE}-00f067aa0ba902b7-01"
REGISTER = """mutation {
  registerPilot(input: {name: "Triage", purpose: "Sort", runBy: OWN_TEAM, startedOn: "2026-05-04"}) {
    pilot { name } rejection { code }
  }
}"""


@pytest_asyncio.fixture(scope="module")
async def here(tmp_path_factory: pytest.TempPathFactory, broker: str) -> AsyncIterator[Here]:
    assert broker  # a machine that cannot run the session's cannot run this one's
    found = Here(tmp_path_factory.mktemp("native"))
    try:
        code, found.said = await found.fairway("start", "--instances", str(INSTANCES))
        assert code == 0, found.said
        yield found
    finally:
        code, said = await found.fairway("stop")
    assert code == 0, said
    ports = [port for first in found.ports.values() for port in (first, first + NEXT_INSTANCE)]
    assert [port for port in ports if not free(port)] == []
    assert [pid for name in CHILDREN for pid in found.started(name) if lives(pid)] == []


async def test_a_mutation_is_recorded_and_read(here: Here) -> None:
    assert await here.ask(REGISTER) == {"data": {"registerPilot": {"pilot": {"name": "Triage"}, "rejection": None}}}


async def test_whoever_is_killed_begins_anew_and_meanwhile_the_other_instance_answers(here: Here) -> None:
    killed = here.started("engagement-1")[-1]
    os.kill(killed, signal.SIGKILL)
    assert "errors" not in await here.ask(REGISTER)

    port = here.ports["FAIRWAY_ENGAGEMENT_PORT"]
    assert await until(lambda: here.started("engagement-1")[-1] != killed and not free(port))
    assert "errors" not in await here.ask(REGISTER)


async def test_the_trace_of_a_request_goes_on_to_whoever_reads_the_event(here: Here) -> None:
    await here.ask(REGISTER, traceparent=CALLER)

    headers = await here.headers(EVENTS.name, lambda found: TRACE in found.get("ce_traceparent", b"").decode())
    assert headers["ce_type"] == b"com.fairway.pilot.registered.v1"
    assert headers["ce_traceparent"].decode() != CALLER  # a span of ours under the trace of the caller


async def test_a_second_start_says_who_runs(here: Here) -> None:
    code, said = await here.fairway("start")
    assert code == 1
    assert said.startswith("Fairway's processes already run on ")
