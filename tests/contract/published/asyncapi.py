"""Writes docs/events/asyncapi.json: the public topic and all its events, and the topics of measurements."""

import json
import tomllib
from typing import Any

from shared.events.naming import PUBLIC_NAMES, public_type
from shared.events.registry import STREAMS
from shared.transport.cloudevents import CONTENT_TYPE
from shared.transport.topics import EVENTS, MEASUREMENTS
from tests.architecture.tree import ROOT
from tests.contract.published import inbound
from tests.contract.published.bindings import KAFKA, OURS, bound
from tests.contract.published.catalogue import STREAMS_IN_WORDS
from tests.contract.published.envelope import HEADERS, example, headers_of
from tests.contract.published.keeping import kept, printed
from tests.contract.published.schemas import Schema
from tests.golden.keeping import Golden
from tests.golden.keeping import kept as golden_files

DOCUMENT = ROOT / "docs/events/asyncapi.json"
NOUNS = sorted(stream.category for stream in STREAMS if stream.public)

ABOUT = (
    "What happens to pilots, engagements and their stages, gates, dimensions and gaps, as events for subscribers: "
    "CloudEvents 1.0 in Kafka's binary mode, keyed by engagement. An event comes at least once, in order within its "
    "engagement; `ce_prevseq` shows whether one is missing. The data is the JSON that the event was recorded in. "
    "Measurements come in on a topic of their own."
)


def document() -> dict[str, Any]:
    messages = {public_type(golden.type, golden.version): golden for golden in golden_files() if public(golden)}
    schemas = kept()
    return {
        "asyncapi": "3.0.0",
        "id": "urn:fairway:events",
        "info": info(),
        "defaultContentType": CONTENT_TYPE,
        "servers": {
            "subscribers": server("subscribers", "Read only."),
            "senders": server("senders", f"Write to {MEASUREMENTS.name}, and nothing else."),
        },
        "channels": {"events": channel(list(messages)), **inbound.channels()},
        "operations": {"publishEvents": publishing(), **inbound.operations()},
        "components": {
            "messages": {
                **{kind: message(kind, schemas[kind], golden) for kind, golden in messages.items()},
                **inbound.messages(),
            },
            "messageTraits": {"cloudEvent": {"headers": HEADERS, "contentType": CONTENT_TYPE}},
            "securitySchemes": {"sasl": {"type": "scramSha512", "description": "A user of your own."}},
        },
    }


def public(golden: Golden) -> bool:
    return golden.type in PUBLIC_NAMES


def info() -> dict[str, Any]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "title": "Fairway events",
        "version": project["version"],
        "description": ABOUT,
        "contact": {"name": "Fairway", "url": "https://fairway.invalid", "email": "events@fairway.invalid"},
        "license": {"name": "Apache 2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        "tags": [{"name": noun, "description": STREAMS_IN_WORDS[noun]} for noun in NOUNS],
    }


def server(whose: str, may: str) -> dict[str, Any]:
    """A placeholder: every installation has brokers of its own."""
    return {
        "host": "{broker}:{port}",
        "protocol": "kafka-secure",
        "description": "The brokers of your installation: ask whoever runs it.",
        "variables": {
            "broker": {"default": "kafka.fairway.invalid", "description": "One broker, to begin with."},
            "port": {"default": "9093", "description": "Where it takes connections over TLS."},
        },
        "security": [{"$ref": "#/components/securitySchemes/sasl"}],
        "tags": [{"name": whose, "description": may}],
    }


def channel(kinds: list[str]) -> dict[str, Any]:
    return {
        "address": EVENTS.name,
        "title": "Public events",
        "description": "All public events of all engagements, from the first one on; none is ever removed.",
        "servers": [{"$ref": "#/servers/subscribers"}],
        "messages": {kind: {"$ref": f"#/components/messages/{kind}"} for kind in kinds},
        "tags": [{"name": noun} for noun in NOUNS],
        "bindings": bound(EVENTS),
    }


def publishing() -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": "#/channels/events"},
        "title": "Publish events",
        "summary": "Fairway sends; subscribers receive.",
        "description": (
            "Each event is sent after it was recorded, and again where it is not certain that it arrived. Subscribers "
            "receive: they read every partition from its beginning, keep their offsets beside their own state, pass "
            "over what they have, and look at `ce_prevseq` to see that nothing is missing."
        ),
        "tags": [{"name": noun} for noun in NOUNS],
        "bindings": OURS,
    }


def message(kind: str, schema: Schema, golden: Golden) -> dict[str, Any]:
    noun, _, verb = PUBLIC_NAMES[golden.type].partition(".")
    return {
        "name": kind,
        "title": f"{noun}: {verb.replace('_', ' ')}",
        "summary": schema["description"],
        "contentType": CONTENT_TYPE,
        "headers": headers_of(kind, schema["$id"]),
        "payload": {name: part for name, part in schema.items() if name not in {"$schema", "$id"}},
        "correlationId": {"location": "$message.header#/ce_correlationid"},
        "tags": [{"name": noun}],
        "bindings": {
            "kafka": {
                "key": {"type": "string", "format": "uuid", "description": "The engagement's id."},
                "bindingVersion": KAFKA,
            }
        },
        "traits": [{"$ref": "#/components/messageTraits/cloudEvent"}],
        "examples": [{"name": "recorded", "headers": example(golden), "payload": json.loads(golden.data)}],
    }


if __name__ == "__main__":
    DOCUMENT.write_text(printed(document()), "utf-8")
