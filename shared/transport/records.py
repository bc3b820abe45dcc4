"""An entry of the log as a record of the internal topic, and back: signed, so that only what we wrote counts.

The value is canonical JSON with every field of the entry: ids and moments as text, `chain` in hex, and `data` as the
very text that the chain covers. The record's key is the tenant. The header `signature` is the HMAC-SHA256 over the
value under a key that the relay and the services share; several keys may be valid while a key is being changed.
"""

import hmac
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias
from uuid import UUID

import orjson

from shared.events.registry import EVENTS, schema_version
from shared.eventstore.log import Entry

SIGNATURE, TRACEPARENT = "signature", "traceparent"
LINK_BYTES = 32

Headers: TypeAlias = Sequence[tuple[str, bytes]]

PUBLISHED: Mapping[str, int] = {name: schema_version(name) for name in EVENTS}
"""Every event that this process knows, with the newest version of its shape that it can read."""


class Reason(StrEnum):
    """Why a record is not taken."""

    MALFORMED = "malformed"
    NOT_SIGNED = "not_signed"
    WRONG_SIGNATURE = "wrong_signature"
    WRONG_KEY = "wrong_key"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_VERSION = "unknown_version"
    UNKNOWN_TENANT = "unknown_tenant"
    BROKEN_CHAIN = "broken_chain"


class BadRecord(Exception):
    """It is not taken; the log itself has what is missing."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class Record(NamedTuple):
    """What a producer sends."""

    key: bytes
    value: bytes
    headers: Headers


def encode(entry: Entry, key: bytes) -> Record:
    fields = entry._asdict() | {"data": entry.data.decode(), "chain": entry.chain.hex()}
    # `default` is for the ids that the database's driver makes: a subclass of UUID.
    value = orjson.dumps(fields, default=str, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)
    headers = [(SIGNATURE, signature(value, key))]
    if entry.traceparent is not None:
        headers.append((TRACEPARENT, entry.traceparent.encode()))
    return Record(key=str(entry.tenant).encode(), value=value, headers=headers)


def decode(
    key: bytes | None,
    value: bytes | None,
    headers: Headers,
    keys: Iterable[bytes],
    known: Mapping[str, int] = PUBLISHED,
) -> Entry:
    """The entry that the record carries. Raises BadRecord. What is not signed is not even parsed."""
    if value is None:
        raise BadRecord(Reason.MALFORMED)
    _check_signature(value, headers, keys)
    entry = _parsed(value)
    if key != str(entry.tenant).encode():
        raise BadRecord(Reason.WRONG_KEY)
    if entry.type not in known:
        raise BadRecord(Reason.UNKNOWN_TYPE)
    if entry.schema_version > known[entry.type]:
        raise BadRecord(Reason.UNKNOWN_VERSION)
    return entry


def signature(value: bytes, key: bytes) -> bytes:
    return hmac.digest(key, value, "sha256").hex().encode()


def _check_signature(value: bytes, headers: Headers, keys: Iterable[bytes]) -> None:
    given = [content for name, content in headers if name == SIGNATURE]
    if not given:
        raise BadRecord(Reason.NOT_SIGNED)
    if len(given) > 1 or not any(hmac.compare_digest(given[0], signature(value, key)) for key in keys):
        raise BadRecord(Reason.WRONG_SIGNATURE)


def _parsed(value: bytes) -> Entry:
    try:
        return _entry(orjson.loads(value))
    except (KeyError, ValueError, TypeError, AttributeError):
        raise BadRecord(Reason.MALFORMED) from None


def _entry(fields: dict[str, Any]) -> Entry:
    if fields.keys() != set(Entry._fields):
        raise ValueError("not the fields of an entry")
    return Entry(
        tenant=UUID(fields["tenant"]),
        seq=_positive(fields["seq"], 2**63 - 1),
        event_id=UUID(fields["event_id"]),
        stream=_text(fields["stream"]),
        version=_positive(fields["version"]),
        engagement_id=_optional_id(fields["engagement_id"]),
        type=_text(fields["type"]),
        schema_version=_positive(fields["schema_version"]),
        occurred_at=_moment(fields["occurred_at"]),
        recorded_at=_moment(fields["recorded_at"]),
        actor=UUID(fields["actor"]),
        on_behalf_of=_optional_id(fields["on_behalf_of"]),
        command_id=UUID(fields["command_id"]),
        correlation_id=UUID(fields["correlation_id"]),
        causation_id=_optional_id(fields["causation_id"]),
        traceparent=None if fields["traceparent"] is None else _text(fields["traceparent"]),
        data=_text(fields["data"]).encode(),
        chain=_link(fields["chain"]),
    )


def _positive(value: object, largest: int = 2**31 - 1) -> int:
    if type(value) is not int or not 1 <= value <= largest:
        raise ValueError("not a number that an entry can have")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _optional_id(value: str | None) -> UUID | None:
    return None if value is None else UUID(value)


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.utcoffset() != timedelta():
        raise ValueError("not a moment in UTC")
    return moment.astimezone(UTC)


def _link(value: str) -> bytes:
    link = bytes.fromhex(value)
    if len(link) != LINK_BYTES:
        raise ValueError("not a link of the chain")
    return link
