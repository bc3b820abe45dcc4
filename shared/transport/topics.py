"""The topics: what each is for, how long it keeps, and how they are made. Nobody but `make topics` makes them.

Partitions are many from the start: more of them later would move keys to other partitions and so break their order.
"""

import asyncio
from collections.abc import Mapping, Sequence

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, for_code

from shared.kernel.record import record

DAY = 24 * 60 * 60 * 1000
FOR_EVER = -1
MOST_BYTES = 8 * 1024 * 1024  # of a record, and so of a producer's request
MOST_BYTES_OF_DEAD = MOST_BYTES + 64 * 1024  # the headers tell its story besides
MOST_BYTES_OF_MEASUREMENTS = 1024 * 1024
MOST_IN_SYNC = 2
CONTROLLED_WITHIN, LOOK = 30.0, 0.2


@record
class Topic:
    """`retention` in milliseconds; what a record says stays in the log for ever in any case.

    `compression` is how the broker keeps records, however they come: ours must not meet one that they cannot open.
    """

    name: str
    partitions: int
    retention: int
    most_bytes: int = MOST_BYTES
    compression: str = "uncompressed"

    def settings(self, replicas: int) -> Mapping[str, str]:
        return {
            "cleanup.policy": "delete",
            "compression.type": self.compression,
            "retention.ms": str(self.retention),
            "retention.bytes": "-1",
            "max.message.bytes": str(self.most_bytes),
            "min.insync.replicas": str(min(replicas, MOST_IN_SYNC)),
        }


LOG = Topic(name="fairway.log.v1", partitions=24, retention=7 * DAY)
EVENTS = Topic(name="fairway.events.v1", partitions=24, retention=FOR_EVER, compression="producer")
DEAD = Topic(name="fairway.dead.v1", partitions=1, retention=90 * DAY, most_bytes=MOST_BYTES_OF_DEAD)
MEASUREMENTS = Topic(
    name="fairway.measurements.v1", partitions=24, retention=7 * DAY, most_bytes=MOST_BYTES_OF_MEASUREMENTS
)
MEASUREMENTS_DEAD = Topic(
    name="fairway.measurements.dead.v1", partitions=1, retention=90 * DAY, most_bytes=MOST_BYTES_OF_DEAD
)
TOPICS = (LOG, EVENTS, DEAD, MEASUREMENTS, MEASUREMENTS_DEAD)


async def ensure(address: str, topics: Sequence[Topic] = TOPICS, *, replicas: int = 1) -> tuple[str, ...]:
    """Make the topics that are missing, and give all of them our settings. Returns the names of the new ones."""
    admin = AIOKafkaAdminClient(bootstrap_servers=address)
    try:
        await admin.start()
        await _controlled(admin)
        created = await _create(admin, topics, replicas)
        await _configure(admin, [topic for topic in topics if topic.name not in created], replicas)
    finally:
        await admin.close()
    return created


async def _controlled(admin: AIOKafkaAdminClient) -> None:
    """A cluster that has just begun answers before it knows who makes its topics."""
    async with asyncio.timeout(CONTROLLED_WITHIN):
        while True:
            cluster = await admin.describe_cluster()
            if cluster["controller_id"] in {broker["node_id"] for broker in cluster["brokers"]}:
                return
            await asyncio.sleep(LOOK)


async def _create(admin: AIOKafkaAdminClient, topics: Sequence[Topic], replicas: int) -> tuple[str, ...]:
    wanted = [
        NewTopic(topic.name, topic.partitions, replicas, topic_configs=dict(topic.settings(replicas)))
        for topic in topics
    ]
    answer = await admin.create_topics(wanted)
    created = []
    for topic in answer.to_object()["topic_errors"]:
        if topic["error_code"] == 0:
            created.append(topic["topic"])
        elif topic["error_code"] != TopicAlreadyExistsError.errno:
            raise for_code(topic["error_code"])(f"{topic['topic']}: {topic['error_message']}")
    return tuple(created)


async def _configure(admin: AIOKafkaAdminClient, topics: Sequence[Topic], replicas: int) -> None:
    resources = [ConfigResource(ConfigResourceType.TOPIC, topic.name, topic.settings(replicas)) for topic in topics]
    if not resources:
        return
    for answer in await admin.alter_configs(resources):
        for topic in answer.to_object()["resources"]:
            if topic["error_code"] != 0:
                raise for_code(topic["error_code"])(f"{topic['resource_name']}: {topic['error_message']}")
