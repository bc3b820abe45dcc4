"""As `visible`, where gateway, services and ledger are processes of their own and Kafka carries the hints.

10 commands a second: the processes, the broker and PostgreSQL take 50 to 75 ms of processor time for each, which leaves
two processors more than half of theirs. More than they can bear would measure a queue.
"""

import tempfile
from pathlib import Path

from deploy.kafka.broker import start
from shared.events.people import Role
from shared.transport.topics import ensure
from tests.acceptance.api.running import running_processes
from tests.bench import visible
from tests.bench.measure import Measure
from tests.bench.served import Served
from tests.database import installed_database
from tests.processes import processes

NAME = "through Kafka"
PER_SECOND, COMMANDS = 10, 200
SIGNING_KEY = "the key that the records of the bench are signed with"


async def run(dsn: str) -> list[Measure]:
    """Measure in a new database on the server of `dsn`, a superuser's address, and drop it again."""
    with tempfile.TemporaryDirectory(prefix="fairway-bench-") as folder:
        broker = await start(Path(folder) / "kafka", 0)
        try:
            await ensure(broker.address)
            return await _measured(dsn, Path(folder), broker.address)
        finally:
            await broker.stop()


async def _measured(dsn: str, folder: Path, kafka: str) -> list[Measure]:
    async with (
        installed_database(dsn) as database,
        processes(database, folder, FAIRWAY_KAFKA=kafka, FAIRWAY_SIGNING_KEY=SIGNING_KEY) as found,
    ):
        await found.all()
        async with running_processes(found, database) as running:
            desk = await running.tenancy()
            tokens = {role.value: desk.token(role) for role in (Role.PILOT_LEAD, Role.AUDITOR)}
            served = Served(address=f"http://127.0.0.1:{found.plan.ports['gateway']}/graphql", tokens=tokens)
            return await visible.measured(database.superuser, served, NAME, PER_SECOND, COMMANDS)
