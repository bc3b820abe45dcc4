"""Every transport, each fresh for a test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

import pytest
import pytest_asyncio

from shared.eventstore.memory import MemoryLog
from shared.transport.hints import Hints
from shared.transport.kafka import KafkaHints
from shared.transport.listen import ListenHints
from shared.transport.memory import MemoryHints
from tests.contract.transport.lossy import LossyHints
from tests.database import Database
from tests.sample.history import Recording, happened
from tests.sample.stage import ticking
from tests.wire import SmallRelay, new_wire

SECONDS = 60
FAITHFUL = ["memory", "listen", "kafka"]


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """Of the broker, which the other transports do without."""
    named = {request.node.callspec.params.get(name) for name in ("faithful_hints", "hints")}
    return str(request.getfixturevalue("broker")) if "kafka" in named else ""


@pytest_asyncio.fixture(params=FAITHFUL)
async def faithful_hints(request: pytest.FixtureRequest, database: Database, address: str) -> AsyncIterator[Hints]:
    """Those that lose nothing while all goes well."""
    async with transport(request.param, database, address) as hints:
        yield hints


@pytest_asyncio.fixture(params=[*FAITHFUL, "lossy"])
async def hints(request: pytest.FixtureRequest, database: Database, address: str) -> AsyncIterator[Hints]:
    async with transport(request.param, database, address) as hints:
        yield hints


@asynccontextmanager
async def transport(name: str, database: Database, address: str) -> AsyncIterator[Hints]:
    match name:
        case "memory":
            yield MemoryHints()
        case "listen":
            listen = ListenHints(database.dsn("engagement", worker=True))
            yield listen
            await listen.close()
        case "kafka":
            wire, log = await new_wire(address), MemoryLog(ticking())
            async with wire.relay(log) as relay, wire.hints(log) as hints:
                async with asyncio.timeout(SECONDS):
                    await hints.joined.wait()
                yield FromElsewhere(log, relay, hints)
        case _:
            yield LossyHints(MemoryHints(), seed=7)


class FromElsewhere:
    """What one process records and another one hears of, by Kafka alone: each publishing records something anew."""

    def __init__(self, log: MemoryLog, relay: SmallRelay, hints: KafkaHints) -> None:
        self._log = log
        self._relay = relay
        self._hints = hints
        self._recordings: dict[UUID, Recording] = {}

    async def publish(self, tenant: UUID, seq: int) -> None:
        recording = self._recordings.setdefault(tenant, Recording(self._log, tenant))
        await recording.append(happened(tenant, [(1, 0, 0)]))
        await self._relay.publish(tenant, seq)

    def listen(self) -> AsyncIterator[frozenset[UUID] | None]:
        return self._hints.listen()
