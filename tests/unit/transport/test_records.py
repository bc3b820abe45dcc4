"""An entry survives the way through a record unchanged, and nothing but what we signed comes out of one."""

from collections.abc import Sequence

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.events.registry import EVENTS
from shared.eventstore.log import Entry
from shared.transport.records import (
    PUBLISHED,
    SIGNATURE,
    TRACEPARENT,
    BadRecord,
    Headers,
    Reason,
    Record,
    decode,
    encode,
    signature,
)
from tests.unit.transport.entries import ENTRIES, OTHER, history

KEY, FORMER = b"the key of today", b"the key of yesterday"
KNOWN = {"ThingRenamed": 1}
(ENTRY,) = history(1)
FIELDS = orjson.loads(encode(ENTRY, KEY).value)


def signed(value: bytes, key: bytes = KEY) -> Record:
    return Record(key=str(ENTRY.tenant).encode(), value=value, headers=[(SIGNATURE, signature(value, key))])


def reason(record: Record, keys: Sequence[bytes] = (KEY,)) -> Reason:
    with pytest.raises(BadRecord) as bad:
        decode(*record, keys, KNOWN)
    return bad.value.reason


@given(entry=ENTRIES)
def test_an_entry_comes_out_as_it_went_in(entry: Entry) -> None:
    assert decode(*encode(entry, KEY), [KEY], {entry.type: entry.schema_version}) == entry


@given(value=st.binary(), key=st.none() | st.binary(), signature=st.none() | st.binary())
def test_whatever_a_stranger_writes_is_a_bad_record(value: bytes, key: bytes | None, signature: bytes | None) -> None:
    headers: Headers = [] if signature is None else [(SIGNATURE, signature)]
    with pytest.raises(BadRecord) as bad:
        decode(key, value, headers, [KEY])
    assert bad.value.reason is (Reason.NOT_SIGNED if signature is None else Reason.WRONG_SIGNATURE)


NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(st.none() | st.booleans() | NUMBERS | st.text(), st.lists, max_leaves=3)


@given(name=st.sampled_from(sorted(FIELDS)), content=JSON)
def test_a_field_of_any_other_content_is_refused_or_read_as_that(name: str, content: object) -> None:
    value = orjson.dumps(FIELDS | {name: content}, option=orjson.OPT_SORT_KEYS) if _fits(content) else b"?"
    try:
        entry = decode(*signed(value), [KEY], KNOWN)
    except BadRecord:
        return
    assert orjson.loads(encode(entry, KEY).value) == FIELDS | {name: content}


def _fits(content: object) -> bool:
    try:
        orjson.dumps(content)
    except orjson.JSONEncodeError:
        return False
    return True


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b"\xff",
        orjson.dumps(FIELDS | {"more": 1}),
        orjson.dumps({name: content for name, content in FIELDS.items() if name != "seq"}),
        orjson.dumps(FIELDS | {"seq": 0}),
        orjson.dumps(FIELDS | {"seq": True}),
        orjson.dumps(FIELDS | {"seq": "1"}),
        orjson.dumps(FIELDS | {"seq": 2**63}),
        orjson.dumps(FIELDS | {"version": 2**31}),
        orjson.dumps(FIELDS | {"tenant": "nobody"}),
        orjson.dumps(FIELDS | {"data": {}}),
        orjson.dumps(FIELDS | {"chain": "00"}),
        orjson.dumps(FIELDS | {"recorded_at": "2026-01-01T00:00:00"}),
        orjson.dumps(FIELDS | {"recorded_at": "2026-01-01T00:00:00+01:00"}),
        orjson.dumps(FIELDS | {"recorded_at": 1}),
        b'{"tenant":"\\ud800"}',
        b"[" * 10_000,
    ],
)
def test_a_signed_value_that_is_no_entry_is_malformed(value: bytes) -> None:
    assert reason(signed(value)) is Reason.MALFORMED


def test_a_record_without_a_value_is_malformed() -> None:
    with pytest.raises(BadRecord) as bad:
        decode(b"key", None, [], [KEY])
    assert bad.value.reason is Reason.MALFORMED


def test_a_changed_value_has_a_wrong_signature() -> None:
    record = encode(ENTRY, KEY)
    assert reason(record._replace(value=record.value.replace(b'"seq":1', b'"seq":2'))) is Reason.WRONG_SIGNATURE


def test_a_second_signature_makes_none_of_them_right() -> None:
    record = encode(ENTRY, KEY)
    assert reason(record._replace(headers=[*record.headers, *record.headers])) is Reason.WRONG_SIGNATURE


def test_the_key_of_yesterday_is_right_as_long_as_it_is_named() -> None:
    record = encode(ENTRY, FORMER)
    assert decode(*record, [KEY, FORMER], KNOWN) == ENTRY
    assert reason(record) is Reason.WRONG_SIGNATURE


def test_without_any_key_nothing_is_right() -> None:
    assert reason(encode(ENTRY, KEY), keys=[]) is Reason.WRONG_SIGNATURE


@pytest.mark.parametrize("key", [None, b"", str(OTHER).encode(), ENTRY.tenant.bytes])
def test_a_key_that_is_not_the_tenant_is_wrong(key: bytes | None) -> None:
    with pytest.raises(BadRecord) as bad:
        decode(key, *encode(ENTRY, KEY)[1:], [KEY], KNOWN)
    assert bad.value.reason is Reason.WRONG_KEY


def test_an_event_that_this_process_does_not_know_is_told_from_a_version_that_it_does_not_know() -> None:
    assert reason(encode(ENTRY._replace(type="ThingPainted"), KEY)) is Reason.UNKNOWN_TYPE
    assert reason(encode(ENTRY._replace(schema_version=2), KEY)) is Reason.UNKNOWN_VERSION


def test_the_trace_is_in_a_header_for_those_who_only_follow_traces() -> None:
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    assert (TRACEPARENT, trace.encode()) in encode(ENTRY._replace(traceparent=trace), KEY).headers
    assert TRACEPARENT not in dict(encode(ENTRY, KEY).headers)


def test_every_published_event_is_known_in_the_version_that_is_written_today() -> None:
    assert PUBLISHED.keys() == EVENTS.keys()
    assert min(PUBLISHED.values()) >= 1
