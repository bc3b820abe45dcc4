"""What can be read, and from which position."""

from datetime import timedelta
from itertools import product
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from shared.events.gaps import GapOpened
from shared.eventstore.chain import GENESIS, leaf, link
from shared.eventstore.log import Appended, CommandIdReused, Head, Log, Look
from shared.kernel.decider import Scope, engagement_scope, stream_scope
from tests.attempts import DIGEST, ENGAGEMENT, attempt, write
from tests.contract.eventstore.conftest import NOON, Store
from tests.contract.eventstore.history import FIRST, LENGTH, SCOPES, TENANT, recorded

POSITIONS = range(LENGTH + 2)


async def test_an_empty_log_reads_as_one(log: Log, tenant: UUID) -> None:
    view = await log.look(tenant, [Look(scope=TENANT), Look(scope=stream_scope("gap-a"))], uuid7(), DIGEST)
    assert (list(view.entries), view.position, view.versions, view.earlier) == ([], 0, {"gap-a": 0}, None)
    assert await log.head(tenant) == Head(seq=0, chain=GENESIS)
    assert list(await log.after(tenant, 0, 10)) == []
    assert await log.position_at(tenant, NOON) == 0


async def test_the_next_events_come_in_order_and_bounded(log: Log, tenant: UUID) -> None:
    await recorded(log, tenant)
    for after in POSITIONS:
        expected = [seq for seq in range(1, LENGTH + 1) if seq > after][:3]
        assert [entry.seq for entry in await log.after(tenant, after, 3)] == expected


@pytest.mark.parametrize(("scope", "seqs"), SCOPES)
async def test_a_scope_reads_alone(log: Log, tenant: UUID, scope: Scope, seqs: list[int]) -> None:
    await recorded(log, tenant)
    for after, until in product(POSITIONS, POSITIONS):
        expected = [seq for seq in seqs if after < seq <= until]
        assert [entry.seq for entry in await log.within(tenant, scope, after, until, 99)] == expected
    assert [entry.seq for entry in await log.within(tenant, scope, 0, 99, 1)] == seqs[:1]


@pytest.mark.parametrize(("scope", "seqs"), SCOPES)
async def test_a_look_shows_a_scope_from_a_position_on(log: Log, tenant: UUID, scope: Scope, seqs: list[int]) -> None:
    await recorded(log, tenant)
    for after in POSITIONS:
        view = await log.look(tenant, [Look(scope=scope, after=after)], uuid7(), DIGEST)
        assert [entry.seq for entry in view.entries] == [seq for seq in seqs if seq > after]
        assert view.position == LENGTH


async def test_overlapping_looks_show_each_event_once_and_in_order(log: Log, tenant: UUID) -> None:
    await recorded(log, tenant)
    looks = [
        Look(scope=engagement_scope(ENGAGEMENT), after=6),
        Look(scope=stream_scope("gap-c")),
        Look(scope=stream_scope("gap-a")),
        Look(scope=stream_scope("gap-z")),
    ]
    view = await log.look(tenant, looks, uuid7(), DIGEST)
    assert [entry.seq for entry in view.entries] == [1, 2, 5, 6, 7, 8]
    assert list(view.entries) == [entry for entry in await log.after(tenant, 0, 9) if entry.seq not in {3, 4}]
    assert view.versions == {"gap-a": 4, "gap-c": 1, "gap-z": 0}


async def test_a_streams_version_counts_all_its_events_whatever_part_is_looked_at(log: Log, tenant: UUID) -> None:
    await recorded(log, tenant)
    view = await log.look(tenant, [Look(scope=stream_scope("gap-a", GapOpened), after=1)], uuid7(), DIGEST)
    assert (list(view.entries), view.versions) == ([], {"gap-a": 4})


async def test_a_look_tells_what_became_of_the_command_before(log: Log, tenant: UUID) -> None:
    asked, nothing = attempt(write("gap-a")), attempt()
    await log.append(tenant, [asked, nothing])

    async def earlier(command_id: UUID, digest: bytes) -> object:
        return (await log.look(tenant, [], command_id, digest)).earlier

    assert await earlier(asked.command_id, DIGEST) == Appended(first=1, last=1, repeated=True)
    assert await earlier(asked.command_id, b"o" * 32) == CommandIdReused()
    assert await earlier(nothing.command_id, DIGEST) == Appended(first=2, last=1, repeated=True)
    assert await earlier(uuid7(), DIGEST) is None


async def test_a_look_tells_the_time_of_the_store(store: Store, tenant: UUID) -> None:
    tomorrow = NOON + timedelta(days=1)
    await store.set_clock(tomorrow)
    assert (await store.log.look(tenant, [], uuid7(), DIGEST)).now == tomorrow == await store.log.now()


async def test_the_position_at_a_moment_is_the_last_one_recorded_by_then(store: Store, tenant: UUID) -> None:
    for hour in range(5):
        await store.set_clock(NOON + timedelta(hours=hour))
        await store.log.append(tenant, [attempt(write(f"gap-{hour}"))])
    positions = [await store.log.position_at(tenant, NOON + timedelta(minutes=30 * n)) for n in range(-1, 9)]
    assert positions == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5]


async def test_a_worker_knows_the_heads_of_all_tenants(store: Store, tenant: UUID) -> None:
    other, empty = uuid7(), uuid7()
    await recorded(store.log, tenant)
    await store.log.append(other, [attempt(write("gap-a"))])
    await store.log.append(empty, [attempt()])
    heads = await store.worker.heads()
    assert (heads[tenant], heads[other]) == (LENGTH, 1)
    assert empty not in heads
    assert [entry.seq for entry in await store.worker.after(tenant, 6, 9)] == [7, 8]


async def test_the_chain_runs_from_the_first_event_to_the_head(log: Log, tenant: UUID) -> None:
    await log.append(tenant, [attempt(*FIRST), attempt(write("gap-d"))])
    await log.append(tenant, [attempt(write("gap-d", expected=1))])
    chain = GENESIS
    for entry in await log.after(tenant, 0, 99):
        chain = link(chain, entry.seq, entry.recorded_at, leaf(entry))
        assert entry.chain == chain
    assert await log.head(tenant) == Head(seq=7, chain=chain)
