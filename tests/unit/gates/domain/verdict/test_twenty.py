"""The twenty criteria that ship, each in every state that it can be in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.gates.domain.criterion.standing import NO_STATEMENT, Statement
from services.gates.domain.verdict.impact import impact
from services.gates.domain.verdict.judging import facts_seen
from services.gates.domain.verdict.states import unmet
from shared.events.stages import Stage
from shared.events.verdicts import CriterionState, VerdictOutcome
from tests.unit.gates.domain.verdict.twenty import (
    EARLIER,
    FAIRWAY,
    NOT_MET,
    SAID,
    STALE,
    TODAY,
    Values,
    facts,
    verdict,
)

pytestmark = pytest.mark.req("RSG4")

CRITERIA = {each.code: each for each in FAIRWAY.criteria}
NEVER_WAIVED = {"data_access", "accountability", "audit_logging", "production_environment", "fallback"}


def state(code: str, changed: Values | None = None, said: Mapping[str, Statement] = SAID) -> CriterionState:
    found = verdict(facts(changed), said)
    (own,) = (each for each in found.criteria if each.code == f"fairway/{code}")
    return own.state


def also(
    code: str, *, waived_until: date | None = None, blocked: bool = False, not_applicable: bool = False
) -> Mapping[str, Statement]:
    before = SAID.get(f"fairway/{code}", NO_STATEMENT)
    said = replace(before, waived_until=waived_until, blocked=blocked, not_applicable=not_applicable)
    return {**SAID, f"fairway/{code}": said}


def test_there_are_twenty_in_four_domains_of_five() -> None:
    assert list(CRITERIA) == list(NOT_MET) == list(STALE)
    assert sorted(each.number for each in FAIRWAY.criteria) == list(range(1, 21))
    assert [sum(each.domain == domain.name for each in FAIRWAY.criteria) for domain in FAIRWAY.domains] == [5] * 4


def test_the_gate_before_going_live_asks_for_all_of_them_and_passes_where_all_are_met() -> None:
    found = verdict(facts())
    assert (found.outcome, unmet(found)) == (VerdictOutcome.PASS, ())
    assert {each.state for each in found.criteria} == {CriterionState.MET}
    assert len(found.criteria) == len(CRITERIA)
    for stage in (Stage.CLOSURE, Stage.HARDENING):
        assert verdict(facts(), stage=stage).outcome is VerdictOutcome.PASS


@pytest.mark.parametrize(("code", "changed"), [(code, each) for code, several in NOT_MET.items() for each in several])
def test_a_criterion_is_not_met_and_no_other_suffers(code: str, changed: Values) -> None:
    found = verdict(facts(changed))
    assert {each.code: each.state for each in found.criteria if each.state is not CriterionState.MET} == {
        f"fairway/{code}": CriterionState.NOT_MET
    }
    assert found.outcome is VerdictOutcome.FAIL


@pytest.mark.parametrize(("code", "changed"), [(code, each) for code, several in STALE.items() for each in several])
def test_what_was_met_goes_stale_and_nothing_else_does(code: str, changed: Values) -> None:
    found = verdict(facts(changed))
    assert {each.code: each.state for each in found.criteria if each.state is not CriterionState.MET} == {
        f"fairway/{code}": CriterionState.STALE
    }
    assert found.outcome is VerdictOutcome.FAIL


@pytest.mark.req("X3")
@pytest.mark.parametrize("code", CRITERIA)
def test_exactly_the_gates_that_ask_for_it_lose_it(code: str) -> None:
    for changed in (*NOT_MET[code], *STALE[code]):
        for gate in FAIRWAY.gates:
            before, after = (verdict(facts(each), stage=gate.stage) for each in (None, changed))
            lost = {each.code for each in impact(before, after) if each.code.removeprefix("fairway/") in CRITERIA}
            assert lost == ({f"fairway/{code}"} if code in gate.criteria else set())


@pytest.mark.parametrize("code", CRITERIA)
def test_of_what_nobody_knows_nothing_is_assessed(code: str) -> None:
    own = frozenset(facts_seen(CRITERIA[code]))
    found = verdict(facts(without=own), {})
    told = {each.code: each for each in found.criteria}
    assert told[f"fairway/{code}"].state is CriterionState.NOT_ASSESSED
    one = min(name for name in own if name in facts())
    some = {each.code: each for each in verdict(facts(without=own - {one}), {}).criteria}
    assert some[f"fairway/{code}"].state is CriterionState.IN_PROGRESS


@pytest.mark.parametrize("code", CRITERIA)
def test_it_is_waived_while_the_waiver_lives_and_blocked_while_the_block_stands(code: str) -> None:
    changed = NOT_MET[code][0]
    assert state(code, changed, also(code, waived_until=TODAY)) is CriterionState.WAIVED
    assert state(code, changed, also(code, waived_until=EARLIER)) is CriterionState.NOT_MET
    assert state(code, changed, also(code, blocked=True)) is CriterionState.BLOCKED_EXTERNAL
    assert state(code, None, also(code, waived_until=TODAY, blocked=True)) is CriterionState.MET


@pytest.mark.parametrize("code", CRITERIA)
def test_it_is_not_applicable_once_that_was_approved(code: str) -> None:
    assert state(code, NOT_MET[code][0], also(code, not_applicable=True)) is CriterionState.NOT_APPLICABLE


def test_five_of_them_are_never_waived() -> None:
    assert {code for code, each in CRITERIA.items() if not each.waivable} == NEVER_WAIVED


@pytest.mark.parametrize(
    ("achieved", "peak", "found"),
    [
        ("149.9", "100", CriterionState.NOT_MET),
        ("150.0", "100", CriterionState.MET),
        ("150.0", "100.000001", CriterionState.STALE),
        ("151.5", "101", CriterionState.MET),
    ],
)
def test_a_load_test_bears_one_and_a_half_times_the_peak_exactly(
    achieved: str, peak: str, found: CriterionState
) -> None:
    changed: Values = {"load_test.achieved": Decimal(achieved), "load_test.peak_expected_now": Decimal(peak)}
    assert state("load_test", changed) is found
