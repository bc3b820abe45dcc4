"""What the relay writes: all of the log inside, what is public outside, in order, the same whenever it is sent."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from uuid import UUID

import pytest
from confluent_kafka import Consumer
from uuid_utils.compat import uuid7

from shared.transport.cloudevents import is_public
from shared.transport.relay_checkpoint import set_back
from tests.attempts import attempt, write
from tests.integration.relay.held import content
from tests.integration.relay.sending import QUICK, SECONDS, Read, Sending, header, story

ENGAGEMENTS = [uuid7() for _ in range(4)]


async def happened(stage: Sending, turns: int = 8, tenants: int = 3) -> list[UUID]:
    """In several tenants, whose engagements are their own."""
    found = [uuid7() for _ in range(tenants)]
    for tenant in found:
        engagements = [uuid7() for _ in range(4)]
        for turn in range(turns):
            await stage.append(tenant, *story(turn, engagements))
    return found


def by_engagement(records: Sequence[Read]) -> dict[bytes | None, list[Read]]:
    found: dict[bytes | None, list[Read]] = {}
    for each in records:
        found.setdefault(each.key, []).append(each)
    return found


async def test_the_internal_topic_has_the_whole_log_of_each_tenant_in_order(stage: Sending) -> None:
    tenants = await happened(stage)
    async with stage.relay() as relay:
        await relay.catch_up()
    entries = await stage.entries()
    for tenant in tenants:
        assert [entry for entry in entries if entry.tenant == tenant] == list(await stage.log.after(tenant, 0, 1000))
    assert {each.key for each in await stage.read(stage.log_topic)} == {str(tenant).encode() for tenant in tenants}


async def test_the_public_topic_has_what_is_public_in_order_for_each_engagement(stage: Sending) -> None:
    tenants = await happened(stage)
    async with stage.relay() as relay:
        await relay.catch_up()
    logged = [entry for tenant in tenants for entry in await stage.log.after(tenant, 0, 1000)]
    public = [entry for entry in logged if entry.stream.startswith(("gap-", "pilot-"))]
    sent = by_engagement(await stage.read(stage.events_topic))
    assert len(public) < len(logged)
    assert {key: [header(each, "id") for each in records] for key, records in sent.items()} == {
        str(engagement).encode(): [str(entry.event_id) for entry in public if entry.engagement_id == engagement]
        for engagement in {entry.engagement_id for entry in public}
    }


async def test_whoever_misses_an_event_can_tell(stage: Sending) -> None:
    await happened(stage)
    async with stage.relay() as relay:
        await relay.catch_up()
    for records in by_engagement(await stage.read(stage.events_topic)).values():
        assert header(records[0], "prevseq") == "0" * 19
        assert all(header(one, "sequence") == header(next_one, "prevseq") for one, next_one in pairwise(records))


@pytest.mark.parametrize("batch", [1, 3, 500])
async def test_what_is_sent_again_is_the_same_in_whatever_batches(stage: Sending, batch: int) -> None:
    await happened(stage)
    async with stage.relay() as relay:
        await relay.catch_up()
        first = {topic: Counter(map(content, await stage.read(topic))) for topic in stage.topics}
        before = await set_back(stage.workers, stage.topics, None, 0)
        assert {place.lag for place in before} == {0}
    async with stage.relay(replace(QUICK, batch=batch)) as relay:
        await relay.catch_up()
    for topic in stage.topics:
        again = Counter(map(content, await stage.read(topic)))
        assert set(again) == set(first[topic])
        assert set(again.values()) == {2}


async def test_from_a_position_only_what_follows_it_is_sent_again(stage: Sending) -> None:
    tenant, other = await happened(stage, tenants=2)
    async with stage.relay() as relay:
        await relay.catch_up()
        head = (await stage.log.head(tenant)).seq
        (was,) = await set_back(stage.workers, [stage.log_topic], tenant, head - 3)
        assert (was.topic, was.tenant, was.seq) == (stage.log_topic, tenant, head)
        await relay.catch_up()
    times = Counter((entry.tenant, entry.seq) for entry in await stage.entries())
    twice = sorted(place for place, number in times.items() if number == 2)
    assert twice == [(tenant, head - 2), (tenant, head - 1), (tenant, head)]
    assert {number for (each, _), number in times.items() if each == other} == {1}


async def test_a_checkpoint_is_never_set_forward(stage: Sending) -> None:
    tenant = uuid7()
    await stage.append(tenant, *story(0, ENGAGEMENTS))
    async with stage.relay() as relay:
        await relay.catch_up()
    await set_back(stage.workers, stage.topics, tenant, 1)
    assert await set_back(stage.workers, stage.topics, tenant, 4) == []
    assert {place.seq for place in await stage.places()} == {1}


async def test_a_stranger_reads_it_with_another_client(stage: Sending) -> None:
    engagement = uuid7()
    await stage.append(uuid7(), attempt(write("gap-a", "GapOpened", "GapStarted", engagement_id=engagement)))
    async with stage.relay() as relay:
        await relay.catch_up()
    stranger = Consumer({"bootstrap.servers": stage.address, "group.id": "stranger", "auto.offset.reset": "earliest"})
    stranger.subscribe([stage.events_topic])
    found = stranger.consume(2, timeout=SECONDS)
    stranger.close()
    assert [dict(each.headers() or ())["ce_type"] for each in found] == [
        b"com.fairway.gap.opened.v1",
        b"com.fairway.gap.started.v1",
    ]
    assert {each.key() for each in found} == {str(engagement).encode()}
    assert [each.value() for each in found] == [b"{}", b"{}"]


async def test_what_has_no_engagement_stays_inside(stage: Sending) -> None:
    await stage.append(uuid7(), attempt(write("gap-a", "GapOpened", engagement_id=None)))
    async with stage.relay() as relay:
        await relay.catch_up()
    assert await stage.read(stage.events_topic) == []
    assert [is_public(entry) for entry in await stage.entries()] == [False]
