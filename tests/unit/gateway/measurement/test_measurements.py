"""Measurements as CloudEvents: each is recorded once by its source and id, and answered."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs

from gateway.measurement.events import BATCH, MOST_EVENTS, SINGLE, TYPE
from gateway.schema.ids import global_id
from shared.authority.grants import Readable
from tests.facts.engagements import ENGAGEMENT
from tests.facts.observations import DAY
from tests.facts.people import CLEO
from tests.facts.series import KPI_ID
from tests.unit.gateway.measurement.counter import Counter, code

pytestmark = pytest.mark.req("RL4")


def event(event_id: str = "1", data: dict[str, object] | None = None, **said: object) -> dict[str, Any]:
    own = {"engagement": str(ENGAGEMENT), "series": str(KPI_ID), "day": str(DAY), "value": 31.5, **(data or {})}
    return {"specversion": "1.0", "id": event_id, "source": "/claims/desk", "type": TYPE, "data": own, **said}


BAD: list[tuple[dict[str, Any], str]] = [
    (event(specversion="0.3"), "EVENT_ATTRIBUTE_WRONG"),
    (event(""), "EVENT_ATTRIBUTE_WRONG"),
    (event(" 1"), "EVENT_ATTRIBUTE_WRONG"),
    (event("1" * 201), "EVENT_ATTRIBUTE_WRONG"),
    (event("1" * 200), "NOT_WELL_FORMED"),
    (event("\ud800"), "ROW_NOT_TEXT"),
    (event(source="/a b"), "EVENT_ATTRIBUTE_WRONG"),
    (event(source=7), "EVENT_ATTRIBUTE_WRONG"),
    (event(type="com.example.other"), "EVENT_TYPE_UNKNOWN"),
    (event(data={"key": "mine"}), "ROW_FIELD_UNKNOWN"),
    (event(data={"engagement": None}), "ROW_FIELD_MISSING"),
    (event(data={"engagement": "x"}), "ROW_ID_NOT_READ"),
    (event(data={"value": [1]}), "ROW_NOT_OBJECT"),
    (event(data={"unit": "parsecs"}), "UNIT_DIFFERS"),
    ({**event(), "data": "text"}, "ROW_NOT_OBJECT"),
]


@pytest.fixture
def counter() -> Iterator[Counter]:
    with capture_logs():
        yield Counter()


async def posted(
    counter: Counter, body: object, media_type: str | None = None, behalf: str | None = None
) -> httpx.Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = {"content-type": media_type or (BATCH if isinstance(body, list) else SINGLE)}
    headers |= {} if behalf is None else {"fairway-on-behalf-of": behalf}
    counter.body_cap = 10_000_000
    async with counter.client() as client:
        return await client.post("/measurements", content=content, headers=headers)


async def test_an_event_is_taken_once_and_a_duplicate_from_then_on(counter: Counter) -> None:
    first, again = [await posted(counter, event()) for _ in range(2)]
    assert (first.status_code, first.json()) == (200, {"id": "1", "source": "/claims/desk", "status": "taken"})
    assert first.headers["fairway-consistency"]
    assert (again.status_code, again.json()["status"], counter.held()) == (200, "duplicate", 1)
    (command, *_) = (each.command for each in counter.sent)
    assert (command.source, command.observations[0].key) == ("/claims/desk", "/claims/desk 1")


async def test_in_whose_name_it_is_sent_stands_in_a_header(counter: Counter) -> None:
    await posted(counter, event(), behalf=str(global_id("Person", CLEO)))
    assert code(await posted(counter, event(), behalf="Cleo")) == "NOT_WELL_FORMED"
    assert [each.on_behalf_of for each in counter.sent] == [CLEO]


async def test_the_same_id_of_another_source_is_another_measurement(counter: Counter) -> None:
    await posted(counter, [event(), event(source="/letters/desk")])
    assert counter.held() == 2


async def test_each_of_several_is_answered_in_its_place(counter: Counter) -> None:
    answer = await posted(counter, [event("1", {"value": "NaN"}), event("2"), event("3", {"day": "2019-01-01"}), 7])
    answers = answer.json()["answers"]
    assert answer.status_code == 200
    assert [each.get("code") for each in answers] == [
        "ROW_NUMBER_NOT_READ",
        None,
        "DAY_OUTSIDE_THE_WINDOW",
        "EVENT_ATTRIBUTE_WRONG",
    ]
    assert [each.get("id") for each in answers] == ["1", "2", "3", None]
    assert answer.json()["counts"] == {"taken": 1, "duplicate": 0, "refused": 3, "unknown": 0}


@pytest.mark.parametrize(("given", "expected"), BAD)
async def test_a_bad_event_is_refused_with_a_code(counter: Counter, given: dict[str, Any], expected: str) -> None:
    answer = await posted(counter, given)
    assert (answer.status_code, answer.json()["code"], counter.held()) == (422, expected, 0)


@pytest.mark.parametrize(
    ("body", "media_type", "status", "expected"),
    [
        (b"{", SINGLE, 422, "EVENTS_NOT_READ"),
        (b"[" * 100_000, BATCH, 422, "EVENTS_NOT_READ"),
        (b"\xff", SINGLE, 422, "EVENTS_NOT_READ"),
        ([event()], SINGLE, 422, "EVENTS_NOT_READ"),
        (event(), BATCH, 422, "EVENTS_NOT_READ"),
        (event(), "application/json", 415, "EVENTS_NOT_TAKEN"),
        ([7] * (MOST_EVENTS + 1), BATCH, 413, "TOO_MANY_EVENTS"),
    ],
)
async def test_a_body_that_holds_no_events_is_refused(
    counter: Counter, body: object, media_type: str, status: int, expected: str
) -> None:
    answer = await posted(counter, body, media_type)
    assert (answer.status_code, code(answer)) == (status, expected)


async def test_what_may_not_be_read_is_no_engagement(counter: Counter) -> None:
    counter.readable = Readable(engagements=frozenset({KPI_ID}))
    assert (await posted(counter, event())).json()["code"] == "ENGAGEMENT_NOT_FOUND"


async def test_what_nobody_answers_for_is_to_be_sent_again(counter: Counter) -> None:
    counter.failing = [KeyError("a fault")]
    assert (await posted(counter, event())).status_code == 503
    counter.failing = [KeyError("a fault")]
    assert (await posted(counter, [event(), event("2")])).status_code == 503
    assert (await posted(counter, [event(), event("2")])).json()["counts"]["taken"] == 2
