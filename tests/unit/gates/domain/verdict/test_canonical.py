"""The same facts give the same verdict, byte for byte."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.gates.domain.facts.model import Facts
from services.gates.domain.verdict.canonical import domain_digest
from shared.eventstore.codec import adapter_of
from shared.kernel.canonical import canonical
from tests.architecture.tree import ROOT
from tests.facts.gates import EVALUATED, VERDICT
from tests.unit.gates.domain.verdict.small import GREEN, TODAY, facts, verdict

SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Toronto", "LC_ALL": "fr_CA.UTF-8"},
)


def printed(surroundings: dict[str, str]) -> bytes:
    command = [sys.executable, "-m", "tests.unit.gates.domain.verdict.printed"]
    return subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=os.environ | surroundings).stdout  # noqa: S603 - own module


@pytest.mark.req("X2")
def test_neither_locale_nor_time_zone_nor_hash_seed_changes_a_byte() -> None:
    one, other = map(printed, SURROUNDINGS)
    assert one == other
    assert one.startswith(b'{"criteria":[{"broken":')


@settings(max_examples=30, deadline=None)
@given(order=st.permutations(sorted(facts().items())), unknown=st.sets(st.sampled_from(sorted(GREEN))))
def test_evaluated_twice_it_is_byte_identical_in_whichever_order_the_facts_come(
    order: list[tuple[str, object]], unknown: set[str]
) -> None:
    one: Facts = {name: fact for name, fact in facts().items() if name not in unknown}
    other: Facts = {name: facts()[name] for name, _ in order if name not in unknown}
    assert canonical(verdict(one)) == canonical(verdict(other))


def test_it_is_the_json_in_which_the_event_is_recorded() -> None:
    recorded = orjson.dumps(
        adapter_of("GateEvaluated").dump_python(EVALUATED, mode="json"), option=orjson.OPT_SORT_KEYS
    )
    assert canonical(EVALUATED) == recorded


def test_letters_stand_for_themselves() -> None:
    assert canonical({"é": date(2026, 3, 2)}) == '{"é":"2026-03-02"}'.encode()


def test_what_is_signed_for_is_what_the_verdict_says_of_a_domain_whatever_the_day() -> None:
    digest = domain_digest(verdict(facts()), "small/technical")
    assert domain_digest(verdict(facts(sources__approved=2)), "small/technical") == digest
    assert domain_digest(verdict(facts(), day=TODAY + timedelta(days=1)), "small/technical") == digest
    assert domain_digest(verdict(facts(load_test__held=False)), "small/technical") != digest


def test_what_is_signed_for_changes_with_what_the_facts_say_and_not_with_the_events_that_say_it() -> None:
    (first, approved, *others) = VERDICT.facts
    digest = domain_digest(VERDICT, "fairway/governance")
    again = replace(VERDICT, facts=(first, replace(approved, positions=(31, 46)), *others))
    assert domain_digest(again, "fairway/governance") == digest
    other = replace(VERDICT, facts=(first, replace(approved, value="2"), *others))
    assert domain_digest(other, "fairway/governance") != digest
