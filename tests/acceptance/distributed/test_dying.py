"""A process is killed under load, or one of two: whoever writes loses nothing, and nothing is written twice."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.running import Running, running_processes
from tests.acceptance.api.story import started_engagement
from tests.acceptance.distributed.writers import Writer, shown
from tests.conftest import FreshDatabase
from tests.integration.chaos.pulse import Pulse
from tests.processes import Processes, processes

WRITERS, STEPS = 6, 40
"""Writers, and how many commands are done between one blow and the next."""


@asynccontextmanager
async def several(fresh: FreshDatabase, folder: Path, engagements: int) -> AsyncIterator[tuple[Processes, Running]]:
    async with fresh() as database, processes(database, folder, engagements=engagements) as found:
        services = [await found.start("engagement", port) for port in found.plan.services]
        others = [await found.start(name) for name in ("gates", "measurement", "ledger", "gateway")]
        await asyncio.gather(*(each.ready() for each in (*services, *others)))
        async with running_processes(found, database) as running:
            yield found, running


async def nothing_lost(desk: Desk, writers: Sequence[Writer]) -> None:
    """Each command that was answered is there once; the positions tell that none is there that nobody gave."""
    given = Counter(pilot for writer in writers for pilot in writer.written)
    found = Counter({pilot: number for pilot, number in (await shown(desk)).items() if pilot in given})
    assert found == given
    positions = [position for writer in writers for position in writer.positions]
    assert len(positions) == len(set(positions))


OTHERS = [pytest.param(each, marks=pytest.mark.soak) for each in ("engagement", "ledger")]


@pytest.mark.parametrize("victim", ["gateway", *OTHERS])
async def test_a_process_that_is_killed_under_load_loses_nothing(
    fresh_database: FreshDatabase, tmp_path: Path, victim: str
) -> None:
    async with several(fresh_database, tmp_path, 1) as (found, running):
        desk, pulse = await running.tenancy(), Pulse()
        writers = [Writer(desk=desk, name=f"writer {number}", pulse=pulse) for number in range(WRITERS)]
        working = [asyncio.create_task(writer.work()) for writer in writers]
        await pulse.at(STEPS)
        struck = next(each for each in found.started if each.name == victim)
        await struck.kill()
        again = await found.start(victim, struck.port)
        await again.ready()
        await pulse.at(pulse.beats + STEPS)
        for writer in writers:
            writer.stop()
        await asyncio.gather(*working)
        await running.caught_up(desk.tenant)
        await nothing_lost(desk, writers)


async def test_of_two_services_side_by_side_either_may_die(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    async with several(fresh_database, tmp_path, 2) as (found, running):
        desk, pulse = await running.tenancy(), Pulse()
        writers = [Writer(desk=desk, name=f"writer {number}", pulse=pulse) for number in range(WRITERS)]
        working = [asyncio.create_task(writer.work()) for writer in writers]
        one, other = (each for each in found.started if each.name == "engagement")
        for victim in (one, other):
            await pulse.at(pulse.beats + STEPS)
            await victim.kill()
            await pulse.at(pulse.beats + STEPS)
            again = await found.start("engagement", victim.port)
            await again.ready()
        for writer in writers:
            writer.stop()
        await asyncio.gather(*working)
        assert sum(writer.unanswered for writer in writers) < WRITERS  # one may wait too long on a loaded machine
        await running.caught_up(desk.tenant)
        await nothing_lost(desk, writers)


async def test_a_service_that_is_away_is_told_as_that_and_the_rest_goes_on(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    async with several(fresh_database, tmp_path, 1) as (found, running):
        desk = await running.tenancy()
        service = next(each for each in found.started if each.name == "engagement")
        await service.kill()
        response = await desk.post("{ tenant { name } }", by=Role.AUDITOR)
        assert response.status_code == httpx.codes.SERVICE_UNAVAILABLE
        (error,) = response.json()["errors"]
        assert (error["extensions"]["code"], error["extensions"]["service"]) == ("SERVICE_UNAVAILABLE", "engagement")
        ready = await running.http.get("/readyz")
        assert (ready.status_code, ready.json()["waitingFor"]) == (503, ["engagement"])
        assert (await running.http.get("/healthz")).status_code == httpx.codes.OK
        again = await found.start("engagement", service.port)
        await again.ready()
        assert (await desk.ask("{ tenant { name } }"))["tenant"]["name"] == "Northern Benefits"
        await only_the_decisions_are_missing(found, running, desk)


async def only_the_decisions_are_missing(found: Processes, running: Running, desk: Desk) -> None:
    """Without the gates service: all else is told, the past too, and the gateway is ready."""
    engagement = await started_engagement(desk)
    stages, head = f'engagement(id: "{engagement}") {{ stages {{ stage decisions {{ id }} }} }}', await desk.head()
    service = next(each for each in found.started if each.name == "gates")
    assert (await desk.ask(f"{{ {stages} }}"))["engagement"]["stages"][0]["decisions"] == []
    await service.kill()
    for asked in (f"{{ {stages} }}", f"{{ asOf(seq: {head}) {{ {stages} }} }}"):
        answer = (await desk.post(asked)).json()
        told = answer["data"].get("asOf", answer["data"])["engagement"]["stages"]
        assert (told[0]["stage"], told[0]["decisions"]) == ("ASSESSMENT", None)
        assert {error["extensions"]["service"] for error in answer["errors"]} == {"gates"}
    views = (await desk.post("{ services { service } }")).json()
    assert views["data"]["services"] == [{"service": "engagement"}, None, {"service": "measurement"}]
    ready = await running.http.get("/readyz")
    assert (ready.status_code, ready.json()) == (200, {"status": "ready", "waitingFor": ["gates"]})
