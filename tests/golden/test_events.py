"""What was ever written reads for ever, and no event changes its shape without a new version."""

from dataclasses import fields

import pytest

from shared.events.gaps import GapOpened, Severity
from shared.events.registry import EVENTS, schema_version
from shared.eventstore.codec import encode, read
from tests.attempts import ENGAGEMENT
from tests.golden.keeping import Golden, examples, kept, path_of
from tests.golden.shape import Shape, shape, still_reads

ALL = kept()


def label(golden: Golden) -> str:
    return f"{golden.type}.v{golden.version}"


def test_every_version_of_every_event_has_its_golden_file() -> None:
    versions = [(name, version) for name in EVENTS for version in range(1, schema_version(name) + 1)]
    assert [version for version in versions if not path_of(*version).exists()] == []


@pytest.mark.parametrize("golden", ALL, ids=label)
def test_every_version_ever_shipped_reads_as_todays_event(golden: Golden) -> None:
    event = read(golden.type, golden.version, golden.data)
    assert type(event) is EVENTS[golden.type]


@pytest.mark.parametrize("golden", [g for g in ALL if g.version == schema_version(g.type)], ids=label)
def test_an_event_of_the_present_version_is_written_as_it_was_kept(golden: Golden) -> None:
    event = read(golden.type, golden.version, golden.data)
    assert encode(event, ENGAGEMENT).data == golden.data
    assert still_reads(golden.shape, shape(type(event))), f"{golden.type} has changed: give it a new version"


def test_every_event_has_an_example_among_the_facts() -> None:
    assert sorted(EVENTS.keys() - examples().keys()) == []


KEPT: dict[str, Shape] = {"gap_id": "UUID", "severity": ["blocking", "minor"], "proposal?": {"optional": "str"}}
CHANGES: dict[str, dict[str, Shape]] = {
    "a field more": {**KEPT, "title": "str"},
    "a field less": {"gap_id": "UUID", "severity": ["blocking", "minor"]},
    "another type": {**KEPT, "gap_id": "str"},
    "a value less": {**KEPT, "severity": ["blocking"]},
    "no longer optional": {**KEPT, "proposal?": "str"},
    "must be given": {"gap_id": "UUID", "severity": ["blocking", "minor"], "proposal": {"optional": "str"}},
}


@pytest.mark.parametrize("today", CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_shape_needs_a_new_version(today: dict[str, Shape]) -> None:
    assert not still_reads(KEPT, today)


def test_a_new_value_of_an_enum_needs_none() -> None:
    assert still_reads(KEPT, {**KEPT, "severity": ["blocking", "major", "minor"]})


def test_a_shape_names_fields_values_and_what_may_be_left_out() -> None:
    opened = shape(GapOpened)
    assert isinstance(opened, dict)
    assert {name.removesuffix("?") for name in opened} == {field.name for field in fields(GapOpened)}
    assert opened["severity"] == sorted(Severity)
    assert opened["finding_id?"] == {"optional": "UUID"}
    assert opened["proposal?"]["optional"]["aspect"] == "str"
