"""That a rule ends at once, never meets what it cannot read, and takes next to no time."""

from datetime import date
from decimal import Decimal
from time import process_time

import cel
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.gates.domain.facts.model import Fact, FactKind, Facts, Value
from services.gates.domain.framework.rules import check, values
from shared.rules.asking import Trouble, answer, compiled, facts_of
from shared.rules.tokens import BadRule
from tests.unit.gates.domain.asking import KINDS, TODAY, VOCABULARY, asked

pytestmark = pytest.mark.req("RSG4")

HOSTILE = [
    "[1, 2].all(x, x > 0)",
    "[1, 2].map(x, [1, 2].map(y, x * y)).size() > 0",
    "[1, 2].exists_one(x, x > 0)",
    "has(sources.in_scope)",
    "sources.in_scope.matches('(a+)+$')",
    "'aaaaaaaaaaaaaaaaaaaa!'.matches('(a+)+$')",
    "size('x') > 0",
    "timestamp('2026-01-01T00:00:00Z') > timestamp('2025-01-01T00:00:00Z')",
    "{'a': 1}['a'] == 1",
    "sources['in_scope'] > 0",
    "[[1]][0][0] == 1",
    "sources.in_scope.more > 0",
    ".sources.in_scope > 0",
    "sources . in_scope > 0",
    "Foo{a: 1}.a == 1",
    "load_test.held // && false",
    "`load_test`.held",
    "load_test.held ?? true",
    "évidence.x > 1",
    "(" * 17 + "true" + ")" * 17,
    "(" * 400 + "true" + ")" * 400,
    "true ? " * 20 + "true" + " : false" * 20,
    "true" + " && true" * 100,
    "!" * 150 + "true",
    "-" * 150 + "1 > 0",
    "-!" * 90 + "true",
    "true || " * 200_000 + "true",
    "'" + "a" * 2_000_000,
    "\\u0074rue",
    "\x00",
]


@pytest.mark.parametrize("rule", HOSTILE, ids=range(len(HOSTILE)))
def test_what_calls_loops_takes_apart_or_never_ends_is_refused_at_once(rule: str) -> None:
    assert min(seconds_until_refused(rule) for _ in range(3)) < 0.05


def seconds_until_refused(rule: str) -> float:
    started = process_time()
    assert check(rule, VOCABULARY) != ()
    return process_time() - started


WELL_WORDED = frozenset({"load_test.held ?? true", "-!" * 90 + "true", "!" * 150 + "true", "-" * 150 + "1 > 0"})


@pytest.mark.parametrize("rule", sorted(set(HOSTILE) - WELL_WORDED))
def test_what_is_refused_never_runs_even_where_nobody_checked_it(rule: str) -> None:
    with pytest.raises(BadRule):
        compiled(rule)


def test_sixty_rules_over_a_hundred_facts_take_next_to_no_time() -> None:
    known: Facts = {
        f"area{area}.fact{fact}": Fact(value=Decimal(area * fact)) for area in range(20) for fact in range(5)
    }
    rules = [
        f"2 * area{n % 20}.fact1 >= 3 * area{n % 19}.fact2 && day - area{n % 7}.fact{n % 5} > 0" for n in range(60)
    ]
    facts_of(rules)
    assert min(seconds(known, rules) for _ in range(20)) < 0.003


def seconds(known: Facts, rules: list[str]) -> float:
    started = process_time()
    context = values(known, TODAY)
    for rule in rules:
        answer(rule, context)
    return process_time() - started


NUMBERS = st.recursive(
    st.sampled_from(["sources.in_scope", "vendor.decisions_open", "(day - load_test.ran_on)", "0", "1", "3"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*/%"), inner).map("({0[0]} {0[1]} {0[2]})".format),
    max_leaves=4,
)
DECIMALS = st.sampled_from(["load_test.achieved", "3 * load_test.expected_peak_then", "950000", "-load_test.achieved"])
COMPARISONS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
TRUTHS = st.recursive(
    st.one_of(
        st.sampled_from(["load_test.held", "vendor.runs", "true", "evidence_incident_playbook.version in ['v1']"]),
        *(st.tuples(side, COMPARISONS, side).map(" ".join) for side in (NUMBERS, DECIMALS)),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(" ".join),
        inner.map("!({})".format),
        st.tuples(inner, inner, inner).map("(({0[0]}) ? ({0[1]}) : ({0[2]}))".format),
    ),
    max_leaves=5,
)
SAMPLES = {
    FactKind.TRUTH: st.booleans(),
    FactKind.COUNT: st.integers(0, 3),
    FactKind.DECIMAL: st.sampled_from([Decimal(0), Decimal("0.95"), Decimal(500)]),
    FactKind.DAY: st.sampled_from([TODAY, date(2025, 1, 1)]),
    FactKind.TEXT: st.sampled_from(["v1", "v2"]),
}
SHEETS = st.fixed_dictionaries({}, optional={name: SAMPLES[kind] for name, kind in KINDS.items()})


@settings(max_examples=60, deadline=None)
@given(rule=TRUTHS, sheet=SHEETS)
def test_what_is_found_right_reads_the_same_in_cel_and_never_meets_a_value_of_the_wrong_kind(
    rule: str, sheet: dict[str, Value]
) -> None:
    assert check(rule, VOCABULARY) == ()
    told = asked(rule, **{name.replace(".", "__"): value for name, value in sheet.items()})
    assert told.trouble is not Trouble.WRONG_KIND
    areas = {name.partition(".")[0] for name in compiled(rule).facts}
    assert areas == set(cel.compile(rule).variables()) - {"day"}


WORDS = st.sampled_from([*KINDS, *"day true in 'a' 1 ( ) [ ] ! - + && == > ? : ,".split()])  # noqa: SIM905 - as written


@settings(max_examples=60, deadline=None)
@given(rule=st.lists(WORDS).map(" ".join))
def test_whatever_is_found_right_compiles(rule: str) -> None:
    if check(rule, VOCABULARY) == ():
        compiled(rule)
