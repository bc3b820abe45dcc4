"""What rules may say, what they refer to, and what they answer."""

from datetime import date
from decimal import Decimal

import pytest

from services.gates.domain.facts.model import Fact, Value
from services.gates.domain.framework.rules import check, values
from shared.rules.asking import Answer, Trouble, compiled, facts_of, holds, seen
from tests.unit.gates.domain.asking import TODAY, VOCABULARY, asked, facts

pytestmark = pytest.mark.req("RSG4")


@pytest.mark.parametrize(
    ("achieved", "passes"), [("749.499999", False), ("749.5", False), ("750", True), ("750.000001", True)]
)
def test_a_load_of_149_percent_fails_and_150_percent_passes_to_the_last_millionth(achieved: str, passes: bool) -> None:  # noqa: FBT001 - a case
    rule = "2 * load_test.achieved >= 3 * load_test.expected_peak_then"
    seen_values = values(
        facts(load_test__achieved=Decimal(achieved), load_test__expected_peak_then=Decimal(500)), TODAY
    )
    assert holds(rule, seen_values) is passes


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (True, True),
        (12, 12),
        ("v2", "v2"),
        (Decimal("0.95"), 950_000),
        (Decimal("-3.000001"), -3_000_001),
        (date(1970, 1, 2), 1),
        (TODAY, 20_514),
    ],
)
def test_rules_see_decimals_in_millionths_and_days_counted(value: Value, shown: bool | int | str) -> None:  # noqa: FBT001 - a case
    assert seen(value) == shown
    assert type(seen(value)) is type(shown)


def test_an_answer_that_hangs_on_an_unknown_fact_is_none() -> None:
    assert asked("sources.approved == sources.in_scope", sources__in_scope=3) == Answer(holds=None)
    assert asked("sources.approved == sources.in_scope") == Answer(holds=None)
    assert asked("load_test.held && sources.in_scope > 0", load_test__held=True) == Answer(holds=None)


def test_an_unknown_fact_that_changes_nothing_is_not_asked_for() -> None:
    rule = "!vendor.runs || vendor.decisions_open == 0"
    assert asked(rule, vendor__runs=False) == Answer(holds=True)
    assert asked(rule, vendor__runs=True) == Answer(holds=None)
    assert asked(rule, vendor__runs=True, vendor__decisions_open=0) == Answer(holds=True)
    assert asked("sources.in_scope > 0 && load_test.held", load_test__held=False) == Answer(holds=False)


def test_a_rule_counts_days_from_today() -> None:
    rule = "day - load_test.ran_on < 90"
    assert asked(rule, load_test__ran_on=date(2025, 12, 3)) == Answer(holds=True)
    assert asked(rule, load_test__ran_on=date(2025, 12, 2)) == Answer(holds=False)


@pytest.mark.parametrize(
    ("rule", "trouble"),
    [
        ("sources.in_scope + 1 > 0", Trouble.OVERFLOW),
        ("sources.in_scope / sources.approved > 0", Trouble.DIVISION_BY_ZERO),
        ("sources.in_scope % sources.approved > 0", Trouble.DIVISION_BY_ZERO),
    ],
)
def test_a_calculation_that_fails_is_not_true_and_says_why(rule: str, trouble: Trouble) -> None:
    assert asked(rule, sources__in_scope=2**63 - 1, sources__approved=0) == Answer(holds=False, trouble=trouble)


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, Decimal("1e13"), Decimal("1e999999"), Decimal("nan")])
def test_a_number_beyond_all_bounds_is_not_true_and_says_why(value: Value) -> None:
    assert asked("sources.in_scope > 0", sources__in_scope=value) == Answer(holds=False, trouble=Trouble.OVERFLOW)


def test_a_value_of_another_kind_than_declared_is_not_true_and_says_why() -> None:
    assert asked("sources.in_scope > 0", sources__in_scope="many") == Answer(holds=False, trouble=Trouble.WRONG_KIND)
    assert asked("load_test.held", load_test__held=1) == Answer(holds=False, trouble=Trouble.WRONG_KIND)


def test_facts_whose_names_look_alike_are_told_apart() -> None:
    known = {"a_b.c": Fact(value=True), "a.b_c": Fact(value=False), "a._b_c": Fact(value=False)}
    seen_values = values(known, TODAY)
    assert [holds(rule, seen_values) for rule in ("a_b.c", "a.b_c", "a._b_c", "a_.b_c")] == [True, False, False, None]


def test_a_rule_says_which_facts_it_refers_to() -> None:
    assert compiled("sources.approved == sources.in_scope && day < sources.approved_until").facts == (
        "sources.approved",
        "sources.in_scope",
        "sources.approved_until",
    )
    assert facts_of(("load_test.held", "load_test.held && sources.in_scope > 1")) == (
        "load_test.held",
        "sources.in_scope",
    )
    assert compiled("evidence_incident_playbook.version == 'sources.in_scope'").facts == (
        "evidence_incident_playbook.version",
    )


@pytest.mark.parametrize(
    "rule",
    [
        "load_test.held",
        "!load_test.held || true",
        "(sources.in_scope - 1) * 2 >= -sources.approved",
        "sources.in_scope in [1, 2, 3]",
        "evidence_incident_playbook.version in ['v1', \"v2\"]",
        "evidence_incident_playbook.version != 'v1'",
        "sources.approved_until + 30 > day && 30 + day != sources.approved_until - sources.in_scope",
        "(vendor.runs ? vendor.decisions_open : 0) == 0",
        "vendor.runs ? vendor.decisions_open == 0 : true",
        "load_test.achieved / 2 >= 950000",
        "2 * load_test.achieved - load_test.expected_peak_then >= 0",
        "7 % 4 == 3 &&\n  sources.in_scope % 2 == 0",
    ],
)
def test_what_compares_and_counts_facts_is_a_rule(rule: str) -> None:
    assert check(rule, VOCABULARY) == ()


@pytest.mark.parametrize(
    ("rule", "at", "problem"),
    [
        ("", 0, "a fact or a value is missing here"),
        ("load_test.held ||", 17, "a fact or a value is missing here"),
        ("load_test.held && && vendor.runs", 18, "a fact or a value is missing here"),
        ("(load_test.held", 15, ") is missing here"),
        ("load_test.held)", 14, "the rule could end before )"),
        ("load_test.held vendor.runs", 15, "the rule could end before vendor.runs: && or || is missing"),
        ("load_test.held & vendor.runs", 15, "write &&, || or =="),
        ("sources.in_scope = 3", 17, "write &&, || or =="),
        ("load_test.held # no", 15, "# has no meaning in a rule"),
        ("load_test.achieved > 1.5", 21, "numbers are whole: a decimal is counted in millionths"),
        ("sources.in_scope > 1u", 19, "numbers are whole"),
        ("evidence_incident_playbook.version == 'v1", 38, "this text does not end"),
        ("sources.in_scope", 0, "a rule is true or false, and this is a count"),
        ("3", 0, "a rule is true or false, and this is a number"),
        ("sources.in_scope && load_test.held", 17, "&& does not go with a count and a truth"),
        ("load_test.held > 1", 15, "> does not go with a truth and a number"),
        ("load_test.held == 1", 15, "== does not go with a truth and a number"),
        ("load_test.achieved >= sources.in_scope", 19, ">= does not go with a decimal and a count"),
        ("load_test.ran_on > 20000", 17, "> does not go with a day and a number"),
        ("load_test.ran_on + day > day", 17, "+ does not go with a day and a day"),
        ("load_test.achieved * load_test.achieved > 1", 19, "* does not go with a decimal and a decimal"),
        ("!sources.in_scope", 0, "! does not go with a count"),
        ("-load_test.held", 0, "- does not go with a truth"),
        ("!!load_test.held", 1, "!! says nothing"),
        ("1 < sources.in_scope < 3", 21, "compare two things at a time"),
        ("sources.in_scope in ['a']", 17, "a count is never in a list that holds a text"),
        ("sources.in_scope in []", 21, "a fact or a value is missing here"),
        ("sources.in_scope in 3", 20, "[ is missing here"),
        ("sources.in_scope in [1 2]", 23, ", is missing here"),
        ("sources.in_scope ? true : false", 0, "? asks for a truth, and this is a count"),
        ("load_test.held ? 1 : true", 15, "both sides of : give the same kind"),
        ("load_test.held ? true", 21, ": is missing here"),
        ("load_test > 1", 0, "there is no fact load_test"),
        ("load_test.acheived > 1", 0, "there is no fact load_test.acheived: is load_test.achieved"),
        ("load_test.achieved == null", 22, "there is no fact null"),
        ("9223372036854775808 > 0", 0, "invalid int literal"),
    ],
)
def test_what_is_wrong_with_a_rule_is_told_at_its_place(rule: str, at: int, problem: str) -> None:
    (mistake,) = check(rule, VOCABULARY)
    assert (mistake.at, problem in mistake.problem) == (at, True), mistake.problem


def test_every_fact_that_there_is_not_is_told() -> None:
    found = check("sources.in_scop > 0 && sources.x == load_test.held", VOCABULARY)
    assert [mistake.at for mistake in found] == [0, 23]
