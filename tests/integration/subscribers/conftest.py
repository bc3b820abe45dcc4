"""A broker of their own for the subscribers, and each subscriber ended at the end of its test."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID, uuid1

import pytest
import pytest_asyncio

from shared.transport.relay_producer import Producer
from shared.transport.topics import EVENTS, ensure
from tests.broker import running_broker
from tests.integration.subscribers.programs import LANGUAGES, Subscriber, ready


@pytest_asyncio.fixture(scope="package")
async def address(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    """Of a broker with the public topic: tests keep apart by engagements of their own."""
    async with running_broker(tmp_path_factory.mktemp("subscribed")) as broker:
        await ensure(broker.address, [EVENTS])
        yield broker.address


@pytest_asyncio.fixture(scope="package")
async def producer(address: str) -> AsyncIterator[Producer]:
    producer = Producer(address)
    yield producer
    await producer.close()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest_asyncio.fixture
async def subscriber(language: str, address: str, tmp_path: Path) -> AsyncIterator[Subscriber]:
    async with ready(language, address, tmp_path) as subscriber:
        yield subscriber


@pytest.fixture
def engagements() -> list[UUID]:
    """Eight that no other test has."""
    return [uuid1() for _ in range(8)]
