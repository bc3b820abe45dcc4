"""The example subscriber draws the picture that the events tell, whatever comes twice, late or not at all."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fairway_subscriber.events import NotAnEvent, event_of
from fairway_subscriber.following import AnotherLog, Taken, take
from fairway_subscriber.screen import drawn
from fairway_subscriber.state import Mark, State, load, save

from shared.transport.records import Record
from tests.facts import dimensions, engagements, gaps, pilots
from tests.unit.subscribers.records import consumed, sent

KEY = str(engagements.ENGAGEMENT)
STORY: tuple[Any, ...] = (
    pilots.REGISTERED,
    pilots.RESULT,
    pilots.PUT_OFF,
    pilots.CLOSED,
    engagements.STARTED,
    dimensions.PILOT_STATE,
    gaps.OPENED,
    gaps.LOAD_TEST_OPENED,
    engagements.BASELINED,
    engagements.OWNER_ASSIGNED,
    gaps.OWNED,
    gaps.ESTIMATED,
    gaps.DUE,
    gaps.RAISED,
    gaps.BEGUN,
    gaps.RESOLVED,
)
RECORDS = sent(STORY)
GAP = {
    "title": "No private endpoint",
    "severity": "blocking",
    "status": "resolved",
    "owner": str(gaps.OWNED.owner),
    "due": "2026-04-01",
    "likely": "3.50",
}
LOAD_TEST = {
    "title": "No load test",
    "severity": "blocking",
    "status": "open",
    "owner": None,
    "due": None,
    "likely": None,
}


def told(records: Sequence[Record], state: State | None = None) -> tuple[State, list[Taken]]:
    state = state or State()
    return state, [take(state, event_of(consumed(record))) for record in records]


def picture_after(*facts: object) -> dict[str, Any]:
    return told(sent(facts))[0].engagements[KEY].picture


def test_the_events_of_an_engagement_give_its_picture() -> None:
    state, taken = told(RECORDS)
    assert set(taken) == {Taken.NEW}
    picture = state.engagements[KEY].picture
    gap, load_test = str(gaps.GAP_ID), str(gaps.LOAD_TEST_ID)
    assert picture | {"as_of": None} == {
        "name": "Claims assistant",
        "stage": "under_way",
        "system_owner": str(engagements.OWNER_ASSIGNED.owner),
        "baseline": 2,
        "deferrals": pilots.PUT_OFF.times,
        "gaps": {gap: GAP, load_test: LOAD_TEST},
        "as_of": None,
    }


@pytest.mark.parametrize(
    ("moves", "status", "severity"),
    [
        ((gaps.BEGUN,), "in_progress", "major"),
        ((gaps.BEGUN, gaps.RESOLVED, gaps.VERIFIED), "verified", "major"),
        ((gaps.BEGUN, gaps.RESOLVED, gaps.REOPENED), "open", "major"),
        ((gaps.DEFERRED,), "deferred", "major"),
        ((gaps.CANCELLED,), "cancelled", "major"),
        ((gaps.RAISED,), "open", "blocking"),
        ((gaps.LOWERED,), "open", "minor"),
        ((gaps.NEEDED,), "open", "major"),
    ],
)
def test_a_gap_moves_as_its_events_say(moves: tuple[object, ...], status: str, severity: str) -> None:
    gap = picture_after(gaps.OPENED, gaps.LOAD_TEST_OPENED, *moves)["gaps"][str(gaps.GAP_ID)]
    assert (gap["status"], gap["severity"]) == (status, severity)


def test_the_stage_is_that_of_the_pilot_until_the_way_to_production_begins() -> None:
    assert picture_after(pilots.REGISTERED)["stage"] == "pilot"
    assert picture_after(pilots.REGISTERED, pilots.CLOSED)["stage"] == "closed"
    vacated = picture_after(engagements.STARTED, engagements.OWNER_ASSIGNED, engagements.OWNER_VACATED)
    assert (vacated["stage"], vacated["system_owner"]) == ("under_way", None)


def test_what_comes_again_changes_nothing() -> None:
    state, _ = told(RECORDS)
    before = asdict(state)
    _, taken = told(RECORDS, state)
    assert set(taken) == {Taken.KNOWN}
    assert asdict(state) == before


@pytest.mark.parametrize("lost", range(len(RECORDS) - 1))
def test_what_follows_a_missing_event_waits_until_all_comes_again(lost: int) -> None:
    whole, _ = told(RECORDS)
    state, taken = told([*RECORDS[:lost], *RECORDS[lost + 1 :]])
    assert taken[lost:] == [Taken.MISSING, *[Taken.WAITING] * (len(RECORDS) - lost - 2)]
    assert state.engagements[KEY].missing == (lost + 1) * 10
    told(RECORDS, state)
    assert asdict(state) == asdict(whole)


def test_engagements_do_not_wait_for_each_other() -> None:
    other = UUID(int=0xE2)
    state, _ = told([RECORDS[1], *sent(STORY, other)])
    assert state.engagements[KEY].missing == 10
    assert state.engagements[str(other)].picture["stage"] == "under_way"


def test_another_event_in_the_place_of_a_known_one_ends_the_story() -> None:
    state, _ = told(RECORDS[:3])
    headers = [(name, b"another" if name == "ce_id" else value) for name, value in RECORDS[2].headers]
    with pytest.raises(AnotherLog, match="sequence 30"):
        told([RECORDS[2]._replace(headers=headers)], state)


def test_an_event_that_is_newer_than_the_program_is_passed_over() -> None:
    newer = [
        (name, b"com.fairway.rollout.begun.v1" if name == "ce_type" else value) for name, value in RECORDS[1].headers
    ]
    state, taken = told([RECORDS[0], RECORDS[1]._replace(headers=newer), RECORDS[2]])
    assert taken == [Taken.NEW] * 3
    assert state.engagements[KEY].picture["deferrals"] == 1


def test_a_later_version_of_an_event_reads_as_the_earlier_one() -> None:
    later = [
        (name, value.replace(b".v1", b".v2") if name == "ce_type" else value) for name, value in RECORDS[0].headers
    ]
    state, _ = told([RECORDS[0]._replace(headers=later)])
    assert state.engagements[KEY].picture["name"] == "Claims assistant"


def without(name: str) -> Record:
    return RECORDS[0]._replace(headers=[header for header in RECORDS[0].headers if header[0] != name])


@pytest.mark.parametrize(
    "record",
    [
        *(without(name) for name in ("ce_id", "ce_type", "ce_sequence", "ce_prevseq", "ce_time")),
        RECORDS[0]._replace(value=b"{"),
        RECORDS[0]._replace(value=b"[1]"),
        Record(key=b"", value=b"\xff", headers=()),
    ],
)
def test_a_record_that_is_none_of_fairways_says_where_it_lies(record: Record) -> None:
    with pytest.raises(NotAnEvent, match="partition 3, offset 17"):
        event_of(consumed(record, offset=17, partition=3))


def test_the_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    state, _ = told(RECORDS)
    state.marks[3] = Mark(offset=7, id="x")
    file = tmp_path / "state.json"
    assert load(file) == State()
    save(state, file)
    assert load(file) == state
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]


def test_the_picture_is_drawn_for_people() -> None:
    state, _ = told(RECORDS)
    lines = drawn(KEY, state.engagements[KEY]).splitlines()
    assert lines[0] == "Claims assistant (on its way to production)"
    assert [line.split() for line in lines[3:7]] == [
        ["gaps", "open", "resolved"],
        ["blocking", "1", "1"],
        ["major", "0", "0"],
        ["minor", "0", "0"],
    ]
    assert lines[-1].startswith("  as of event   160, ")


def test_a_missing_event_is_shown() -> None:
    state, _ = told([RECORDS[0], RECORDS[2]])
    assert drawn(KEY, state.engagements[KEY]).splitlines()[-1] == "  event 20 is missing: what comes after it waits"
    nothing, _ = told([RECORDS[2]])
    assert drawn(KEY, nothing.engagements[KEY]) == f"{KEY}\n  event 20 is missing: what comes after it waits\n"
