"""Measurements as CloudEvents 1.0 in JSON: one, or a list of them. Each is one observation."""

import json
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from gateway.measurement.formats import each_once, texts
from gateway.measurement.refusals import (
    EventAttributeWrong,
    EventsNotRead,
    EventsNotTaken,
    EventTypeUnknown,
    RowFieldMissing,
    RowFieldUnknown,
    TooManyEvents,
)
from gateway.measurement.rows import LONGEST_TOLD, Row, id_of, is_text, row_of
from shared.kernel.record import record
from shared.kernel.refusal import Refused

SINGLE: Final = "application/cloudevents+json"
BATCH: Final = "application/cloudevents-batch+json"
TYPE: Final = "com.fairway.measurement.v1"
MOST_EVENTS: Final = 1_000
MOST_CHARACTERS: Final = 200


class Number(str):
    """A number as it is written."""

    __slots__ = ()


@record
class Measurement:
    """What an event says, of which engagement. `source` is what sent it."""

    engagement_id: UUID
    source: str
    row: Row


def events_of(media_type: str, body: bytes) -> Sequence[object]:
    """Raises Refused where nothing of it can be read."""
    if media_type not in {SINGLE, BATCH}:
        raise EventsNotTaken
    found = parsed(body)
    if isinstance(found, list) != (media_type == BATCH):
        raise EventsNotRead
    events = found if isinstance(found, list) else [found]
    if len(events) > MOST_EVENTS:
        raise TooManyEvents(most=MOST_EVENTS)
    return events


def parsed(body: bytes) -> object:
    """JSON in which each name comes once. Raises EventsNotRead."""
    try:
        return json.loads(
            body, object_pairs_hook=each_once, parse_float=Number, parse_int=Number, parse_constant=Number
        )
    except (ValueError, RecursionError):
        raise EventsNotRead from None


def measurement(number: int, event: object) -> Measurement:
    """`number` is its place, counted from 1. Raises Refused.

    What sent it and what that calls it make the observation's key: neither holds a space at its end, and a source none
    at all, so that no two events share one.
    """
    given: dict[str, Any] = event if isinstance(event, dict) else {}
    if given.get("specversion") != "1.0":
        raise EventAttributeWrong(name="specversion")
    event_id, source, type_ = (attribute(given, name) for name in ("id", "source", "type"))
    if type_ != TYPE:
        raise EventTypeUnknown(given=type_[:LONGEST_TOLD], wanted=TYPE)
    if any(map(str.isspace, source)):
        raise EventAttributeWrong(name="source")
    said = texts(given.get("data"))
    if "key" in said:
        raise RowFieldUnknown(given="key")
    if "engagement" not in said:
        raise RowFieldMissing(where=("input", "engagement"), name="engagement")
    engagement_id = id_of("Engagement", "engagement", said.pop("engagement"))
    return Measurement(
        engagement_id=engagement_id, source=source, row=row_of(number, {**said, "key": f"{source} {event_id}"})
    )


def attribute(event: dict[str, Any], name: str) -> str:
    value = event.get(name)
    if type(value) is not str or not 0 < len(value) <= MOST_CHARACTERS or value != value.strip():
        raise EventAttributeWrong(name=name)
    is_text(value)
    return value


def read_event(number: int, event: object) -> Measurement | Refused:
    try:
        return measurement(number, event)
    except Refused as refusal:
        return refusal
