"""The twenty criteria that ship, of each edition, each in every state that it can be in."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from services.gates.domain.criterion.standing import NO_STATEMENT, Statement
from services.gates.domain.verdict.asked import facts_seen
from services.gates.domain.verdict.impact import impact
from services.gates.domain.verdict.states import unmet
from shared.events.stages import Stage
from shared.events.verdicts import CriterionState, Verdict, VerdictOutcome
from tests.unit.gates.domain.verdict.twenty import EARLIER, FIRST, SAID, TODAY, Edition, Values
from tests.unit.gates.domain.verdict.twenty_second import SECOND

pytestmark = pytest.mark.req("RSG4")

EDITIONS = (FIRST, SECOND)
NEVER_WAIVED = {"data_access", "accountability", "audit_logging", "production_environment", "fallback"}
EACH = pytest.mark.parametrize(
    ("edition", "code"),
    [
        pytest.param(edition, each.code, id=f"{edition.framework.version}-{each.code}")
        for edition in EDITIONS
        for each in edition.framework.criteria
    ],
)
ALL = pytest.mark.parametrize("edition", EDITIONS, ids=["1", "2"])


def state(
    edition: Edition, code: str, changed: Values | None = None, said: Mapping[str, Statement] = SAID
) -> CriterionState:
    found = edition.verdict(edition.facts(changed), said)
    (own,) = (each for each in found.criteria if each.code == f"fairway/{code}")
    return own.state


def otherwise(verdict: Verdict) -> Mapping[str, CriterionState]:
    """What is not met."""
    return {each.code: each.state for each in verdict.criteria if each.state is not CriterionState.MET}


def also(
    code: str, *, waived_until: date | None = None, blocked: bool = False, not_applicable: bool = False
) -> Mapping[str, Statement]:
    before = SAID.get(f"fairway/{code}", NO_STATEMENT)
    said = replace(before, waived_until=waived_until, blocked=blocked, not_applicable=not_applicable)
    return {**SAID, f"fairway/{code}": said}


@ALL
def test_there_are_twenty_in_four_domains_of_five(edition: Edition) -> None:
    criteria = edition.framework.criteria
    assert [each.code for each in criteria] == list(edition.not_met) == list(edition.stale)
    assert sorted(each.number for each in criteria) == list(range(1, 21))
    assert sorted(Counter(each.domain for each in criteria).values()) == [5] * 4


@ALL
def test_the_gate_before_going_live_asks_for_all_of_them_and_passes_where_all_are_met(edition: Edition) -> None:
    found = edition.verdict(edition.facts())
    assert (found.outcome, unmet(found)) == (VerdictOutcome.PASS, ())
    assert (len(found.criteria), otherwise(found)) == (20, {})
    for stage in (Stage.CLOSURE, Stage.HARDENING):
        assert edition.verdict(edition.facts(), stage=stage).outcome is VerdictOutcome.PASS


@EACH
def test_a_criterion_is_not_met_and_no_other_suffers(edition: Edition, code: str) -> None:
    for changed in edition.not_met[code]:
        found = edition.verdict(edition.facts(changed))
        assert otherwise(found) == {f"fairway/{code}": CriterionState.NOT_MET}
        assert found.outcome is VerdictOutcome.FAIL


@EACH
def test_what_was_met_goes_stale_and_nothing_else_does(edition: Edition, code: str) -> None:
    for changed in edition.stale[code]:
        found = edition.verdict(edition.facts(changed))
        assert otherwise(found) == {f"fairway/{code}": CriterionState.STALE}
        assert found.outcome is VerdictOutcome.FAIL


@pytest.mark.req("X3")
@EACH
def test_exactly_the_gates_that_ask_for_it_lose_it(edition: Edition, code: str) -> None:
    for changed in (*edition.not_met[code], *edition.stale[code]):
        for gate in edition.framework.gates:
            before, after = (edition.verdict(edition.facts(each), stage=gate.stage) for each in (None, changed))
            lost = {each.code.removeprefix("fairway/") for each in impact(before, after)} & set(edition.stale)
            assert lost == ({code} if code in gate.criteria else set())


@EACH
def test_of_what_nobody_knows_nothing_is_assessed(edition: Edition, code: str) -> None:
    criterion = next(each for each in edition.framework.criteria if each.code == code)
    own = frozenset(facts_seen(criterion))
    found = edition.verdict(edition.facts(without=own), {})
    told = {each.code: each for each in found.criteria}
    assert told[f"fairway/{code}"].state is CriterionState.NOT_ASSESSED
    one = min(name for name in own if name in edition.facts())
    some = {each.code: each for each in edition.verdict(edition.facts(without=own - {one}), {}).criteria}
    assert some[f"fairway/{code}"].state is CriterionState.IN_PROGRESS


@EACH
def test_it_is_waived_while_the_waiver_lives_and_blocked_while_the_block_stands(edition: Edition, code: str) -> None:
    changed = edition.not_met[code][0]
    assert state(edition, code, changed, also(code, waived_until=TODAY)) is CriterionState.WAIVED
    assert state(edition, code, changed, also(code, waived_until=EARLIER)) is CriterionState.NOT_MET
    assert state(edition, code, changed, also(code, blocked=True)) is CriterionState.BLOCKED_EXTERNAL
    assert state(edition, code, None, also(code, waived_until=TODAY, blocked=True)) is CriterionState.MET


@EACH
def test_it_is_not_applicable_once_that_was_approved(edition: Edition, code: str) -> None:
    not_applicable = also(code, not_applicable=True)
    assert state(edition, code, edition.not_met[code][0], not_applicable) is CriterionState.NOT_APPLICABLE


@ALL
def test_five_of_them_are_never_waived(edition: Edition) -> None:
    assert {each.code for each in edition.framework.criteria if not each.waivable} == NEVER_WAIVED


@ALL
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
    edition: Edition, achieved: str, peak: str, found: CriterionState
) -> None:
    changed: Values = {"load_test.achieved": Decimal(achieved), "load_test.peak_expected_now": Decimal(peak)}
    assert state(edition, "load_test", changed) is found
