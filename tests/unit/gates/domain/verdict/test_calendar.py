"""Until when a rule that looks at the calendar says the same: never guessed."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.gates.domain.facts.model import Fact
from services.gates.domain.verdict.sight import sight_of
from shared.rules.asking import compiled

START = date(2026, 3, 2)
HORIZON = 200
OPERATORS = ("<", "<=", ">", ">=", "==", "!=")


def compared(left: str, operator: str, right: str, numbers: tuple[int, int]) -> str:
    return f"{left} {operator} {right} + {numbers[0]} - {numbers[1]}"


SIDES = (("day", "a.on"), ("a.on", "day"), ("day - a.on", "0"), ("day - a.on", "a.days"), ("a.on - day", "7"))
CLAUSES = st.builds(
    compared,
    st.just("day"),
    st.sampled_from(OPERATORS),
    st.just("a.on"),
    st.tuples(st.integers(0, 60), st.integers(0, 60)),
) | st.builds(
    lambda sides, operator: f"{sides[0]} {operator} {sides[1]}", st.sampled_from(SIDES), st.sampled_from(OPERATORS)
)
RULES = CLAUSES | st.builds("({}) && ({})".format, CLAUSES, CLAUSES) | st.builds("!({}) || a.done".format, CLAUSES)


def changes(rule: str, on: date, days: int, *, done: bool) -> Iterator[date]:
    """The days on which the rule says something else than the day before, day by day."""
    facts = {"a.on": Fact(value=on), "a.days": Fact(value=days), "a.done": Fact(value=done)}
    before = sight_of(facts, START).says(compiled(rule), START)
    for ahead in range(1, HORIZON):
        day = START + timedelta(days=ahead)
        now = sight_of(facts, day).says(compiled(rule), day)
        if now is not before:
            yield day
        before = now


@pytest.mark.req("X6")
@settings(max_examples=40, deadline=None)
@given(rule=RULES, ahead=st.integers(-60, 60), days=st.integers(0, 60), done=st.booleans())
def test_every_day_on_which_a_rule_changes_its_mind_is_foreseen(rule: str, ahead: int, days: int, done: bool) -> None:  # noqa: FBT001
    on = START + timedelta(days=ahead)
    sight = sight_of({"a.on": Fact(value=on), "a.days": Fact(value=days), "a.done": Fact(value=done)}, START)
    foreseen = set(sight.turns(compiled(rule)))
    found = list(changes(rule, on, days, done=done))
    assert set(found) <= foreseen
    for day in found:
        assert sight.says(compiled(rule), day) is not sight.says(compiled(rule), day - timedelta(days=1))


def test_a_rule_that_does_not_look_at_the_calendar_never_turns() -> None:
    sight = sight_of({"a.days": Fact(value=3), "a.today": Fact(value=START)}, START)
    assert list(sight.turns(compiled("a.days > 2 && a.today == a.today"))) == []


def test_days_beyond_the_calendar_are_no_days() -> None:
    sight = sight_of({"a.on": Fact(value=date.max), "a.days": Fact(value=2**62)}, START)
    assert set(sight.turns(compiled("day <= a.on + a.days"))) == {date.max}
