"""The catalogue of events is complete, and its examples are the facts that the tests go by."""

import json
import pkgutil
import re
from dataclasses import fields
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import shared.events
import tests.facts
from shared.events.registry import EVENTS, STREAMS, Stream
from shared.eventstore.codec import canonical, encode

TEXT = Path(shared.events.__file__).with_name("README.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", TEXT, flags=re.MULTILINE | re.DOTALL))
EXAMPLES: list[dict[str, Any]] = [json.loads(row) for row in TEXT.splitlines() if row.startswith('{"type"')]
FACTS = [
    fact
    for module in pkgutil.iter_modules(tests.facts.__path__)
    for fact in vars(import_module(f"{tests.facts.__name__}.{module.name}")).values()
    if type(fact) in EVENTS.values()
]


def row_of(event: type, stream: Stream) -> str:
    (row,) = re.findall(rf"^\| `{event.__name__}` \|.*$", SECTIONS[stream.category], flags=re.MULTILINE)
    return str(row)


@pytest.mark.parametrize("stream", STREAMS, ids=lambda stream: stream.category)
def test_every_stream_has_a_section_that_names_its_form_its_owner_and_who_may_read_it(stream: Stream) -> None:
    public = " Public\\." if stream.public else "(?! Public)"
    assert re.search(
        rf"^Stream `{stream.category}-\{{.*\}}`, recorded by {stream.service}\.{public}",
        SECTIONS[stream.category],
        re.MULTILINE,
    )


@pytest.mark.parametrize("stream", STREAMS, ids=lambda stream: stream.category)
def test_every_event_stands_in_its_streams_table_with_a_meaning_and_all_its_fields(stream: Stream) -> None:
    for event in stream.events:
        _, _, meaning, noted, _ = row_of(event, stream).split("|")
        assert meaning.strip()
        assert re.findall(r"(?:^|; )`(\w+)`", noted.strip()) == [field.name for field in fields(event)]


def test_nothing_stands_in_the_catalogue_that_is_no_event() -> None:
    assert set(SECTIONS) == {stream.category for stream in STREAMS}
    assert set(re.findall(r"^\| `(\w+)` \|", TEXT, flags=re.MULTILINE)) == set(EVENTS)
    assert {example["type"] for example in EXAMPLES} == set(EVENTS)


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_every_event_has_an_example_among_the_facts(event: type) -> None:
    assert event in {type(fact) for fact in FACTS}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["type"])
def test_every_example_in_the_catalogue_is_one_of_the_facts_as_the_log_stores_it(example: dict[str, Any]) -> None:
    stored = canonical(example["data"])
    assert stored in [encode(fact, UUID(int=0)).data for fact in FACTS if type(fact).__name__ == example["type"]]
