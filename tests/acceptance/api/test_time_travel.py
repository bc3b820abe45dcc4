"""The past, read through the same types: exactly what could be read then."""

from datetime import timedelta
from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.at_gates import AT_GATES
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.everything import (
    EVERYTHING,
    ONLY_BELOW,
    SOME_AT,
    WITHOUT_A_PAST,
    asked,
    readable,
)
from tests.acceptance.api.on_criteria import ON_CRITERIA
from tests.acceptance.api.on_hardening import ON_HARDENING
from tests.acceptance.api.on_measurement import ON_MEASUREMENT
from tests.acceptance.api.on_returns import ON_RETURNS
from tests.acceptance.api.on_the_way import ON_THE_WAY
from tests.acceptance.api.on_triggers import ON_TRIGGERS
from tests.acceptance.api.recorded_run import recorded
from tests.acceptance.api.recording import BEGIN, STEP, Run, read, read_as_of
from tests.acceptance.api.running import Running
from tests.acceptance.api.sdl import mutations, noun_of
from tests.acceptance.api.what_goes_live import GOING_LIVE

EVENTS = """
query Log($after: String) { events(first: 100, after: $after) { nodes { seq recordedAt } hasNextPage endCursor } }
"""


async def recorded_at(run: Run) -> dict[int, str]:
    """When each event of the whole log was recorded."""
    found: dict[int, str] = {}
    page: dict[str, Any] = {"hasNextPage": True, "endCursor": None}
    while page["hasNextPage"]:
        page = (await run.desk.ask(EVENTS, after=page["endCursor"]))["events"]
        found |= {event["seq"]: event["recordedAt"] for event in page["nodes"]}
    return found


async def test_the_run_gives_every_command_that_there_is(run: Run) -> None:
    assert {command.mutation for command in run.commands} == set(mutations())
    assert len(run.moments) >= 60


def test_the_query_of_everything_leaves_out_only_what_has_no_past() -> None:
    measured = (ON_MEASUREMENT, ON_TRIGGERS, ON_RETURNS)
    parts = (EVERYTHING, ON_THE_WAY, ON_HARDENING, GOING_LIVE, AT_GATES, ON_CRITERIA, *measured)
    left_out = readable().difference(*map(asked, parts))
    assert {field for field in left_out if field.split(".")[0] not in ONLY_BELOW} - {"Query.asOf", "Query.fork"} == set(
        WITHOUT_A_PAST
    )


@pytest.mark.req("X1", "RA11")
async def test_every_position_reads_exactly_as_it_did_then(run: Run) -> None:
    assert len(run.read) >= len(run.moments) / run.every
    for moment, answer in run.read:
        assert await read_as_of(run.desk, moment.ids, seq=moment.seq) == answer, moment.seq


@pytest.mark.soak
async def test_every_position_without_exception_reads_exactly_as_it_did_then(running: Running) -> None:
    await running.set_clock(BEGIN - STEP)
    try:
        run = Run(running=running, desk=await running.tenancy(), every=1)
        await recorded(run)
    finally:
        await running.set_clock(None)
    await test_every_position_reads_exactly_as_it_did_then(run)


@pytest.mark.req("X1")
async def test_every_moment_at_which_something_was_recorded_reads_exactly_as_it_did_then(run: Run) -> None:
    logged = await recorded_at(run)
    for moment, answer in run.read:
        ids = moment.ids
        at = {"at": logged[moment.seq], "engagement": ids["engagement"]}
        found = (await run.desk.ask(SOME_AT, by=Role.AUDITOR, **at))["asOf"]
        assert within(found, answer), moment.seq


def within(part: Any, whole: Any) -> bool:  # noqa: ANN401 - any value of JSON
    """Whether the part is what stands there in the whole; a part may leave fields out."""
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(within(value, whole[name]) for name, value in part.items())
    return bool(part == whole)


@pytest.mark.req("X1")
async def test_a_moment_between_two_commands_reads_as_it_did_after_the_first(run: Run) -> None:
    before, answer = run.read[len(run.read) // 2]
    found = await read_as_of(run.desk, before.ids, at=(before.at + STEP / 3).isoformat())
    assert found["gaps"] == answer["gaps"]


@pytest.mark.req("X1")
async def test_now_reads_as_the_present_also_when_days_have_passed_without_an_event(run: Run) -> None:
    last, answer = run.read[-1]
    now = last.at + timedelta(days=12)
    await run.running.set_clock(now)
    try:
        live = await read(run.desk, last.ids)
        assert await read_as_of(run.desk, last.ids, at=now.isoformat()) == live
        assert len(live["engagement"]["burndown"]) == len(answer["engagement"]["burndown"]) + 12
    finally:
        await run.running.set_clock(None)


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ("{ asOf(seq: 20) { viewer { name } } }", "Person.name"),
        ("{ asOf(seq: 20) { people(first: 1) { nodes { email } } } }", "Person.email"),
        ("{ asOf(seq: 20) { events(first: 1) { head } } }", "Query.events"),
        ("{ asOf(seq: 20) { services { head } } }", "Query.services"),
    ],
)
async def test_what_has_no_past_is_refused_by_its_name(desk: Desk, document: str, field: str) -> None:
    error, *_ = (await desk.post(document)).json()["errors"]
    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("AS_OF", field)
    assert field in error["message"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("", "AS_OF_AMBIGUOUS"),
        ('(seq: 3, at: "2026-03-02T09:00:00Z")', "AS_OF_AMBIGUOUS"),
        ("(seq: -1)", "AS_OF_NEGATIVE"),
        ("(seq: 1000000)", "AS_OF_IN_THE_FUTURE"),
        ("(seq: 9223372036854775807)", "AS_OF_IN_THE_FUTURE"),
        ('(at: "2999-01-01T00:00:00Z")', "AS_OF_IN_THE_FUTURE"),
        ("(seq: 9223372036854775808)", "GRAPHQL_INVALID"),
        ('(at: "2026-03-02T09:00:00")', "GRAPHQL_INVALID"),
        ('(at: "last week")', "GRAPHQL_INVALID"),
    ],
)
async def test_a_moment_that_is_none_is_refused_with_a_code(desk: Desk, arguments: str, code: str) -> None:
    assert await desk.codes(f"{{ asOf{arguments} {{ tenant {{ name }} }} }}") == [code]


async def test_the_past_is_not_looked_for_within_the_past(desk: Desk) -> None:
    assert await desk.codes("{ asOf(seq: 9) { asOf(seq: 5) { tenant { name } } } }") == ["AS_OF_NESTED"]


async def test_before_the_first_event_there_was_nothing(desk: Desk) -> None:
    query = "{ asOf(%s) { tenant { name } viewer { id } people(first: 5) { totalCount } } }"
    nothing = {"asOf": {"tenant": None, "viewer": None, "people": {"totalCount": 0}}}
    assert await desk.ask(query % "seq: 0") == nothing
    assert await desk.ask(query % 'at: "0001-01-01T00:00:00Z"') == nothing


async def test_a_whole_life_that_is_sent_again_under_its_keys_changes_nothing(run: Run) -> None:
    before = await run.desk.head()
    for command in run.commands:
        payload = await run.desk.send(command.mutation, by=command.by, **command.input)
        assert payload["rejection"] is None, command
        assert payload[noun_of(command.mutation)] is not None
        assert payload["consistency"]["repeated"] is True
        assert payload["consistency"]["position"] == command.position
    assert await run.desk.head() == before
