"""The topics are made once, and have our settings however often they are made."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from uuid import uuid1

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError

from shared.transport.topics import DEAD, EVENTS, FOR_EVER, LOG, TOPICS, Topic, ensure


def renamed(*topics: Topic) -> tuple[Topic, ...]:
    return tuple(replace(topic, name=f"{topic.name}-{uuid1().hex}", partitions=2) for topic in topics)


SECONDS = 20.0


async def settings(address: str, topic: Topic) -> dict[str, str]:
    admin = AIOKafkaAdminClient(bootstrap_servers=address)
    await admin.start()
    try:
        (answer,) = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic.name)])
    finally:
        await admin.close()
    (resource,) = answer.to_object()["resources"]
    return {entry["config_names"]: entry["config_value"] for entry in resource["config_entries"]}


async def test_topics_are_made_once(broker: str) -> None:
    topics = renamed(LOG, EVENTS, DEAD)
    assert await ensure(broker, topics) == tuple(topic.name for topic in topics)
    assert await ensure(broker, topics) == ()


async def set_to(broker: str, topic: Topic, wanted: Mapping[str, str]) -> None:
    """As soon as the broker says so: it hears of settings from its controller."""
    async with asyncio.timeout(SECONDS):
        while not wanted.items() <= (await settings(broker, topic)).items():
            pass


async def test_a_topic_that_was_changed_by_hand_gets_our_settings_again(broker: str) -> None:
    (topic,) = renamed(EVENTS)
    await ensure(broker, [replace(topic, retention=1_000)])
    await set_to(broker, topic, {"retention.ms": "1000"})
    await ensure(broker, [topic])
    await set_to(broker, topic, topic.settings(1))


async def test_more_replicas_than_there_are_brokers_are_refused(broker: str) -> None:
    with pytest.raises(KafkaError, match="replication"):
        await ensure(broker, renamed(LOG), replicas=3)


def test_what_subscribers_read_is_kept_for_ever() -> None:
    assert [topic.name for topic in TOPICS if topic.retention == FOR_EVER] == ["fairway.events.v1"]


def test_where_there_are_replicas_two_must_have_a_record() -> None:
    assert [LOG.settings(replicas)["min.insync.replicas"] for replicas in (1, 2, 3, 5)] == ["1", "2", "2", "2"]
