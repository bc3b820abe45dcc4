"""The same over Kafka: the ledger's relay tells the services, which say so if it is away, and go on without it."""

from collections.abc import Callable
from pathlib import Path

import httpx

from shared.transport.topics import ensure
from tests.acceptance.api.running import running_processes
from tests.acceptance.api.story import registered_pilot
from tests.acceptance.api.test_walk import test_a_pilot_goes_all_the_way_to_its_close_out_report_and_beyond as walk
from tests.broker import running_broker
from tests.conftest import FreshDatabase
from tests.processes import processes

SIGNING_KEY = "the key that the records of a test are signed with"


def waits_for(*names: str) -> Callable[[httpx.Response], bool]:
    """The process answers, and waits for just these."""
    return lambda ready: ready.is_success and ready.json()["waitingFor"] == list(names)


def has_taken(records: int) -> Callable[[httpx.Response], bool]:
    """The process took so many records of ours from Kafka."""

    def enough(metrics: httpx.Response) -> bool:
        lines = (line for line in metrics.text.splitlines() if line.startswith("fairway_kafka_records_total"))
        return sum(float(line.split()[-1]) for line in lines) >= records

    return enough


async def test_a_story_over_kafka_goes_on_when_kafka_is_gone(fresh_database: FreshDatabase, tmp_path: Path) -> None:
    async with running_broker(tmp_path / "kafka") as broker:
        await ensure(broker.address)
        async with (
            fresh_database() as database,
            processes(database, tmp_path, FAIRWAY_KAFKA=broker.address, FAIRWAY_SIGNING_KEY=SIGNING_KEY) as found,
        ):
            engagement, ledger, _ = await found.all("engagement", "ledger", "gateway")
            await engagement.says("/readyz", waits_for())
            async with running_processes(found, database) as running:
                desk = await running.tenancy()
                await walk(desk)
                await engagement.says("/metrics", has_taken(await desk.head()))
                await broker.kill()
                await registered_pilot(desk, "Without Kafka")
                await ledger.says("/readyz", waits_for("Kafka"))
            assert [await each.end() for each in (engagement, ledger)] == [0, 0]
