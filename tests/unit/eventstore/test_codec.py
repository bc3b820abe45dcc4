"""Events become canonical bytes and come back as they were."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.events.gaps import GapDueDateSet, GapEstimated, GapKind, GapOpened, GapStarted
from shared.events.pilots import PilotCostRecorded
from shared.events.registry import EVENTS
from shared.events.upcasts import UPCASTS
from shared.eventstore import codec
from shared.eventstore.codec import LARGEST, BrokenEvent, UnknownEvent, canonical, decode, digest, encode, read
from shared.kernel.money import Money
from shared.kernel.record import record
from shared.kernel.text import PROSE
from tests.attempts import ACTOR, ENGAGEMENT
from tests.facts.gaps import OPENED
from tests.unit.eventstore.entries import entry

ID = UUID(int=1)
SAFE = 2**53 - 1
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-SAFE, SAFE) | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(st.from_regex(r"[a-z_]+", fullmatch=True), inner),
)

# What an event may hold; the events themselves are built from their records.
st.register_type_strategy(Decimal, st.decimals(allow_nan=False, allow_infinity=False))
st.register_type_strategy(str, TEXT)
st.register_type_strategy(int, st.integers(-SAFE, SAFE))


@pytest.mark.parametrize("kind", EVENTS.values(), ids=EVENTS.keys())
@settings(max_examples=20)
@given(data=st.data())
def test_every_event_comes_back_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    event = data.draw(st.builds(kind))
    stored = encode(event, ID)
    assert read(stored.type, stored.schema_version, stored.data) == event
    assert rfc8785.dumps(json.loads(stored.data)) == stored.data


@given(JSON)
def test_the_bytes_are_those_of_rfc_8785(value: object) -> None:
    assert canonical({"value": value}) == rfc8785.dumps(cast("dict[str, Any]", {"value": value}))


def test_the_bytes_are_sorted_and_hold_no_floats() -> None:
    estimate = GapEstimated(gap_id=ID, low=Decimal("1E+3"), likely=Decimal("2.50"), high=Decimal("1E-7"))
    expected = b'{"gap_id":"00000000-0000-0000-0000-000000000001","high":"0.0000001","likely":"2.50","low":"1000"}'
    assert encode(estimate, ID).data == expected


def test_moments_are_written_in_utc_and_days_as_days() -> None:
    noon = datetime(2026, 3, 2, 14, 0, 0, 5, tzinfo=timezone(timedelta(hours=2)))
    assert canonical({"at": noon, "on": date(2026, 3, 2)}) == b'{"at":"2026-03-02T12:00:00.000005Z","on":"2026-03-02"}'
    with pytest.raises(TypeError) as caught:
        canonical({"at": datetime(2026, 3, 2, 12)})  # noqa: DTZ001 - the point of the test
    assert "time zone" in str(caught.value.__cause__)


def test_an_event_takes_its_name_its_version_and_the_given_id() -> None:
    stored = encode(GapStarted(gap_id=ID), ENGAGEMENT)
    assert (stored.event_id, stored.type, stored.schema_version) == (ENGAGEMENT, "GapStarted", 1)


@pytest.mark.parametrize(
    "event",
    [
        GapEstimated(gap_id=ID, low=cast("Decimal", 1.5), likely=Decimal(2), high=Decimal(3)),
        GapDueDateSet(gap_id=ID, due=datetime(2026, 3, 2, 12, tzinfo=UTC)),
        GapStarted(gap_id=cast("UUID", "no id")),
        replace(OPENED, kind=cast("GapKind", "fog")),
        replace(OPENED, title="\ud800"),
        PilotCostRecorded(pilot_id=ID, cost_id=ID, amount=Money(minor=2**53, currency="EUR"), purpose="licences"),
    ],
    ids=["a float", "a moment for a day", "text for an id", "no such value", "half a character", "an unsafe number"],
)
def test_what_could_not_be_read_again_is_not_written(event: object) -> None:
    with pytest.raises(BrokenEvent):
        encode(event, ID)


def test_an_event_is_never_larger_than_what_every_transport_carries() -> None:
    longest = OPENED.title[:1].ljust(PROSE, "\U0001f6a7")
    assert len(encode(replace(OPENED, detail=longest), ID).data) < LARGEST
    with pytest.raises(BrokenEvent, match="more than 60000"):
        encode(replace(OPENED, detail=longest * 4), ID)


def test_an_id_is_written_alike_whatever_class_a_driver_reads_it_as() -> None:
    class Read(UUID):
        pass

    read_back = Read(int=OPENED.gap_id.int)
    assert encode(replace(OPENED, gap_id=read_back), ID).data == encode(OPENED, ID).data
    assert digest(replace(OPENED, gap_id=read_back), Read(int=1)) == digest(OPENED, UUID(int=1))


def test_what_is_no_event_is_not_written() -> None:
    with pytest.raises(UnknownEvent):
        encode(Money(minor=1, currency="EUR"), ID)


def test_an_event_is_decoded_with_its_envelope() -> None:
    stored = entry("gap-1", 3, encode(OPENED, ID))
    recorded = decode(stored)
    assert recorded.event == OPENED
    assert (recorded.tenant, recorded.seq, recorded.event_id, recorded.stream) == (stored.tenant, 3, ID, "gap-1")
    assert (recorded.version, recorded.engagement_id) == (stored.version, stored.engagement_id)
    assert (recorded.actor, recorded.command_id) == (ACTOR, stored.command_id)
    assert (recorded.occurred_at, recorded.recorded_at) == (stored.occurred_at, stored.recorded_at)


@pytest.mark.parametrize(("name", "version"), [("GapVanished", 1), ("GapStarted", 2), ("GapStarted", 0)])
def test_an_event_of_another_release_waits_for_one_that_knows_it(name: str, version: int) -> None:
    with pytest.raises(UnknownEvent, match=name):
        read(name, version, b"{}")


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"gap_id":1}', b'{"gap_id":"no id"}', b'{"gap_id":"%s","more":1}' % str(ID).encode()],
)
def test_data_that_breaks_the_promise_of_its_version_is_told(data: bytes) -> None:
    with pytest.raises(BrokenEvent, match="GapStarted"):
        read("GapStarted", 1, data)


def test_earlier_versions_are_read_through_every_step(monkeypatch: pytest.MonkeyPatch) -> None:
    upcasts = cast("dict[tuple[str, int], Any]", UPCASTS)
    monkeypatch.setitem(upcasts, ("GapStarted", 1), lambda fields: {"id": fields["gap"]})
    monkeypatch.setitem(upcasts, ("GapStarted", 2), lambda fields: {"gap_id": fields["id"]})
    for version, name in ((1, b"gap"), (2, b"id"), (3, b"gap_id")):
        data = b'{"%s":"%s"}' % (name, str(ID).encode())
        assert read("GapStarted", version, data) == GapStarted(gap_id=ID)
    assert encode(GapStarted(gap_id=ID), ID).schema_version == 3
    with pytest.raises(BrokenEvent):
        read("GapStarted", 1, b'{"id":"no gap"}')
    with pytest.raises(UnknownEvent):
        read("GapStarted", 4, b"{}")


@record
class Ask:
    gap_id: UUID
    effort: Decimal


@record
class AskAgain:
    gap_id: UUID
    effort: Decimal


def test_a_digest_tells_requests_apart() -> None:
    asked = [
        digest(Ask(gap_id=ID, effort=Decimal(1))),
        digest(AskAgain(gap_id=ID, effort=Decimal(1))),
        digest(Ask(gap_id=ENGAGEMENT, effort=Decimal(1))),
        digest(Ask(gap_id=ID, effort=Decimal(2))),
        digest(Ask(gap_id=ID, effort=Decimal(1)), ACTOR),
        digest(Ask(gap_id=ID, effort=Decimal(1)), ACTOR, None),
        digest(Ask(gap_id=ID, effort=Decimal(1)), ACTOR, datetime(2026, 3, 2, tzinfo=UTC)),
    ]
    assert len(set(asked)) == len(asked)
    assert {len(each) for each in asked} == {32}
    assert digest(Ask(gap_id=ID, effort=Decimal(1)), ACTOR) == asked[4]


def test_no_event_has_room_for_a_float() -> None:
    assert [
        name for name in EVENTS if '"number"' in str(codec.adapter_of(name).json_schema(mode="serialization"))
    ] == []
    assert "number" not in str(codec.adapter_of(GapOpened.__name__).json_schema(mode="serialization"))
