"""`fairway relay`: how far the topics are, and what it takes to have events sent again."""

from collections.abc import AsyncIterator, Sequence
from io import StringIO
from uuid import UUID

import asyncpg
import pytest
import pytest_asyncio
from rich.console import Console

from cli.failures import Unusable
from cli.relaying import Wanted, relay
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.settings import Settings
from shared.transport.topics import EVENTS, LOG
from tests.attempts import attempt, write
from tests.conftest import FreshDatabase
from tests.database import Database

TENANT, OTHER = UUID(int=1), UUID(int=2)
SENT = [(EVENTS.name, TENANT, 3), (LOG.name, TENANT, 4), (LOG.name, OTHER, 1)]
CHECKPOINTS = "select topic, tenant_id, seq from ledger.relay_checkpoint order by topic, tenant_id"


@pytest_asyncio.fixture
async def sent(fresh_database: FreshDatabase) -> AsyncIterator[Database]:
    """Two tenants with four events and one, of which the topics have what `SENT` says."""
    async with fresh_database() as database:
        async with await open_pool(database.dsn("engagement")) as pool:
            log = PostgresLog(pool)
            await log.append(TENANT, [attempt(write("gap-a", *["GapStarted"] * 4))])
            await log.append(OTHER, [attempt(write("gap-a", "GapStarted"))])
        connection = await asyncpg.connect(database.superuser)
        await connection.executemany("insert into ledger.relay_checkpoint values ($1, $2, $3)", SENT)
        await connection.close()
        yield database


async def told(database: Database, *, start: int | None, tenant: UUID | None = None, topic: str | None = None) -> str:
    out = StringIO()
    wanted = Wanted(start=start, tenant=tenant, topic=topic)
    await relay(wanted, Settings(database=database.superuser), Console(file=out, width=140))
    return out.getvalue()


async def checkpoints(database: Database) -> Sequence[tuple[str, UUID, int]]:
    connection = await asyncpg.connect(database.superuser)
    try:
        return [tuple(row) for row in await connection.fetch(CHECKPOINTS)]
    finally:
        await connection.close()


async def test_without_a_position_it_shows_how_far_each_topic_is(sent: Database) -> None:
    lines = [line.split() for line in (await told(sent, start=None)).splitlines() if "fairway." in line]
    assert lines == [
        [EVENTS.name, str(TENANT), "3", "1"],
        [EVENTS.name, str(OTHER), "0", "1"],
        [LOG.name, str(TENANT), "4", "0"],
        [LOG.name, str(OTHER), "1", "0"],
    ]
    assert await checkpoints(sent) == SENT


async def test_from_the_beginning_everything_is_sent_again(sent: Database) -> None:
    assert "sends 8 events again" in await told(sent, start=0)
    assert await checkpoints(sent) == [(topic, tenant, 0) for topic, tenant, _ in SENT]


async def test_from_a_position_what_is_not_there_yet_stays(sent: Database) -> None:
    said = await told(sent, start=2)
    assert f"{LOG.name}  {TENANT}  from 4 back to 2" in said
    assert "sends 3 events again" in said
    assert await checkpoints(sent) == [(EVENTS.name, TENANT, 2), (LOG.name, TENANT, 2), (LOG.name, OTHER, 1)]


async def test_one_tenant_and_one_topic_can_be_named(sent: Database) -> None:
    await told(sent, start=0, tenant=TENANT, topic=LOG.name)
    assert await checkpoints(sent) == [(EVENTS.name, TENANT, 3), (LOG.name, TENANT, 0), (LOG.name, OTHER, 1)]


async def test_where_nothing_is_further_nothing_is_sent_again(sent: Database) -> None:
    assert "No topic is further than 4" in await told(sent, start=4)
    assert await checkpoints(sent) == SENT


@pytest.mark.parametrize(
    ("start", "tenant", "topic", "sentence"),
    [
        (-1, None, None, "Position -1 is not one of these logs: they begin at 0, and the longest ends at 4"),
        (5, None, None, "Position 5 is not one of these logs: they begin at 0, and the longest ends at 4"),
        (2, OTHER, None, "Position 2 is not one of these logs: they begin at 0, and the longest ends at 1"),
        (0, UUID(int=3), None, "There is no tenant 00000000-0000-0000-0000-000000000003 here"),
        (0, None, "orders", f"no topic orders that the relay fills; there are: {LOG.name}, {EVENTS.name}"),
    ],
    ids=["negative", "beyond the end", "beyond the tenant's end", "no such tenant", "no such topic"],
)
async def test_what_cannot_be_used_is_refused_and_changes_nothing(
    sent: Database, start: int, tenant: UUID | None, topic: str | None, sentence: str
) -> None:
    with pytest.raises(Unusable, match=sentence):
        await told(sent, start=start, tenant=tenant, topic=topic)
    assert await checkpoints(sent) == SENT


async def test_where_there_is_no_tenant_yet_that_is_said(fresh_database: FreshDatabase) -> None:
    async with fresh_database() as database:
        assert "no tenant here yet" in await told(database, start=None)
