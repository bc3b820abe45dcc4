"""What may come in the relay's way stops no more than it must, and operators see it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from prometheus_client import REGISTRY
from uuid_utils.compat import uuid7

from shared.eventstore.postgres import PostgresLog
from shared.transport.relay import Relay
from shared.transport.relay_checkpoint import set_back
from shared.transport.relay_producer import Producer
from shared.transport.topics import ensure
from tests.attempts import attempt, events, write
from tests.broker import running_broker
from tests.conftest import FreshDatabase
from tests.integration.relay.held import complete, content, once
from tests.integration.relay.sending import QUICK, SECONDS, Sending, header, sending, story

ENGAGEMENT = uuid7()


def metric(name: str, topic: str) -> float | None:
    return REGISTRY.get_sample_value(f"fairway_relay_{name}", {"topic": topic})


def large(characters: int) -> bytes:
    return b'{"detail":"%s"}' % (b"x" * characters)


async def append_large(stage: Sending, tenant: UUID, characters: int) -> None:
    """In the middle of two small ones of the same engagement."""
    middle = replace(write("gap-b", engagement_id=ENGAGEMENT), events=events("GapOpened", data=large(characters)))
    small = [write(stream, "GapOpened", engagement_id=ENGAGEMENT) for stream in ("gap-a", "gap-c")]
    await stage.append(tenant, attempt(small[0]), attempt(middle), attempt(small[1]))


async def shows_a_hole(stage: Sending) -> None:
    """The event in the middle is missing everywhere, and whoever reads can tell."""
    assert once(entry.seq for entry in await stage.entries()) == [1, 3]
    sent = await stage.read(stage.events_topic)
    assert once((int(header(each, "prevseq")), int(header(each, "sequence"))) for each in sent) == [(0, 1), (2, 3)]
    assert {place.lag for place in await stage.places()} == {0}
    assert [metric("withheld_total", topic) for topic in stage.topics] == [1, 1]


async def test_an_event_that_no_record_can_hold_is_left_out_and_the_log_goes_on(stage: Sending) -> None:
    await append_large(stage, uuid7(), 30_000)
    async with stage.relay(producer=Producer(stage.address, most_bytes=20_000)) as relay:
        await relay.catch_up()
    await shows_a_hole(stage)


async def test_an_event_that_only_the_broker_finds_too_large_is_left_out_too(stage: Sending) -> None:
    await limit(stage, 100_000)
    await append_large(stage, uuid7(), 200_000)
    async with stage.relaying():
        await stage.sent()
    await shows_a_hole(stage)


async def limit(stage: Sending, most: int) -> None:
    admin = AIOKafkaAdminClient(bootstrap_servers=stage.address)
    await admin.start()
    settings = {"max.message.bytes": str(most)}
    await admin.alter_configs([ConfigResource(ConfigResourceType.TOPIC, topic, settings) for topic in stage.topics])
    await admin.close()


async def test_what_a_newer_fairway_recorded_waits_for_a_newer_relay_and_nobody_else_does(stage: Sending) -> None:
    tenant, other = uuid7(), uuid7()
    await stage.append(tenant, attempt(write("gap-a", "GapOpened", "GapForetold", "GapStarted")))
    await stage.append(other, attempt(write("gap-a", "GapOpened")))
    async with stage.relay() as relay:
        await relay.catch_up()
    assert {(place.topic, place.tenant): place.lag for place in await stage.places()} == {
        (stage.log_topic, tenant): 0,
        (stage.log_topic, other): 0,
        (stage.events_topic, tenant): 2,
        (stage.events_topic, other): 0,
    }
    assert metric("waiting", stage.events_topic) == 1


async def test_a_log_with_a_hole_is_followed_no_further_and_the_others_are(stage: Sending) -> None:
    tenant, other = uuid7(), uuid7()
    for each in (tenant, other):
        await stage.append(each, attempt(write("gap-a", "GapOpened", "GapStarted", "GapResolved")))
    await stage.execute("alter table es.event disable trigger append_only")
    await stage.execute("delete from es.event where tenant_id = $1 and seq = 2", tenant)
    async with stage.relay() as relay:
        await relay.catch_up()
        assert set(relay.broken) == {tenant}
    assert {entry.tenant for entry in await stage.entries()} == {other}


async def test_a_pool_that_the_lanes_could_exhaust_is_refused(stage: Sending) -> None:
    lanes = stage.workers.get_max_size()
    with pytest.raises(ValueError, match="more than the lanes"):
        Relay(
            pool=stage.workers,
            log=PostgresLog(stage.workers),
            producer=Producer(stage.address),
            outlets=stage.outlets,
            pace=replace(QUICK, lanes=lanes),
        )


async def test_while_kafka_is_away_the_relay_waits_and_then_sends_everything(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    async with (
        fresh_database() as database,
        running_broker(tmp_path) as broker,
        sending(database, broker.address) as stage,
    ):
        tenant, engagements = uuid7(), [uuid7() for _ in range(3)]
        await stage.append(tenant, *story(0, engagements))
        async with stage.relaying(producer=Producer(broker.address, seconds=2)) as relay:
            await stage.sent()
            await broker.kill()
            for turn in range(5):
                await stage.append(tenant, *story(turn, engagements))
            await told(stage, lambda: relay.waits_for == "Kafka")
            async with running_broker(tmp_path, broker.port):
                await stage.sent()
                await told(stage, lambda: relay.waits_for is None)
                await complete(stage)


async def test_a_kafka_that_was_wiped_is_filled_again_with_the_same(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    async with (
        fresh_database() as database,
        running_broker(tmp_path / "old") as old,
        sending(database, old.address) as stage,
    ):
        tenant, engagements = uuid7(), [uuid7() for _ in range(3)]
        async with stage.relaying(producer=Producer(old.address, seconds=2)) as relay:
            for turn in range(10):
                await stage.append(tenant, *story(turn, engagements))
            await stage.sent()
            before = [list(map(content, await stage.read(topic))) for topic in stage.topics]
            await old.kill()
            async with running_broker(tmp_path / "new", old.port) as new:
                await ensure(new.address, stage.made)
                await set_back(stage.workers, stage.topics, None, 0)
                await stage.sent()
                after = [list(map(content, await stage.read(topic))) for topic in stage.topics]
                assert relay.broken == {}
        assert after == before


async def told(stage: Sending, holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(SECONDS):
        while not holds():
            await stage.places()
