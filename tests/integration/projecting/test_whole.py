"""The parts together: a log in PostgreSQL, hints by LISTEN, views by the roles that a service has."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest_asyncio
from sqlalchemy import select

from shared.eventstore.postgres import PostgresLog
from shared.projecting.as_of import LIVE, AtSeq
from shared.projecting.compiled import Compiler
from shared.projecting.paging import By, Window, windowed
from shared.projecting.positions import Reached
from shared.projecting.rebuild import rebuild
from shared.transport.listen import ListenHints
from tests.conftest import FreshDatabase
from tests.database import Database
from tests.integration.projecting.test_projectors import running, steps
from tests.sample.history import Recording, happened
from tests.sample.stage import QUICK, Stage, new_tenant
from tests.sample.things import LANGUAGE, THINGS

SECONDS = 20


@pytest_asyncio.fixture
async def database(fresh_database: FreshDatabase) -> AsyncIterator[Database]:
    """The log of its own, since every tenant in it is projected."""
    async with fresh_database() as database:
        yield database


@pytest_asyncio.fixture
async def hints(database: Database) -> AsyncIterator[ListenHints]:
    hints = ListenHints(database.dsn("engagement"))
    yield hints
    await hints.close()


async def test_what_one_role_records_the_other_projects_and_readers_see(stage: Stage, hints: ListenHints) -> None:
    stage = replace(stage, log=PostgresLog(stage.workers))
    recording = Recording(PostgresLog(stage.requests), new_tenant())
    positions = stage.positions()
    async with running(stage.projector(positions, pace=replace(QUICK, poll=0.25)), hints=hints):
        events = happened(recording.tenant, steps(11, 80))
        await recording.in_bulk(events[:70])
        await recording.append(events[70:])
        await hints.publish(recording.tenant, recording.seq)
        assert await positions.reached(recording.tenant, 80, SECONDS) is Reached.REACHED
    live = await stage.rows(recording.tenant)
    assert live["things"]
    assert await stage.as_of(recording.tenant, 80) == live
    report = await rebuild(stage.workers, stage.log, stage.views, language=LANGUAGE)
    assert report.flipped
    assert await stage.rows(recording.tenant) == live


async def test_an_index_finds_a_tenants_rows_as_they_are_and_as_they_were(stage: Stage) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, [(thing, thing % 2, 1) for thing in range(200)] * 2))
    await stage.projector().catch_up()
    await stage.execute("analyze things_v1, things_v1_past")
    for source in (LIVE, AtSeq(seq=300)):
        table = source.of(THINGS)
        order = [By(column=table.c.title, nullable=False), By(column=table.c.thing_id, nullable=False)]
        after = ("thing 1", recording.tenant)
        page = windowed(
            select(table).where(table.c.engagement_id == recording.tenant), order, Window(limit=5, after=after)
        )
        text, values = Compiler().prepare(page)
        plan = await stage.plan(recording.tenant, text, values)
        conditions = [line for line in plan if "Index Cond" in line]
        assert len(conditions) == (1 if source is LIVE else 2)
        for condition in conditions:
            assert "tenant_id" in condition
            assert "engagement_id" in condition
            assert "title >= 'thing 1'" in condition
