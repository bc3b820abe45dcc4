"""Who was away catches up by itself: Kafka under load, and a service while others recorded a lot."""

import asyncio
from datetime import date
from pathlib import Path
from uuid import UUID, uuid5

import asyncpg
import pytest
from uuid_utils.compat import uuid7

from services.engagement.contract import DECIDERS, RegisterPilot
from shared.events.pilots import RunBy
from shared.eventstore.handle import Handler, Request
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.transport.topics import ensure
from shared.web.service import by_command
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.running import running_processes
from tests.acceptance.distributed.test_dying import WRITERS, nothing_lost, several
from tests.acceptance.distributed.writers import Writer
from tests.broker import running_broker
from tests.conftest import FreshDatabase
from tests.database import Database
from tests.integration.chaos.pulse import Pulse
from tests.processes import processes

SIGNING_KEY = "the key that the records of a test are signed with"
A_MINUTE, HALF_A_MINUTE = 60.0, 30.0
FEW, MANY = 300, 20_000
AT_ONCE = 16
REACHED = "select count(*) = 2 and min(seq) >= $2 from ledger.relay_checkpoint where tenant_id = $1"


async def relayed(database: Database, tenant: UUID, seq: int) -> None:
    """Until every topic has the tenant's events up to the position."""
    connection = await asyncpg.connect(database.superuser)
    try:
        while not await connection.fetchval(REACHED, tenant, seq):
            pass
    finally:
        await connection.close()


@pytest.mark.soak
async def test_after_a_minute_without_kafka_under_load_all_is_sent_within_half_a_minute(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    async with running_broker(tmp_path / "kafka") as broker, fresh_database() as database:
        await ensure(broker.address)
        over_kafka = processes(database, tmp_path, FAIRWAY_KAFKA=broker.address, FAIRWAY_SIGNING_KEY=SIGNING_KEY)
        async with over_kafka as found:
            await found.all("engagement", "ledger", "gateway")
            async with running_processes(found, database) as running:
                desk, pulse, loop = await running.tenancy(), Pulse(), asyncio.get_running_loop()
                writers = [Writer(desk=desk, name=f"writer {number}", pulse=pulse) for number in range(WRITERS)]
                working = [asyncio.create_task(writer.work()) for writer in writers]
                await pulse.at(200)
                await broker.kill()
                back = loop.time() + A_MINUTE
                while loop.time() < back:
                    await pulse.at(pulse.beats + 1)
                async with running_broker(tmp_path / "kafka", broker.port):
                    behind, began = await desk.head(), loop.time()
                    async with asyncio.timeout(HALF_A_MINUTE):
                        await relayed(database, desk.tenant, behind)
                    took = loop.time() - began
                    for writer in writers:
                        writer.stop()
                    await asyncio.gather(*working)
                    await running.caught_up(desk.tenant)
                    await nothing_lost(desk, writers)
                print(f"up to event {behind} {took:.1f} s after Kafka was back")  # noqa: T201 - shown by -s


@pytest.mark.parametrize("pilots", [FEW, pytest.param(MANY, marks=pytest.mark.soak)])
async def test_a_service_that_was_away_catches_up_with_all_that_was_recorded_meanwhile(
    fresh_database: FreshDatabase, tmp_path: Path, pilots: int
) -> None:
    async with several(fresh_database, tmp_path, 1) as (found, running):
        desk, loop = await running.tenancy(), asyncio.get_running_loop()
        service = next(each for each in found.started if each.name == "engagement")
        await service.kill()
        await recorded(running.database, desk, pilots)
        began = loop.time()
        again = await found.start("engagement", service.port)
        await again.ready()
        head = (await running.fairway.ledger.head(desk.tenant)).seq
        async with asyncio.timeout(2 * A_MINUTE):
            while (await running.fairway.service.position(desk.tenant)).seq < head:
                pass
        print(f"{pilots} events {loop.time() - began:.1f} s after its start")  # noqa: T201 - shown by -s
        assert (await desk.ask("{ pilots(first: 1) { totalCount } }"))["pilots"]["totalCount"] == min(pilots, 1_000)


async def recorded(database: Database, desk: Desk, pilots: int) -> None:
    """By the service's own rules and role, in another process than its own."""
    async with await open_pool(database.dsn("engagement")) as pool:
        handler, decider = Handler(PostgresLog(pool), uuid7), by_command(DECIDERS)[RegisterPilot]
        person = desk.tenancy.person("engagement_lead")

        async def one(number: int) -> None:
            command = RegisterPilot(
                pilot_id=uuid5(desk.tenant, f"pilot {number}"),
                name=f"Pilot {number}",
                purpose="Sort",
                run_by=RunBy.OWN_TEAM,
                vendor=None,
                started_on=date(2026, 1, 12),
            )
            command_id = uuid5(desk.tenant, f"command {number}")
            request = Request(tenant=desk.tenant, person=person, command_id=command_id, command=command)
            await handler.handle(decider, request)

        for first in range(0, pilots, AT_ONCE):
            await asyncio.gather(*(one(number) for number in range(first, min(first + AT_ONCE, pilots))))
