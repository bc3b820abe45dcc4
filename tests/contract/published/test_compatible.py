"""The compatibility check finds what would break a subscriber, in either direction, and lets the rest pass."""

from typing import Any

import pytest

from tests.contract.published.compatible import fully_transitive, unread

TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0, "maximum": 9}
SEVERITY = {"type": "string", "enum": ["blocking", "major", "minor"]}
DECIMAL = {"type": "string", "pattern": "^[0-9]+$"}
NOTHING = {"type": "null"}


def thing(required: tuple[str, ...] = ("title", "severity"), **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    known = {"title": TEXT, "severity": SEVERITY, "count": COUNT, "low": DECIMAL} | fields
    return {
        "type": "object",
        "properties": {name: field for name, field in known.items() if field is not None},
        "required": list(required),
    }


def closed(schema: dict[str, Any]) -> dict[str, Any]:
    return schema | {"additionalProperties": False}


BEFORE = thing()

BREAKING: dict[str, tuple[dict[str, Any], str]] = {
    "a required field removed": (thing(("severity",), title=None), "v1 does not read v2: $.title may be missing"),
    "a required field added": (
        thing(("title", "severity", "cause"), cause=TEXT),
        "v2 does not read v1: $.cause may be missing",
    ),
    "a required field made optional": (thing(("title",)), "v1 does not read v2: $.severity may be missing"),
    "an optional field made required": (
        thing(("title", "severity", "count")),
        "v2 does not read v1: $.count may be missing",
    ),
    "another type": (thing(title=COUNT), "v2 does not read v1: $.title is string, not integer"),
    "a number where an integer was": (
        thing(count={"type": "number", "minimum": 0, "maximum": 9}),
        "v1 does not read v2: $.count is number, not integer",
    ),
    "a null where none was": (
        thing(title={"anyOf": [TEXT, NOTHING]}),
        "v1 does not read v2: $.title is null, not string",
    ),
    "a null in a list of types": (
        thing(title={"type": ["string", "null"]}),
        "v1 does not read v2: $.title is null, not string",
    ),
    "a value of an enum removed": (
        thing(severity={"type": "string", "enum": ["blocking", "major"]}),
        "v2 does not read v1: $.severity may be ['minor']",
    ),
    "a value of an enum added": (
        thing(severity={"type": "string", "enum": [*SEVERITY["enum"], "fatal"]}),
        "v1 does not read v2: $.severity may be ['fatal']",
    ),
    "an enum made any text": (thing(severity=TEXT), "v1 does not read v2: $.severity may be more than"),
    "a text made an enum": (thing(title=SEVERITY), "v2 does not read v1: $.title may be more than"),
    "a constant": (thing(severity={"type": "string", "const": "minor"}), "v2 does not read v1: $.severity may be"),
    "a pattern added": (thing(title=DECIMAL), "v2 does not read v1: $.title has another pattern"),
    "a pattern dropped": (thing(low=TEXT), "v1 does not read v2: $.low has another pattern"),
    "a tighter pattern": (
        thing(low={"type": "string", "pattern": "^[1-9]+$"}),
        "v2 does not read v1: $.low has another pattern",
    ),
    "another format": (
        thing(title={"type": "string", "format": "date"}),
        "v2 does not read v1: $.title has another format",
    ),
    "a lower maximum": (thing(count=COUNT | {"maximum": 8}), "v2 does not read v1: $.count may be above maximum 8"),
    "a higher maximum": (thing(count=COUNT | {"maximum": 10}), "v1 does not read v2: $.count may be above maximum 9"),
    "a higher minimum": (thing(count=COUNT | {"minimum": 1}), "v2 does not read v1: $.count may be below minimum 1"),
    "a limit of length": (
        thing(title={"type": "string", "maxLength": 80}),
        "v2 does not read v1: $.title may be above maxLength 80",
    ),
    "closed to other properties": (closed(thing()), "v2 does not read v1: $ has another additionalProperties"),
    "other properties of one type": (
        thing() | {"additionalProperties": TEXT},
        "v2 does not read v1: $ has another additionalProperties",
    ),
    "a keyword that the check does not know": (
        thing() | {"not": {"required": ["low"]}},
        "v2 does not read v1: $ has another not",
    ),
    "no schema at all": ({}, "v1 does not read v2: $ is of any type, not object"),
}


@pytest.mark.parametrize(("after", "reason"), BREAKING.values(), ids=BREAKING.keys())
def test_a_change_that_breaks_a_reader_is_found(after: dict[str, Any], reason: str) -> None:
    found = fully_transitive({"v1": BEFORE, "v2": after})
    assert [line for line in found if line.startswith(reason)] != []


@pytest.mark.parametrize(("after", "reason"), BREAKING.values(), ids=BREAKING.keys())
def test_it_is_found_as_deep_as_it_lies(after: dict[str, Any], reason: str) -> None:
    def nested(part: dict[str, Any]) -> dict[str, Any]:
        return {"type": "object", "properties": {"parts": {"type": "array", "items": {"anyOf": [part, NOTHING]}}}}

    found = fully_transitive({"v1": nested(BEFORE), "v2": nested(after)})
    assert [line for line in found if line.startswith(reason.replace("$", "$.parts[]"))] != []


HARMLESS: dict[str, dict[str, Any]] = {
    "nothing": thing(),
    "an optional field added": thing(cause=TEXT),
    "an optional field removed": thing(count=None),
    "said in other words": thing(title=TEXT | {"description": "In a line.", "title": "Title"}) | {"$id": "urn:another"},
    "another order": thing(("severity", "title"), severity={"type": "string", "enum": ["minor", "major", "blocking"]}),
}


@pytest.mark.parametrize("after", HARMLESS.values(), ids=HARMLESS.keys())
def test_a_change_that_breaks_nobody_passes(after: dict[str, Any]) -> None:
    assert fully_transitive({"v1": BEFORE, "v2": after}) == []


def test_a_field_that_was_gone_and_comes_back_as_another_breaks_the_oldest_readers() -> None:
    versions = {"v1": thing(), "v2": thing(count=None), "v3": thing(count=TEXT)}
    assert fully_transitive({name: versions[name] for name in ("v1", "v2")}) == []
    assert fully_transitive({name: versions[name] for name in ("v2", "v3")}) == []
    assert fully_transitive(versions) == [
        "v1 does not read v3: $.count is string, not integer",
        "v3 does not read v1: $.count is integer, not string",
    ]


def test_a_closed_schema_takes_no_new_field_even_an_optional_one() -> None:
    assert unread(closed(thing()), closed(thing(cause=TEXT))) == ["$.cause is not allowed"]
    assert unread(closed(thing(cause=TEXT)), closed(thing())) == []


def test_a_schema_of_other_properties_holds_for_those_without_a_name() -> None:
    numbers = thing() | {"additionalProperties": COUNT}
    assert unread(numbers, numbers) == []
    assert unread(numbers, thing(cause=TEXT) | {"additionalProperties": COUNT}) == ["$.cause is string, not integer"]


def test_an_integer_is_read_as_a_number() -> None:
    assert unread({"type": "number"}, {"type": "integer"}) == []


def test_schemas_that_take_everything_or_nothing_are_understood() -> None:
    assert unread({"type": "array", "items": True}, {"type": "array", "items": TEXT}) == []
    assert unread({"type": "array", "items": False}, {"type": "array", "items": TEXT}) == ["$[] has another not"]
