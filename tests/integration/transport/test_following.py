"""Views that follow a log by Kafka end where a clean fill ends, whatever is lost, doubled or out of order."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from shared.eventstore.log import Entry, Log
from shared.transport.memory import MemoryHints
from shared.transport.records import encode
from shared.transport.tail import Tail, TailedLog
from tests.integration.projecting.test_projectors import steps
from tests.integration.transport.following import SECONDS, entries_read, following
from tests.sample.history import happened
from tests.sample.stage import Stage, new_tenant
from tests.wire import KEY, Wire

LOSSES: dict[str, Callable[[Entry], bool]] = {
    "none": lambda _: False,
    "every third": lambda entry: entry.seq % 3 == 0,
    "the first half": lambda entry: entry.seq <= 60,
    "all but the last": lambda entry: entry.seq < 120,
}


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
async def test_what_kafka_did_not_bring_comes_from_the_store(
    stage: Stage, wire: Wire, loss: Callable[[Entry], bool]
) -> None:
    recording = stage.recording()
    async with following(stage, wire) as service:
        service.relay.loss = loss
        history = happened(recording.tenant, steps(1, 120))
        while history:
            await recording.append(history[:10])
            del history[:10]
            await service.relay.publish(recording.tenant, recording.seq)
        await service.reached(recording.tenant, 120)
        await service.equals_a_clean_fill(recording.tenant)


class WatchedLog(TailedLog):
    """Knows how many entries each reading of the store brought."""

    def __init__(self, log: Log) -> None:
        super().__init__(log, Tail())
        self.brought: list[int] = []
        self.nothing_new = asyncio.Event()

    async def after(self, tenant: UUID, seq: int, limit: int) -> Sequence[Entry]:
        entries = await super().after(tenant, seq, limit)
        self.brought.append(len(entries))
        if len(entries) <= 1:
            self.nothing_new.set()
        return entries


async def test_what_kafka_brought_is_not_read_from_the_store_again(stage: Stage, wire: Wire) -> None:
    """At first the projector looks at everything by itself, so it may be faster than Kafka, whose hint comes then."""
    recording, store = stage.recording(), WatchedLog(stage.log)
    async with following(stage, wire, store) as service, asyncio.timeout(SECONDS):
        while True:
            store.brought.clear()
            store.nothing_new.clear()
            from_tail = entries_read("tail")
            await recording.append(happened(recording.tenant, steps(recording.seq, 5)))
            await service.relay.publish(recording.tenant, recording.seq)
            await service.reached(recording.tenant, recording.seq)
            if max(store.brought, default=0) <= 1:
                break
            await store.nothing_new.wait()
    assert entries_read("tail") >= from_tail + 5


async def test_records_that_come_twice_and_backwards_change_nothing(stage: Stage, wire: Wire) -> None:
    recording = stage.recording()
    await recording.append(happened(recording.tenant, steps(3, 40)))
    entries = await stage.log.after(recording.tenant, 0, 40)
    async with following(stage, wire) as service:
        for entry in (*entries[20:], *entries[::-1], *entries, *entries[10:30]):
            await service.relay.send(encode(entry, KEY))
        await service.reached(recording.tenant, 40)
        await service.equals_a_clean_fill(recording.tenant)


async def test_what_a_process_publishes_wakes_itself_and_the_relay(stage: Stage, wire: Wire) -> None:
    tenant, relay = new_tenant(), MemoryHints()
    async with wire.hints(stage.log, relay=relay) as hints, asyncio.timeout(SECONDS):
        await hints.joined.wait()
        here, there = hints.listen(), relay.listen()
        assert await anext(here) is None
        woken = asyncio.ensure_future(anext(there))
        await asyncio.sleep(0)
        await hints.publish(tenant, 1)
        assert await anext(here) == frozenset({tenant})
        assert await woken == frozenset({tenant})


async def test_who_closes_tells_how_far_it_came_and_leaves_the_group(stage: Stage, wire: Wire) -> None:
    """A projector may be faster than Kafka, so what is waited for is that Kafka was heard."""
    recording = stage.recording()
    async with following(stage, wire) as service, asyncio.timeout(SECONDS):
        heard = service.hints.listen()
        assert await anext(heard) is None
        for seq in (1, 2, 3):
            await recording.append(happened(recording.tenant, steps(seq, 1)))
            await service.relay.publish(recording.tenant, seq)
            while recording.tenant not in (await anext(heard) or ()):
                continue
    admin = AIOKafkaAdminClient(bootstrap_servers=wire.address)
    await admin.start()
    try:
        (answer,) = await admin.describe_consumer_groups([wire.place.group])
        committed = await admin.list_consumer_group_offsets(wire.place.group)
    finally:
        await admin.close()
    (group,) = answer.to_object()["groups"]
    assert (group["state"], group["members"]) == ("Empty", [])
    assert sum(each.offset for each in committed.values()) == 3


async def test_who_comes_again_goes_on_where_it_stopped(stage: Stage, wire: Wire) -> None:
    recording = stage.recording()
    for seq in (10, 20):
        async with following(stage, wire) as service:
            await recording.append(happened(recording.tenant, steps(seq, 10)))
            await service.relay.publish(recording.tenant, seq)
            await service.reached(recording.tenant, seq)
    await service.equals_a_clean_fill(recording.tenant)


async def test_a_group_of_another_service_hears_everything_as_well(stage: Stage, wire: Wire) -> None:
    other = replace(wire, place=replace(wire.place, group=f"{wire.place.group}-other"))
    recording = stage.recording()
    async with following(stage, wire) as service, other.hints(stage.log) as hints, asyncio.timeout(SECONDS):
        heard = hints.listen()
        await recording.append(happened(recording.tenant, steps(1, 3)))
        await hints.joined.wait()
        assert await anext(heard) is None
        await service.relay.publish(recording.tenant, 3)
        await service.reached(recording.tenant, 3)
        async for tenants in heard:
            if tenants is not None and recording.tenant in tenants:
                break
