"""A file that no event names goes, once it is old; a file that one names never does, and what nobody knows stays."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from deploy.clock import now
from gateway.evidence.sweeping import AGAIN, AT_FIRST, GROWN, sweep, sweep_for_ever
from services.gates.evidence_store import LocalStore
from shared.eventstore.codec import encode
from shared.eventstore.ledger import Ledger
from shared.eventstore.log import Attempt, Write
from shared.eventstore.memory import MemoryLog
from shared.web.artefacts import Kept, Stored
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.evidence import EVIDENCE_REVISED, EVIDENCE_SUBMITTED
from tests.facts.people import ANA, NOW

pytestmark = pytest.mark.req("RSG4")

TENANT, OTHER = UUID(int=0xAA), UUID(int=0xBB)
OLD = GROWN + timedelta(hours=1)


class Room:
    """A folder and a log, and what is done in them."""

    def __init__(self, folder: Path, store: LocalStore | None = None) -> None:
        self.folder = folder
        self.store = store or LocalStore(folder)
        self.log = MemoryLog(lambda: NOW)
        self.count = 0

    async def put(self, content: bytes, tenant: UUID = TENANT, ago: timedelta = OLD) -> Stored:
        stored = await self.store.put(tenant, pieces(content))
        then = (now() - ago).timestamp()
        os.utime(self.folder / str(tenant) / stored.digest[:2] / stored.digest, (then, then))
        return stored

    async def record(self, event: object, tenant: UUID = TENANT) -> None:
        self.count += 1
        of = UUID(int=0xE0000 + self.count)
        write = Write(stream=f"any-{of}", expected=0, engagement_id=ENGAGEMENT, events=(encode(event, of),))
        await self.log.append(tenant, [Attempt(command_id=of, digest=bytes(32), actor=ANA, writes=(write,))])

    async def submit(self, stored: Stored, tenant: UUID = TENANT) -> None:
        await self.record(replace(EVIDENCE_SUBMITTED, digest=stored.digest, size=stored.size), tenant)

    async def swept(self, *, remove: bool = True) -> set[str | None]:
        found = await sweep(self.store, Ledger(log=self.log), now() - GROWN, remove=remove)
        return {each.digest for one in found for each in one.orphans}

    async def left(self, *stored: Stored) -> list[bool]:
        return [await self.store.has(TENANT, each.digest) is not None for each in stored]


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    yield content


@pytest.fixture
async def room(tmp_path: Path) -> Room:
    room = Room(tmp_path)
    await room.record(STARTED)
    return room


async def test_what_no_event_names_goes_and_what_one_names_stays(room: Room) -> None:
    first, again, orphan = [await room.put(content) for content in (b"first", b"again", b"refused")]
    await room.submit(first)
    await room.record(replace(EVIDENCE_REVISED, digest=again.digest))
    assert await room.swept() == {orphan.digest}
    assert await room.left(first, again, orphan) == [True, True, False]
    assert await room.swept() == set()


async def test_what_is_named_by_an_event_long_before_or_after_others_stays(room: Room) -> None:
    stored = [await room.put(str(each).encode()) for each in range(30)]
    for each in stored[::2]:
        await room.submit(each)
    assert await room.swept() == {each.digest for each in stored[1::2]}


async def test_what_is_young_may_be_on_its_way_to_an_event(room: Room) -> None:
    young = await room.put(b"young", ago=GROWN - timedelta(hours=1))
    assert await room.swept() == set()
    assert await room.left(young) == [True]


async def test_a_dry_run_takes_nothing_away(room: Room) -> None:
    orphan = await room.put(b"refused")
    assert await room.swept(remove=False) == {orphan.digest}
    assert await room.left(orphan) == [True]


async def test_what_a_dead_process_left_goes(room: Room) -> None:
    await room.put(b"whole", ago=timedelta())
    cut_off = room.folder / str(TENANT) / "incoming" / "tmpabc"
    cut_off.write_bytes(b"half")
    then = (now() - OLD).timestamp()
    os.utime(cut_off, (then, then))
    assert await room.swept() == {None}
    assert not cut_off.exists()


async def test_the_events_of_one_tenant_say_nothing_of_anothers_files(room: Room) -> None:
    stored = await room.put(b"same")
    await room.put(b"same", OTHER)
    await room.submit(stored, OTHER)
    assert await room.swept() == {stored.digest}
    assert await room.store.has(OTHER, stored.digest) == 4


async def test_the_files_of_a_tenant_of_whom_the_log_knows_nothing_are_left_alone(room: Room) -> None:
    unknown = await room.put(b"of another database", OTHER)
    (found,) = await sweep(room.store, Ledger(log=room.log), now() - GROWN, remove=True)
    assert (found.tenant, found.orphans, found.left) == (OTHER, (), 1)
    assert await room.store.has(OTHER, unknown.digest) is not None


async def test_whoever_sends_the_same_content_while_it_is_swept_keeps_it(tmp_path: Path) -> None:
    """The command comes after the log was read, and before the file is taken away."""

    class Crossed(LocalStore):
        async def drop(self, kept: Kept, moment: datetime) -> bool:
            stored = await self.put(kept.tenant, pieces(b"refused once"))
            await crossed.submit(stored)
            return await super().drop(kept, moment)

    crossed = Room(tmp_path, Crossed(tmp_path))
    await crossed.record(STARTED)
    stored = await crossed.put(b"refused once")
    assert await crossed.swept() == set()
    assert await crossed.left(stored) == [True]


async def test_it_is_done_by_itself_and_goes_on_after_a_failure(room: Room) -> None:
    orphan, pauses = await room.put(b"refused"), []

    async def wait(seconds: float) -> None:
        pauses.append(timedelta(seconds=seconds))
        if len(pauses) == 4:
            raise asyncio.CancelledError

    def clock() -> datetime:
        if len(pauses) == 1:
            raise OSError("the clock is away")
        return now()

    with pytest.raises(asyncio.CancelledError):
        await sweep_for_ever(room.store, Ledger(log=room.log), clock, wait)
    assert pauses == [AT_FIRST, AGAIN, AGAIN, AGAIN]
    assert await room.left(orphan) == [False]
