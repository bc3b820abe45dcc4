"""Values that fit no type or no rule: a code for each, never a failure, and nothing is recorded."""

from typing import Any

import pytest
import pytest_asyncio

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.sdl import document
from tests.acceptance.api.story import EVIDENCE, owned_gap, started_engagement

GAPS = """
query Gaps($filter: GapFilter, $orderBy: [GapOrder!]) {
  gaps(filter: $filter, orderBy: $orderBy, first: 5) { nodes { id } }
}
"""
EVENTS = "query Events($types: [String!]) { events(first: 5, types: $types) { nodes { seq } } }"
NUL = "a\0b"
LONG = "x" * 1_000_000

UNFIT: dict[str, tuple[str, dict[str, object]]] = {
    "not a number": ("estimateGap", {"low": "NaN", "likely": "2", "high": "3"}),
    "a signalling one": ("estimateGap", {"low": "1", "likely": "sNaN", "high": "3"}),
    "infinity": ("estimateGap", {"low": "1", "likely": "2", "high": "Infinity"}),
    "a number that fills the memory": ("estimateGap", {"low": "1e999999999999", "likely": "2", "high": "3"}),
    "one that is next to nothing": ("estimateGap", {"low": "1e-999999999999", "likely": "2", "high": "3"}),
    "space around a number": ("estimateGap", {"low": " 1 ", "likely": "2", "high": "3"}),
    "a line within a number": ("estimateGap", {"low": "1_000", "likely": "2", "high": "3"}),
    "a million digits": ("estimateGap", {"low": "9" * 1_000_000, "likely": "2", "high": "3"}),
    "a truth as a number": ("estimateGap", {"low": True, "likely": "2", "high": "3"}),
    "a list as a number": ("estimateGap", {"low": [], "likely": "2", "high": "3"}),
    "a day that no month has": ("setGapDueDate", {"due": "2026-02-30"}),
    "a number as a day": ("setGapDueDate", {"due": 20260228}),
    "an instant without an offset": ("startGap", {"occurredAt": "2026-03-01T09:00:00"}),
    "an instant before all time": ("startGap", {"occurredAt": "0001-01-01T00:00:00+14:00"}),
    "an instant after all time": ("startGap", {"occurredAt": "9999-12-31T23:59:59-14:00"}),
    "no instant": ("startGap", {"occurredAt": "yesterday"}),
    "a version beyond 32 bits": ("startGap", {"expectedVersion": 2**31}),
    "an unknown severity": ("changeGapSeverity", {"severity": "URGENT"}),
    "a field that is none": ("startGap", {"colour": "red"}),
    "nothing at all": ("setGapDueDate", {"due": None}),
}
BROKEN: dict[str, tuple[str, dict[str, object], str, list[str]]] = {
    "an empty key": ("startGap", {"idempotencyKey": ""}, "NOT_WELL_FORMED", ["idempotencyKey"]),
    "an endless key": ("startGap", {"idempotencyKey": "x" * 256}, "NOT_WELL_FORMED", ["idempotencyKey"]),
    "a stale version": ("startGap", {"expectedVersion": 1}, "VERSION_CONFLICT", ["expectedVersion"]),
    "a negative version": ("startGap", {"expectedVersion": -1}, "VERSION_CONFLICT", ["expectedVersion"]),
    "a time to come": ("startGap", {"occurredAt": "9999-12-31T00:00:00Z"}, "IN_THE_FUTURE", ["occurredAt"]),
    "a time of old": ("startGap", {"occurredAt": "0001-01-01T00:00:00Z"}, "TOO_LONG_AGO", ["occurredAt"]),
    "nothing to do": ("estimateGap", {"low": "0", "likely": "2", "high": "3"}, "NOT_WELL_FORMED", ["low"]),
    "less than nothing": ("estimateGap", {"low": "-1", "likely": "2", "high": "3"}, "NOT_WELL_FORMED", ["low"]),
    "too fine": ("estimateGap", {"low": "1.001", "likely": "2", "high": "3"}, "NOT_WELL_FORMED", ["low"]),
    "upside down": ("estimateGap", {"low": "3", "likely": "2", "high": "1"}, "ESTIMATE_OUT_OF_ORDER", ["likely"]),
    "a NUL": ("cancelGap", {"reason": NUL}, "NOT_WELL_FORMED", ["reason"]),
    "a bell": ("cancelGap", {"reason": "a\x07b"}, "NOT_WELL_FORMED", ["reason"]),
    "an escape sequence": ("cancelGap", {"reason": "\x1b[31mred"}, "NOT_WELL_FORMED", ["reason"]),
    "a private character": ("cancelGap", {"reason": "\ue000"}, "NOT_WELL_FORMED", ["reason"]),
    "blanks": ("cancelGap", {"reason": " \t\n "}, "NOT_WELL_FORMED", ["reason"]),
    "a book": ("cancelGap", {"reason": LONG}, "NOT_WELL_FORMED", ["reason"]),
    "a link without an end": (
        "resolveGap",
        {"evidence": EVIDENCE | {"link": f"https://a/{LONG}"}},
        "NOT_WELL_FORMED",
        ["evidence", "link"],
    ),
    "a script as a link": (
        "resolveGap",
        {"evidence": EVIDENCE | {"link": "javascript:alert(1)"}},
        "NOT_WELL_FORMED",
        ["evidence", "link"],
    ),
}
LISTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "a NUL in a filter": (GAPS, {"filter": {"title": {"eq": NUL}}}, "BAD_TEXT"),
    "a NUL in a part of a text": (GAPS, {"filter": {"not": {"title": {"contains": NUL}}}}, "BAD_TEXT"),
    "a NUL among others": (GAPS, {"filter": {"title": {"in": ["a", NUL]}}}, "BAD_TEXT"),
    "too many alternatives": (GAPS, {"filter": {"title": {"in": ["a"] * 251}}}, "TOO_MANY_CHOICES"),
    "too many comparisons": (GAPS, {"filter": {"or": [{"title": {"eq": "a"}}] * 101}}, "FILTER_TOO_LARGE"),
    "nothing, too often": (GAPS, {"filter": {"or": [{}] * 101}}, "FILTER_TOO_LARGE"),
    "a book to look for": (GAPS, {"filter": {"title": {"contains": LONG}}}, "TEXT_TOO_LONG"),
    "a character too many": (GAPS, {"filter": {"title": {"in": ["a", "x" * 201]}}}, "TEXT_TOO_LONG"),
    "too many orders": (GAPS, {"orderBy": [{"field": "TITLE"}] * 11}, "TOO_MANY_ORDERS"),
    "an event that is none": (EVENTS, {"types": ["GapOpened", "GapExploded"]}, "UNKNOWN_EVENT_TYPE"),
    "two events in one": (EVENTS, {"types": ["GapOpened,PilotClosed"]}, "UNKNOWN_EVENT_TYPE"),
    "a NUL as an event": (EVENTS, {"types": [NUL]}, "UNKNOWN_EVENT_TYPE"),
}


@pytest_asyncio.fixture(scope="module")
async def gap(desk: Desk) -> str:
    return await owned_gap(desk, await started_engagement(desk))


@pytest.mark.parametrize("unfit", UNFIT.values(), ids=UNFIT)
async def test_a_value_that_fits_no_type_is_an_invalid_request(
    desk: Desk, gap: str, unfit: tuple[str, dict[str, object]]
) -> None:
    mutation, given = unfit
    before = await desk.head()
    answer = (await desk.post(document(mutation), {"input": {"gapId": gap, **given}})).json()
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "GRAPHQL_INVALID"
    assert len(error["message"]) <= 2_000
    assert answer.get("data") is None
    assert await desk.head() == before


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
async def test_a_value_that_breaks_a_rule_is_rejected_with_the_field_to_blame(
    desk: Desk, gap: str, broken: tuple[str, dict[str, object], str, list[str]]
) -> None:
    mutation, given, code, where = broken
    by = Role.DATA_OWNER if mutation == "resolveGap" else Role.ENGAGEMENT_LEAD
    rejection = await desk.refused(mutation, by=by, gapId=gap, **given)
    assert (rejection["code"], rejection["where"]) == (code, ["input", *where])
    assert 0 < len(rejection["message"]) <= 2_000


@pytest.mark.parametrize("broken", LISTS.values(), ids=LISTS)
async def test_a_list_that_cannot_be_asked_for_is_told_by_a_code(
    desk: Desk, broken: tuple[str, dict[str, Any], str]
) -> None:
    query, variables, code = broken
    assert await desk.codes(query, **variables) == [code]


async def test_an_unknown_aspect_or_level_of_any_length_is_told_with_its_place(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    of = {"engagementId": engagement, "dimension": "DATA"}
    good = {"name": "sample", "level": "curated"}
    for bad, code, field in (
        ({"name": "colour", "level": "red"}, "UNKNOWN_ASPECT", "name"),
        ({"name": LONG, "level": "red"}, "UNKNOWN_ASPECT", "name"),
        ({"name": "cleaning", "level": LONG}, "UNKNOWN_LEVEL", "level"),
        (good, "ASPECT_NAMED_TWICE", "name"),
    ):
        rejection = await desk.refused("recordPilotState", **of, aspects=[good, bad])
        assert (rejection["code"], rejection["where"]) == (code, ["input", "aspects", "1", field])
        assert len(rejection["message"]) <= 2_000


async def test_emoji_accents_and_right_to_left_text_are_kept_as_they_are(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    title = "Évaluation 👩🏽‍⚕️ של הנתונים"
    gap = await owned_gap(desk, engagement, title)
    found = await desk.ask(
        "query Found($title: String) { gaps(first: 5, filter: {title: {contains: $title}}) { nodes { id title } } }",
        title="ÉVALUATION 👩🏽",
    )
    assert found["gaps"]["nodes"] == [{"id": gap, "title": title}]
