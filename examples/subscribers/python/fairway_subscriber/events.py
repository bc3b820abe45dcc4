"""A record of the topic as an event."""

from dataclasses import dataclass
from typing import Any

from aiokafka import ConsumerRecord
from cloudevents.core.base import BaseCloudEvent
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary
from cloudevents.core.exceptions import BaseCloudEventException
from cloudevents.core.formats.json import JSONFormat


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`previous` is the sequence of the engagement's event before this one; 0 for its first."""

    id: str
    type: str
    engagement: str
    sequence: int
    previous: int
    subject: str
    time: str
    data: dict[str, Any]


class NotAnEvent(Exception):
    """The record is none of Fairway's."""


def event_of(record: "ConsumerRecord[bytes, bytes]") -> Event:
    headers = dict(record.headers)
    try:
        event = from_binary(KafkaMessage(headers=headers, key=record.key, value=record.value or b""), JSONFormat())
        return Event(
            id=headers["ce_id"].decode(),  # the library would make up one that is missing
            type=event.get_type(),
            engagement=str(event.get_extension("partitionkey")),
            sequence=int(event.get_extension("sequence")),
            previous=int(event.get_extension("prevseq")),
            subject=event.get_subject() or "",
            time=headers["ce_time"].decode(),
            data=content(event),
        )
    except (BaseCloudEventException, ValueError, TypeError, LookupError) as error:
        raise NotAnEvent(f"partition {record.partition}, offset {record.offset}: {error}") from error


def content(event: BaseCloudEvent) -> dict[str, Any]:
    data = event.get_data()
    if not isinstance(data, dict):
        raise TypeError("the data is no object")
    return data
