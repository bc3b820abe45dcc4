"""A public event as a CloudEvent: what the specification asks for, what subscribers count on, the same for ever."""

import re
from collections.abc import Mapping
from typing import Any

import pytest
from cloudevents.core.base import BaseCloudEvent
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary_event

from shared.events.naming import PUBLIC_NAMES
from shared.events.registry import schema_version
from shared.eventstore.codec import read
from shared.eventstore.log import Entry
from shared.transport.cloudevents import cloud_event, is_public, knows
from shared.transport.records import Record
from tests.golden.keeping import Golden, kept
from tests.golden.test_events import label
from tests.unit.relay.published import (
    CATEGORIES,
    ENTRY,
    FOLDER,
    PREVIOUS,
    PUBLISHED,
    entry_of,
    path_of,
    record_of,
    written,
)

NAME = re.compile(r"[a-z0-9]{1,20}")


def decoded(record: Record) -> BaseCloudEvent:
    """As a subscriber reads it who knows the specification alone."""
    return from_binary_event(KafkaMessage(headers=dict(record.headers), key=record.key, value=record.value))


def attributes(record: Record) -> Mapping[str, Any]:
    return decoded(record).get_attributes()


@pytest.mark.parametrize("golden", PUBLISHED, ids=label)
def test_every_public_event_goes_out_as_it_was_kept(golden: Golden) -> None:
    assert written(record_of(golden)) == path_of(golden).read_text("utf-8")


def test_no_golden_record_is_of_an_event_that_never_was() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {path_of(golden).name for golden in PUBLISHED}


@pytest.mark.parametrize("golden", PUBLISHED, ids=label)
def test_a_subscriber_finds_the_data_as_it_was_recorded_in_the_version_that_the_type_names(golden: Golden) -> None:
    record = record_of(golden)
    assert record.value == golden.data
    assert attributes(record)["type"].endswith(f".v{golden.version}")
    assert isinstance(decoded(record).get_data(), dict)
    read(golden.type, golden.version, record.value)


def test_the_attributes_tell_what_where_and_when() -> None:
    entry = ENTRY
    found = attributes(cloud_event(entry, PREVIOUS))
    assert found == {
        "specversion": "1.0",
        "id": str(entry.event_id),
        "source": f"/fairway/tenants/{entry.tenant}/engagements/{entry.engagement_id}",
        "type": "com.fairway.gap.started.v1",
        "subject": entry.stream,
        "time": entry.occurred_at,
        "datacontenttype": "application/json",
        "dataschema": "urn:fairway:events:com.fairway.gap.started.v1",
        "partitionkey": str(entry.engagement_id),
        "sequence": "0000000000000000042",
        "prevseq": "0000000000000000041",
        "recordedtime": "2026-03-02T09:30:00.125000Z",
        "tenantid": str(entry.tenant),
        "correlationid": str(entry.correlation_id),
        "causationid": str(entry.causation_id),
        "traceparent": entry.traceparent,
    }


@pytest.mark.parametrize("golden", PUBLISHED, ids=label)
def test_every_attribute_has_a_name_that_every_transport_carries(golden: Golden) -> None:
    record = record_of(golden)
    names = [header.removeprefix("ce_") for header, _ in record.headers if header != "content-type"]
    assert [each for each in names if not NAME.fullmatch(each)] == []
    assert all(header.startswith("ce_") for header, _ in record.headers if header != "content-type")


def test_the_key_is_the_engagement_so_that_its_events_stay_in_order() -> None:
    assert {record_of(golden).key for golden in PUBLISHED} == {str(ENTRY.engagement_id).encode()}


def test_what_is_not_known_of_an_event_is_left_out() -> None:
    bare = ENTRY._replace(causation_id=None, traceparent=None)
    assert {"causationid", "traceparent"}.isdisjoint(attributes(cloud_event(bare, 0)))


def test_positions_compare_as_text() -> None:
    found = [attributes(cloud_event(ENTRY._replace(seq=seq), seq - 1))["sequence"] for seq in (9, 10, 2**63 - 1)]
    assert found == sorted(found)
    assert attributes(cloud_event(ENTRY, 0))["prevseq"] == "0" * 19


def test_who_acted_stays_inside() -> None:
    everything = b"".join(content for _, content in cloud_event(ENTRY, 0).headers)
    assert str(ENTRY.actor).encode() not in everything


@pytest.mark.parametrize("golden", kept(), ids=label)
def test_what_is_of_an_engagement_goes_out_and_nothing_else(golden: Golden) -> None:
    entry = entry_of(golden)
    assert knows(entry)
    assert is_public(entry) is (CATEGORIES[golden.type] not in {"tenant", "people", "round", "framework"})
    assert is_public(entry) is (golden.type in PUBLIC_NAMES)


@pytest.mark.parametrize(
    "entry",
    [
        ENTRY._replace(stream="verdict-1", type="VerdictGiven"),
        ENTRY._replace(type="GapForgotten"),
        ENTRY._replace(schema_version=schema_version("GapStarted") + 1),
    ],
    ids=["a stream", "an event", "a version"],
)
def test_what_a_newer_fairway_recorded_is_not_known(entry: Entry) -> None:
    assert not knows(entry)
