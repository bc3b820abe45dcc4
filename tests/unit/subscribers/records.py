"""Facts as records of the public topic: made by what the relay sends."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from aiokafka import ConsumerRecord

from shared.events.naming import PUBLIC_NAMES
from shared.events.registry import schema_version
from shared.eventstore.codec import encode
from shared.eventstore.log import Entry
from shared.transport.cloudevents import cloud_event
from shared.transport.records import Record
from shared.transport.topics import EVENTS
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, NOW

TENANT = UUID(int=0x71)
STEP = 10  # other events of the tenant lie between those of one engagement


def sent(facts: Sequence[Any], engagement: UUID = ENGAGEMENT) -> list[Record]:
    """The facts of one engagement, in the order of the log."""
    return [
        cloud_event(entry(fact, place * STEP, engagement), (place - 1) * STEP) for place, fact in enumerate(facts, 1)
    ]


def entry(fact: object, seq: int, engagement: UUID) -> Entry:
    event = encode(fact, uuid5(engagement, str(seq)))
    moment = NOW + timedelta(minutes=seq)
    return Entry(
        tenant=TENANT,
        seq=seq,
        event_id=event.event_id,
        stream=f"{PUBLIC_NAMES[event.type].partition('.')[0]}-{engagement}",
        version=1,
        engagement_id=engagement,
        type=event.type,
        schema_version=schema_version(event.type),
        occurred_at=moment,
        recorded_at=moment,
        actor=ANA,
        on_behalf_of=None,
        command_id=event.event_id,
        correlation_id=event.event_id,
        causation_id=None,
        traceparent=None,
        data=event.data,
        chain=b"",
    )


def consumed(record: Record, offset: int = 0, partition: int = 0) -> "ConsumerRecord[bytes, bytes]":
    """The record as a consumer gets it."""
    return ConsumerRecord(
        topic=EVENTS.name,
        partition=partition,
        offset=offset,
        timestamp=0,
        timestamp_type=0,
        key=record.key,
        value=record.value,
        checksum=None,
        serialized_key_size=len(record.key),
        serialized_value_size=len(record.value),
        headers=tuple(record.headers),
    )
