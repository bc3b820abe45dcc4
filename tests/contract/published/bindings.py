"""How the AsyncAPI document tells of a topic's settings."""

from typing import Any

from shared.transport.topics import Topic

KAFKA = "0.5.0"
REPLICAS = 3
OURS = {"kafka": {"bindingVersion": KAFKA}}


def bound(topic: Topic) -> dict[str, Any]:
    settings = topic.settings(REPLICAS)
    return {
        "kafka": {
            "topic": topic.name,
            "partitions": topic.partitions,
            "replicas": REPLICAS,
            "topicConfiguration": {
                "cleanup.policy": [settings["cleanup.policy"]],
                "retention.ms": int(settings["retention.ms"]),
                "retention.bytes": int(settings["retention.bytes"]),
                "max.message.bytes": int(settings["max.message.bytes"]),
            },
            "bindingVersion": KAFKA,
        }
    }
