"""What the AsyncAPI document says of measurements: the topic that is read, and the one of those that were not taken."""

import json
from typing import Any

from gateway.measurement.events import MOST_CHARACTERS, SINGLE, TYPE
from gateway.measurement.rows import NEEDED
from gateway.measurement.senders import CONTENT_TYPE, SENDER, SIGNATURE, signature
from shared.transport.dead import PREFIX
from shared.transport.topics import MEASUREMENTS, MEASUREMENTS_DEAD, Topic
from tests.contract.published.bindings import OURS, bound
from tests.contract.published.envelope import TEXT
from tests.contract.published.schemas import Schema
from tests.facts.engagements import ENGAGEMENT
from tests.facts.series import KPI_ID

DEAD = "measurement.not_taken"
ATTRIBUTE = TEXT | {"minLength": 1, "maxLength": MOST_CHARACTERS}
NUMBER: Schema = {"oneOf": [{"type": "number"}, TEXT], "description": "Written plainly: no exponent."}
SAID = {
    "series": TEXT | {"description": "Its id."},
    "day": TEXT | {"format": "date"},
    "value": NUMBER,
    "of": NUMBER,
    "cohort": TEXT | {"description": "Its id."},
    "department": TEXT,
    "unit": TEXT | {"description": "That of the series, where it is said at all."},
}
DATA: Schema = {
    "type": "object",
    "properties": {"engagement": TEXT | {"description": "Its id."}, **SAID},
    "required": ["engagement", *(name for name in NEEDED if name != "key")],
    "additionalProperties": False,
}
ENVELOPE: Schema = {
    "specversion": TEXT | {"const": "1.0"},
    "type": TEXT | {"const": TYPE},
    "id": ATTRIBUTE | {"description": "With the source: what makes it the same measurement."},
    "source": ATTRIBUTE | {"description": "What sent it; it holds no space."},
    "data": DATA,
}
EVENT: Schema = {"type": "object", "properties": ENVELOPE, "required": list(ENVELOPE)}
SIGNED: Schema = {
    "type": "object",
    "properties": {
        SENDER: TEXT | {"description": "The name that whoever runs Fairway has given you."},
        SIGNATURE: TEXT
        | {"pattern": "^[0-9a-f]{64}$", "description": "HMAC-SHA256, in hex, under your key: see the guide."},
        CONTENT_TYPE: TEXT,
    },
    "required": [SENDER, SIGNATURE, CONTENT_TYPE],
}
STORY: Schema = {
    "type": "object",
    "properties": {
        f"{PREFIX}reason": TEXT | {"description": "A code for programs."},
        f"{PREFIX}message": TEXT | {"description": "A sentence for people."},
        f"{PREFIX}group": TEXT,
        f"{PREFIX}topic": TEXT,
        f"{PREFIX}partition": TEXT,
        f"{PREFIX}offset": TEXT,
        f"{PREFIX}time": TEXT | {"description": "When it was written, in milliseconds since 1970."},
    },
    "required": [f"{PREFIX}{name}" for name in ("reason", "message", "group", "topic", "partition", "offset", "time")],
}
TAGS = [{"name": "observations"}]
EXAMPLE: dict[str, Any] = {
    "specversion": "1.0",
    "type": TYPE,
    "id": "claim-4711",
    "source": "/claims/desk",
    "data": {"engagement": str(ENGAGEMENT), "series": str(KPI_ID), "day": "2026-03-31", "value": 31.5},
}
SENT = {
    SENDER: "claims-desk",
    SIGNATURE: signature(b"k" * 32, {CONTENT_TYPE: SINGLE}, json.dumps(EXAMPLE).encode()),
    CONTENT_TYPE: SINGLE,
}
REFUSED = {
    f"{PREFIX}reason": "UNIT_DIFFERS",
    f"{PREFIX}message": "The series is counted in hours.",
    f"{PREFIX}group": "fairway.measurements",
    f"{PREFIX}topic": MEASUREMENTS.name,
    f"{PREFIX}partition": "3",
    f"{PREFIX}offset": "4711",
    f"{PREFIX}time": "1774951200000",
}


def channels() -> dict[str, Any]:
    return {
        "measurements": {
            "title": "Measurements",
            "description": "What machines measured, for Fairway to record: structured or binary, one event a record.",
            **told_of(MEASUREMENTS, TYPE),
        },
        "measurementsNotTaken": {
            "title": "Measurements that were not taken",
            "description": "Each as it came, with the reason in its headers; it may lie there twice.",
            **told_of(MEASUREMENTS_DEAD, DEAD),
        },
    }


def told_of(topic: Topic, message: str) -> dict[str, Any]:
    return {
        "address": topic.name,
        "servers": [{"$ref": "#/servers/senders"}],
        "messages": {message: {"$ref": f"#/components/messages/{message}"}},
        "tags": TAGS,
        "bindings": bound(topic),
    }


def operations() -> dict[str, Any]:
    return {
        "takeMeasurements": {
            "action": "receive",
            "channel": {"$ref": "#/channels/measurements"},
            "title": "Take measurements",
            "summary": "Senders send; Fairway receives.",
            "description": "Each is recorded once by its source and id, however often it comes.",
            "tags": TAGS,
            "bindings": OURS,
        },
        "refuseMeasurements": {
            "action": "send",
            "channel": {"$ref": "#/channels/measurementsNotTaken"},
            "title": "Put aside what is not taken",
            "summary": "Fairway sends; whoever looks after senders receives.",
            "description": "How far the topic was read is committed after the record lies here.",
            "tags": TAGS,
            "bindings": OURS,
        },
    }


def messages() -> dict[str, Any]:
    shared = {"contentType": SINGLE, "payload": EVENT, "tags": TAGS, "bindings": OURS}
    return {
        TYPE: {
            **shared,
            "name": TYPE,
            "title": "A measurement",
            "summary": "One observation, as a CloudEvent that its sender has signed.",
            "headers": SIGNED,
            "examples": [{"name": "structured", "headers": SENT, "payload": EXAMPLE}],
        },
        DEAD: {
            **shared,
            "name": DEAD,
            "title": "A measurement that was not taken",
            "summary": "The record unchanged, whatever it holds, and beside its headers why it was not taken.",
            "headers": STORY,
            "payload": {"description": "Whatever was sent."},
            "examples": [{"name": "unit", "headers": {**SENT, **REFUSED}, "payload": EXAMPLE}],
        },
    }
