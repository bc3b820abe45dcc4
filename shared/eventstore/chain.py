"""The hash chain over a tenant's log, told in Python: what `es.leaf` and `es.link` compute inside the append.

The leaf is the SHA-256 over this, integers big-endian, `text` being a 4-byte length and UTF-8, `optional` being one
zero byte, or a one and the value:

    0x00, tenant, event_id, actor, command_id, correlation_id (16 bytes each), version, schema_version (4 bytes each),
    occurred_at (8 bytes: microseconds since 1970-01-01 UTC), optional engagement_id, optional on_behalf_of,
    optional causation_id, optional text traceparent, text stream, text type, and the data up to the end

The link is the SHA-256 over 0x01, the previous link, seq (8 bytes), recorded_at (8 bytes, as above), the leaf.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from struct import Struct
from uuid import UUID

from shared.eventstore.log import Entry

GENESIS = bytes(32)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NUMBERS = Struct(">iiq").pack
_PLACE = Struct(">qq").pack
_LENGTH = Struct(">i").pack


def microseconds(moment: datetime) -> int:
    return (moment - _EPOCH) // _MICROSECOND


def leaf(entry: Entry) -> bytes:
    stream, kind = entry.stream.encode(), entry.type.encode()
    return sha256(
        b"".join(
            (
                b"\0",
                entry.tenant.bytes,
                entry.event_id.bytes,
                entry.actor.bytes,
                entry.command_id.bytes,
                entry.correlation_id.bytes,
                _NUMBERS(entry.version, entry.schema_version, microseconds(entry.occurred_at)),
                _optional(entry.engagement_id),
                _optional(entry.on_behalf_of),
                _optional(entry.causation_id),
                _optional_text(entry.traceparent),
                _LENGTH(len(stream)),
                stream,
                _LENGTH(len(kind)),
                kind,
                entry.data,
            )
        )
    ).digest()


def link(previous: bytes, seq: int, recorded_at: datetime, leaf: bytes) -> bytes:
    return sha256(b"\1" + previous + _PLACE(seq, microseconds(recorded_at)) + leaf).digest()


def _optional(value: UUID | None) -> bytes:
    return b"\0" if value is None else b"\1" + value.bytes


def _optional_text(value: str | None) -> bytes:
    if value is None:
        return b"\0"
    text = value.encode()
    return b"\1" + _LENGTH(len(text)) + text
