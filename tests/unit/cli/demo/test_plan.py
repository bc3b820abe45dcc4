"""The plan: what a file tells becomes steps in an order that Fairway accepts, by the right people, at rising times."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from graphql import GraphQLInputObjectType, parse, validate
from graphql.utilities import coerce_input_value

from cli.demo.command import EXAMPLE
from cli.demo.mutations import mutations
from cli.demo.outcome import GAPS, REPORT, THEN, WAY
from cli.demo.passage import PASSAGE
from cli.demo.plan import Scene, moments, plan
from cli.demo.playing import filled, shown
from cli.demo.returns import RETURNS
from cli.demo.steps import Ref
from cli.engagement_file import EngagementFile, read
from tests.architecture.api import printed_schema
from tests.unit.cli.demo.small import small_file

SCHEMA = printed_schema()

ORDER = [
    "tenant",
    "people/eli",
    "people/ana",
    "people/ana/engagement_lead",
    "people/ana/pilot_lead",
    "people/bo",
    "people/bo/infrastructure_lead",
    "pilot",
    "pilot/results/1",
    "pilot/costs/1",
    "pilot/findings/sandbox",
    "pilot/findings/panel",
    "pilot/close",
    "pilot/findings/panel/dismissed",
    "engagement",
    "dimensions/infrastructure/pilot",
    "dimensions/infrastructure/production",
    "dimensions/infrastructure/dismissed/network",
    "gaps/production",
    "gaps/production/owner",
    "gaps/production/due",
    "gaps/production/estimate",
    "gaps/load-test",
    "gaps/load-test/owner",
    "gaps/load-test/needs/production",
    "baseline",
    "progress/2026-08-24/startGap/production",
    "progress/2026-08-25/publishCloseOutReport",
    "gaps/licence",
    "gaps/licence/owner",
    "gaps/licence/estimate",
    "gaps/load-test/needs/licence",
    "gaps/licence/needs/production",
    "progress/2026-08-28/estimateGap/load-test",
    "progress/2026-08-28/estimateGap/load-test/2",
]


@pytest.fixture(scope="module")
def example() -> list[Scene]:
    return plan(read(EXAMPLE))


@pytest.fixture
def small(tmp_path: Path) -> EngagementFile:
    return small_file(tmp_path)


def keys(scenes: list[Scene]) -> list[str]:
    return [scene.step.key for scene in scenes]


def test_a_file_becomes_steps_in_the_order_in_which_they_can_happen(small: EngagementFile) -> None:
    assert keys(plan(small)) == ORDER


def test_each_step_is_taken_by_the_person_whose_it_is(small: EngagementFile) -> None:
    by = {scene.step.key: scene.step.by for scene in plan(small)}
    assert {by[key] for key in by if key.startswith(("tenant", "people"))} == {"eli"}
    assert by["pilot/close"] == by["pilot/findings/panel/dismissed"] == by["gaps/production"] == "ana"
    assert by["gaps/production/estimate"] == by["gaps/licence"] == "bo"
    assert by["gaps/licence/owner"] == by["gaps/licence/estimate"] == "ana"


def test_the_administrator_is_given_no_role_that_the_first_one_has_already(example: list[Scene]) -> None:
    assert "people/grant" in keys(example)
    assert "people/grant/administrator" not in keys(example)


def test_a_step_stands_only_on_what_an_earlier_one_made(example: list[Scene]) -> None:
    made: set[Ref | None] = set()
    for scene in example:
        assert {stood_on(ref) for ref in refs(scene.step.input) if ref.noun not in {"Issuer", "Subject"}} <= made
        made |= {scene.step.gives, *scene.step.also}


def stood_on(ref: Ref) -> Ref:
    return Ref(noun="Made", key=ref.key) if ref.noun == "Intervention" else ref


def refs(value: object) -> set[Ref]:
    match value:
        case Ref():
            return {value}
        case dict():
            return {ref for each in value.values() for ref in refs(each)}
        case list():
            return {ref for each in value for ref in refs(each)}
        case _:
            return set()


def test_every_step_has_a_key_of_its_own(example: list[Scene]) -> None:
    assert len(set(keys(example))) == len(example)


def test_every_input_fits_the_public_schema(example: list[Scene]) -> None:
    for scene in example:
        mutation = mutations()[scene.step.mutation]
        given = filled(scene.step.input, dict.fromkeys(refs(scene.step.input), "an id"))
        coerce_input_value({**given, "occurredAt": scene.at.isoformat()}, input_type(mutation.takes.name))


def input_type(name: str) -> GraphQLInputObjectType:
    found = SCHEMA.type_map[name]
    assert isinstance(found, GraphQLInputObjectType)
    return found


@pytest.mark.parametrize("document", [GAPS, WAY, REPORT, THEN, PASSAGE, RETURNS])
def test_every_document_fits_the_public_schema(document: str) -> None:
    assert validate(SCHEMA, parse(document)) == []


def test_the_document_of_every_step_fits_the_public_schema(example: list[Scene]) -> None:
    for document in {mutations()[scene.step.mutation].document(shown(scene.step)) for scene in example}:
        assert validate(SCHEMA, parse(document)) == []


def test_every_mutation_of_the_schema_can_be_given() -> None:
    assert mutations().keys() == SCHEMA.mutation_type.fields.keys() if SCHEMA.mutation_type else False


def test_times_rise_by_a_minute_from_nine_o_clock_in_the_tenant_s_zone(example: list[Scene]) -> None:
    assert example[0].at.astimezone(ZoneInfo("America/Toronto")).isoformat() == "2026-05-04T09:00:00-04:00"
    for before, after in pairwise(example):
        assert before.at < after.at
        assert before.step.on != after.step.on or after.at - before.at == timedelta(minutes=1)


def test_times_of_a_long_day_are_closer_together_and_stay_within_it(example: list[Scene]) -> None:
    step, zone = example[0].step, ZoneInfo("America/Toronto")
    found = moments([step] * 2_000, zone)
    assert all(before < after for before, after in pairwise(found))
    assert {moment.astimezone(zone).date() for moment in found} == {step.on}


def test_a_day_begins_at_the_same_hour_whether_or_not_it_is_summer(example: list[Scene]) -> None:
    winter = replace(example[0].step, on=date(2026, 12, 1))
    assert moments([example[0].step, winter], ZoneInfo("America/Toronto")) == [
        datetime(2026, 5, 4, 13, tzinfo=UTC),
        datetime(2026, 12, 1, 14, tzinfo=UTC),
    ]
