"""When a trigger fires: once per crossing, after as many windows as it waits for, and never on what nobody knows."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.measurement.domain.trigger import sight
from services.measurement.domain.trigger.judging import Edge, Rules, crossed
from services.measurement.domain.trigger_policy import LATEST_TRIGGERS, read_triggers
from shared.events.pilots import Better
from shared.policy.shipped import CatalogueInvalid
from tests.unit.measurement.domain.watching import NAME, course, fired, sights

pytestmark = pytest.mark.req("RL6")
FIFTH = Rules(expression=f"{NAME}.shortfall >= 200000", clears=f"{NAME}.shortfall < 100000", consecutive=2)
SHARES = st.lists(st.one_of(st.none(), st.sampled_from(("0.3", "0.4", "0.42", "0.46", "0.5"))), min_size=1, max_size=13)


def firing(rules: Rules, *values: str | None) -> tuple[int, ...]:
    return fired(rules, {NAME: course(*values)}, range(1, len(values) + 1))


def test_it_fires_in_the_second_window_in_a_row_that_is_a_fifth_below_plan() -> None:
    assert firing(FIFTH, "0.4", "0.5", "0.4", "0.4") == (4,)
    assert firing(FIFTH, "0.41", "0.41") == ()


def test_it_fires_once_until_it_has_cleared() -> None:
    assert firing(FIFTH, "0.4", "0.4", "0.3", "0.3") == (2,)
    assert firing(FIFTH, "0.4", "0.4", "0.42", "0.4", "0.4") == (2,)  # better, and not good enough to clear
    assert firing(FIFTH, "0.4", "0.4", "0.46", "0.4", "0.4") == (2, 5)


def test_without_a_rule_of_its_own_it_clears_when_its_expression_is_seen_not_to_hold() -> None:
    at_once = Rules(expression=f"{NAME}.value < {NAME}.target")
    assert firing(at_once, "0.4", None, "0.4", "0.5", "0.4") == (1, 5)


def test_a_window_without_a_value_breaks_the_run_and_is_seen_as_missed() -> None:
    assert firing(FIFTH, "0.4", None, "0.4") == ()
    assert firing(Rules(expression=f"{NAME}.missed"), "0.4", None, None, "0.4", None) == (2, 5)


@given(SHARES)
def test_between_two_firings_it_has_cleared(values: list[str | None]) -> None:
    edge, edges = Edge(), []
    seen = sights(FIFTH, *values)
    for place in range(1, len(seen) + 1):
        after = crossed(FIFTH, edge, seen[:place])
        if after != edge:
            edges.append(after)
        assert crossed(FIFTH, after, seen[:place]) == after  # judged again, nothing more comes of it
        edge = after
    assert [each.firing for each in edges] == [place % 2 == 0 for place in range(len(edges))]


def test_where_less_is_better_the_shortfall_is_what_there_is_too_much_of() -> None:
    seen = sight.facts(course("0.6", better=Better.LOWER), 1)
    assert seen["shortfall"] == Decimal("0.2")
    assert sight.facts(course("0.6"), 1)["shortfall"] == Decimal("-0.2")
    assert "shortfall" not in sight.facts(course("0.6", plan=Decimal()), 1)


def test_a_run_below_plan_is_counted_up_to_the_window() -> None:
    seen = course("0.4", "0.5", "0.4", "0.45", "0.3")
    assert [sight.facts(seen, window)["run_below_plan"] for window in range(1, 6)] == [1, 0, 1, 2, 3]


def test_control_charts_speak_once_enough_windows_tell_what_is_usual_and_by_those_before_alone() -> None:
    usual = ("0.50", "0.52", "0.49", "0.51", "0.50", "0.48", "0.51", "0.49")
    charted = course(*usual, "0.30", first=-7)
    assert "we1" not in sight.facts(charted, 0)
    assert sight.facts(charted, 1)["we1"] is True
    assert firing(Rules(expression=f"{NAME}.we1"), *usual, "0.30") == (9,)


def test_what_was_seen_reads_again_as_it_was() -> None:
    everything = (f"{NAME}.missed && {NAME}.run_below_plan > 0 && {NAME}.shortfall > 0",)
    seen = sight.seen(everything, {NAME: course("0.4")}, 1)
    assert [(each.name, each.value) for each in seen] == [
        (f"{NAME}.missed", "false"),
        (f"{NAME}.run_below_plan", "1"),
        (f"{NAME}.shortfall", "0.200000"),
        (f"{NAME}.value", "0.4"),
    ]
    assert sight.read(seen) == {
        f"{NAME}.missed": False,
        f"{NAME}.run_below_plan": 1,
        f"{NAME}.shortfall": Decimal("0.2"),
        f"{NAME}.value": Decimal("0.4"),
    }


def test_the_shipped_triggers_are_a_fifth_below_plan_for_two_weeks_and_any_breach_of_quality_at_once() -> None:
    behind, breach = (LATEST_TRIGGERS.templates[name].rules for name in ("adoption_behind_plan", "quality_breach"))
    assert fired(behind, {"active_share": course("0.4", "0.4", "0.4")}, range(1, 4)) == (2,)
    assert fired(breach, {"first_pass_quality": course("0.5", "0.499999")}, range(1, 3)) == (2,)


BOUNDS = "version: 1, most_watched: 1, most_consecutive: 1, longest_due: 1, effect_windows: 1, facts: {}"


@pytest.mark.parametrize("text", ["version: 1", f"{{{BOUNDS}, templates: []}}", f"{{{BOUNDS}, templates: [{{}}]}}"])
def test_a_policy_that_lacks_something_is_not_read(text: str) -> None:
    with pytest.raises(CatalogueInvalid):
        read_triggers(text)


@pytest.mark.parametrize(("rule", "problem"), [("active.value >", "missing"), ("other.value > 1", "there is no fact")])
def test_a_shipped_rule_that_is_wrong_is_not_read(rule: str, problem: str) -> None:
    text = (
        f"{{{BOUNDS}, templates: "
        f"[{{name: a, watches: {{active: a}}, expression: '{rule}', consecutive: 1, cadence: weekly, "
        "severity: serious, due_in_days: 1, title: {en: A, fr: A}, playbook: {en: A, fr: A}}]}"
    )
    with pytest.raises(CatalogueInvalid, match=problem):
        read_triggers(text)
