"""The third edition of the framework that ships: a project of its own, and somebody accountable for all of it."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.facts.policies import ACTIVITIES
from services.gates.domain.framework.shipped import FRAMEWORKS
from services.gates.domain.gate.case import Case, Past, evolve
from shared.events.stages import Stage
from tests.facts import gaps, ownership, programme
from tests.facts.engagements import STARTED
from tests.facts.scope import SCOPE_DEFINED
from tests.history import recorded
from tests.unit.gates.domain.gate.twenty_met import TODAY

SECOND, THIRD = FRAMEWORKS["fairway", 2], FRAMEWORKS["fairway", 3]
PARTIES = tuple(replace(ownership.DEPLOYMENT_ASSIGNED, activity=activity) for activity in sorted(ACTIVITIES))
PROJECT = (STARTED, SCOPE_DEFINED, programme.CREATED, *PARTIES, gaps.OPENED, ownership.GAP_ASSIGNED)
OWN = {"scope_defined", "change_programme_created", "accountable_parties"}
OTHER_GAP = replace(gaps.OPENED, gap_id=UUID(int=0x69))


def lacking(*facts: Any) -> set[str]:  # noqa: ANN401 - any facts
    """What the first gate asks for by this edition alone, and does not find."""
    past = Past()
    for each in recorded(facts):
        past = evolve(past, each)
    verdict = Case(past).ground.verdict((THIRD,), Stage.ASSESSMENT, TODAY)
    unmet = {each.code.rpartition("/")[2] for each in verdict.requirements if each.holds is not True}
    return unmet & OWN


@pytest.mark.req("RF2")
@pytest.mark.parametrize(
    ("missing", "code"), [(SCOPE_DEFINED, "scope_defined"), (programme.CREATED, "change_programme_created")]
)
def test_the_first_gate_fails_without_a_scope_or_a_change_programme(missing: object, code: str) -> None:
    assert lacking(*PROJECT) == set()
    assert lacking(*(fact for fact in PROJECT if fact != missing)) == {code}


@pytest.mark.req("RF2")
def test_a_scope_and_a_change_programme_of_its_own_are_not_waived() -> None:
    gate = THIRD.gate(Stage.ASSESSMENT)
    assert gate is not None
    assert {each.code: each.waivable for each in gate.requirements if each.code in OWN} == {
        "scope_defined": False,
        "change_programme_created": False,
        "accountable_parties": True,
    }


@pytest.mark.req("RF10")
def test_the_first_gate_asks_for_a_party_for_each_activity_and_output() -> None:
    for party in PARTIES:
        assert lacking(*(fact for fact in PROJECT if fact != party)) == {"accountable_parties"}


@pytest.mark.req("RF10")
def test_the_first_gate_asks_for_a_party_for_each_open_gap() -> None:
    assert lacking(*(fact for fact in PROJECT if fact != ownership.GAP_ASSIGNED)) == {"accountable_parties"}
    assert lacking(*PROJECT, OTHER_GAP) == {"accountable_parties"}
    assert lacking(*PROJECT, OTHER_GAP, replace(ownership.GAP_ASSIGNED, gap_id=OTHER_GAP.gap_id)) == set()
    assert lacking(*PROJECT, OTHER_GAP, replace(gaps.CANCELLED, gap_id=OTHER_GAP.gap_id)) == set()


@pytest.mark.req("RF2", "RF10")
def test_all_else_is_asked_for_as_by_the_second_edition() -> None:
    assert (THIRD.criteria, THIRD.evidence, THIRD.domains) == (SECOND.criteria, SECOND.evidence, SECOND.domains)
    for gate in SECOND.gates:
        later = THIRD.gate(gate.stage)
        assert later is not None
        kept = tuple(each for each in later.requirements if each.code not in OWN)
        assert (later.criteria, kept) == (gate.criteria, gate.requirements)
