"""The subscribers in Python and in Node read the same records alike."""

import json
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from fairway_subscriber.events import NotAnEvent, event_of
from fairway_subscriber.following import take
from fairway_subscriber.screen import drawn
from fairway_subscriber.state import State

from shared.events.naming import PUBLIC_NAMES
from shared.transport.records import Record
from tests.architecture.tree import ROOT
from tests.facts import dimensions, engagements, gaps, pilots
from tests.golden.keeping import examples
from tests.npm import installed, node
from tests.unit.subscribers.records import consumed, sent

OTHER = UUID(int=0xE2)
BEGUN = (pilots.REGISTERED, pilots.PUT_OFF, pilots.CLOSED, engagements.STARTED, gaps.OPENED, gaps.LOAD_TEST_OPENED)
MOVED = (engagements.BASELINED, gaps.OWNED, gaps.ESTIMATED, gaps.DUE, gaps.RAISED, gaps.BEGUN, gaps.RESOLVED)
OFTEN = (engagements.OWNER_ASSIGNED, engagements.OWNER_VACATED, gaps.VERIFIED, gaps.REOPENED, gaps.DEFERRED)
EVERY_KIND = tuple(fact for name, fact in examples().items() if name in PUBLIC_NAMES)
STORY = sent((*BEGUN, *MOVED, *OFTEN, dimensions.PILOT_STATE))
STRANGERS = [
    Record(key=b"", value=b"no event", headers=[]),
    STORY[0]._replace(value=b"{"),
    STORY[0]._replace(value=b"[]"),
    *(STORY[0]._replace(headers=[h for h in STORY[0].headers if h[0] != f"ce_{name}"]) for name in ("id", "sequence")),
]

RUNS: dict[str, Sequence[Record]] = {
    "every kind of event": sent((gaps.OPENED, gaps.LOAD_TEST_OPENED, *EVERY_KIND)),
    "a story": STORY,
    "all of it twice": [*STORY, *STORY],
    "with the last ones again": [*STORY[:9], *STORY[5:]],
    "one is missing": [*STORY[:6], *STORY[7:]],
    "one is missing and comes": [*STORY[:6], *STORY[7:], *STORY],
    "the first is missing": STORY[1:],
    "two engagements": [
        each for pair in zip(STORY, sent((*BEGUN, *MOVED, *OFTEN), OTHER), strict=False) for each in pair
    ],
    "among strangers": [*STORY[:3], *STRANGERS, *STORY[3:]],
}


def in_python(records: Sequence[Record]) -> dict[str, Any]:
    state, taken = State(), []
    for record in records:
        try:
            taken.append(take(state, event_of(consumed(record))).name.lower())
        except NotAnEvent:
            taken.append("passed over")
    texts = [drawn(key, engagement) for key, engagement in state.engagements.items()]
    engagements_ = {key: asdict(engagement) for key, engagement in state.engagements.items()}
    return {"engagements": engagements_, "taken": taken, "texts": texts}


def in_node(records: Sequence[Record]) -> Any:  # noqa: ANN401 - any JSON
    lines = "".join(json.dumps(line(record)) + "\n" for record in records)
    program, folder = node(), installed(ROOT / "examples/subscribers/node")
    command = [program, str(Path(__file__).with_name("reading.mjs")), str(folder)]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603
    return json.loads(done.stdout)


def line(record: Record) -> dict[str, Any]:
    headers = [(name, value.decode()) for name, value in record.headers]
    return {"key": record.key.decode(), "value": record.value.decode(), "headers": headers}


@pytest.mark.parametrize("records", RUNS.values(), ids=RUNS.keys())
def test_both_subscribers_make_the_same_of_the_same_records(records: Sequence[Record]) -> None:
    assert in_node(records) == in_python(records)


def test_the_python_subscriber_asks_for_what_the_project_is_tested_with() -> None:
    locked = set((ROOT / "requirements.lock").read_text("utf-8").split())
    assert set((ROOT / "examples/subscribers/python/requirements.txt").read_text("utf-8").split()) <= locked
