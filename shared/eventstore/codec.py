"""Event records as canonical bytes (RFC 8785) and back, with the upcasts of earlier shapes applied on reading."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from pydantic import TypeAdapter, ValidationError

from shared.events.registry import EVENTS, schema_version
from shared.events.upcasts import UPCASTS
from shared.eventstore.log import Entry, NewEvent
from shared.kernel.recorded import Recorded

LARGEST = 60_000
"""Bytes of an event's data: with its envelope it stays below the 64 KiB that every broker and gateway lets through."""

_SORTED = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME
_CANONICAL = _SORTED | orjson.OPT_STRICT_INTEGER


class UnknownEvent(Exception):
    """This process does not know such an event, or not yet in this version: it must wait for one that does."""


class BrokenEvent(Exception):
    """The data does not have the shape that its type and version promise."""


def encode(event: object, new_id: UUID) -> NewEvent:
    """The event as it will be stored. Raises BrokenEvent where it could not be read again as it is."""
    name = type(event).__name__
    adapter = adapter_of(name)
    try:
        data = orjson.dumps(adapter.dump_python(event, warnings="error"), default=_plain, option=_CANONICAL)
        faithful = adapter.validate_json(data, strict=True, extra="forbid") == event
    except (orjson.JSONEncodeError, ValueError, TypeError) as error:
        raise BrokenEvent(f"{name} does not fit its own record: {error}") from error
    if not faithful:
        raise BrokenEvent(f"{name} would read differently")
    if len(data) > LARGEST:
        raise BrokenEvent(f"{name} has {len(data)} bytes, more than {LARGEST}")
    return NewEvent(event_id=new_id, type=name, schema_version=schema_version(name), data=data)


def decode(entry: Entry) -> Recorded[Any]:
    return Recorded(
        event=read(entry.type, entry.schema_version, entry.data),
        tenant=entry.tenant,
        seq=entry.seq,
        event_id=entry.event_id,
        stream=entry.stream,
        version=entry.version,
        engagement_id=entry.engagement_id,
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        actor=entry.actor,
        command_id=entry.command_id,
    )


def read(name: str, version: int, data: bytes) -> Any:
    """The event that these bytes hold, in today's shape."""
    adapter = adapter_of(name)
    today = schema_version(name)
    if not 1 <= version <= today:
        raise UnknownEvent(f"{name} in version {version}")
    try:
        current = data if version == today else _upcast(name, version, today, data)
        return adapter.validate_json(current, strict=True, extra="forbid")
    except (ValidationError, orjson.JSONDecodeError, LookupError) as error:
        raise BrokenEvent(f"{name} in version {version}: {error}") from error


def digest(command: Any, *circumstances: object) -> bytes:
    """What tells a request apart from another one under the same id: 32 bytes over all that was asked."""
    kind: Any = type(command)
    asked = [kind.__qualname__, _shape(kind).dump_python(command), *circumstances]
    return sha256(orjson.dumps(asked, default=_plain, option=_SORTED)).digest()


@cache
def _shape(command: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(command)


@cache
def adapter_of(name: str) -> TypeAdapter[Any]:
    if name not in EVENTS:
        raise UnknownEvent(name)
    return TypeAdapter(EVENTS[name])


def _upcast(name: str, version: int, today: int, data: bytes) -> bytes:
    fields: dict[str, Any] = orjson.loads(data)
    for step in range(version, today):
        fields = UPCASTS[name, step](fields)
    return canonical(fields)


def canonical(value: Mapping[str, Any]) -> bytes:
    return orjson.dumps(value, default=_plain, option=_CANONICAL)


def _plain(value: object) -> str:
    """What JSON has no word for."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a moment without a time zone")
        return value.astimezone(UTC).isoformat().removesuffix("+00:00") + "Z"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)  # of a class of its own, as a driver reads it from the database
    raise TypeError(f"{type(value).__name__} has no place in an event")
