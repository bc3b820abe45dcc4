"""What a worker remembers spares it work, and nothing else: others may have moved on, parked or rebuilt meanwhile."""

import asyncio

import asyncpg
import pytest

from shared.projecting.checkpoint import BuildRetired
from shared.projecting.filler import Advanced
from tests.integration.projecting.test_projectors import clean_fill
from tests.sample.history import happened
from tests.sample.stage import Stage

OPENED, RENAMED, SEEN = 0, 1, 5
THING = 1  # of an engagement
TABLES = "select table_name from information_schema.tables where table_schema = $1 and table_name <> 'checkpoint'"


async def test_of_events_that_no_view_shows_nothing_is_stored_but_that_they_were_seen(stage: Stage) -> None:
    recording, filler = stage.recording(), await stage.filler()
    opened, *seen, renamed = happened(recording.tenant, [(THING, what, 1) for what in (OPENED, SEEN, SEEN, RENAMED)])
    await recording.append([opened])
    await filler.advance(recording.tenant)
    await recording.append(seen)

    schema = filler.build.schema
    holder = await asyncpg.connect(stage.database.superuser)
    try:
        names = [f"{schema}.{row['table_name']}" for row in await holder.fetch(TABLES, schema)]
        async with holder.transaction(), asyncio.timeout(20):
            await holder.execute(f"lock table {', '.join(names)} in access exclusive mode")
            assert await filler.advance(recording.tenant) == Advanced(seq=3, more=False, waiting=0)
    finally:
        await holder.close()

    await recording.append([renamed])
    assert await filler.advance(recording.tenant) == Advanced(seq=4, more=False, waiting=0)
    await stage.projector().catch_up()
    assert (await stage.positions().position(recording.tenant)).seq == recording.seq
    assert await stage.stored(recording.tenant) == await clean_fill(stage, recording.tenant)


async def test_a_scope_that_another_worker_parked_meanwhile_waits_for_this_one_too(stage: Stage) -> None:
    recording, one, other = stage.recording(), await stage.filler(), await stage.filler()
    opened, renamed = happened(recording.tenant, [(THING, OPENED, 1), (THING, RENAMED, 1)])
    await recording.append([opened])
    await one.advance(recording.tenant)
    await recording.raw(THING, renamed.engagement, "ThingVanished", b"{}")
    found = await other.advance(recording.tenant)
    assert (found and found.waiting) == 1
    before = await stage.stored(recording.tenant)

    await recording.append([renamed])
    assert await one.advance(recording.tenant) == Advanced(seq=3, more=False, waiting=1)
    assert await stage.stored(recording.tenant) == before


async def test_whoever_comes_second_finds_it_done(stage: Stage) -> None:
    recording, one, other = stage.recording(), await stage.filler(), await stage.filler()
    opened, seen = happened(recording.tenant, [(THING, OPENED, 1), (THING, SEEN, 1)])
    await recording.append([opened])
    await one.advance(recording.tenant)
    await other.advance(recording.tenant)
    await recording.append([seen])
    for each in (one, other, one):
        assert await each.advance(recording.tenant) == Advanced(seq=2, more=False, waiting=0)


async def test_an_event_that_nobody_knows_is_not_gone_past(stage: Stage) -> None:
    recording, filler = stage.recording(), await stage.filler()
    (opened,) = happened(recording.tenant, [(THING, OPENED, 1)])
    await recording.append([opened])
    await filler.advance(recording.tenant)
    await recording.raw(THING, opened.engagement, "ThingVanished", b"{}")
    found = await filler.advance(recording.tenant)
    assert [each.seq for each in (found.parked if found else ())] == [2]


async def test_nobody_goes_past_anything_for_a_build_that_serves_no_more(stage: Stage) -> None:
    recording, filler = stage.recording(), await stage.filler()
    opened, seen = happened(recording.tenant, [(THING, OPENED, 1), (THING, SEEN, 1)])
    await recording.append([opened])
    await filler.advance(recording.tenant)
    await stage.execute("update build set state = 'RETIRED' where number = $1", filler.build.number)
    await recording.append([seen])
    with pytest.raises(BuildRetired):
        await filler.advance(recording.tenant)
