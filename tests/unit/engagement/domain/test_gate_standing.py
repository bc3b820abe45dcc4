"""Whether a gate's decision stands, one sentence per test."""

from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from uuid import UUID

import pytest

from services.engagement.domain.gate_standing import Decided, Standing, evolve, standing
from shared.events.gates import DecisionEvent, Outcome
from tests.facts.gates import (
    CONDITION_MET,
    OUTDATED,
    PASSED_ON_CONDITION,
    RETENTION,
    REVOKED,
)

DUE = RETENTION.due
DAY = timedelta(days=1)
OTHER = UUID(int=0x7F)
NO_MORE = replace(PASSED_ON_CONDITION, decision_id=OTHER, outcome=Outcome.NO_GO, conditions=())
LATER = replace(RETENTION, condition_id=UUID(int=0x7A), due=DUE + 9 * DAY)


def after(*facts: DecisionEvent) -> Decided | None:
    start: Decided | None = None
    return reduce(evolve, facts, start)


def test_a_gate_at_which_nothing_was_decided_is_undecided() -> None:
    assert standing(after(), DUE) is Standing.UNDECIDED


@pytest.mark.parametrize(
    ("outcome", "found"),
    [
        (Outcome.GO, Standing.STANDS),
        (Outcome.CONDITIONAL_GO, Standing.STANDS),
        (Outcome.NO_GO, Standing.DENIED),
        (Outcome.HOLD, Standing.DENIED),
        (Outcome.STOP, Standing.DENIED),
    ],
)
def test_only_a_go_lets_anybody_pass(outcome: Outcome, found: Standing) -> None:
    assert standing(after(replace(PASSED_ON_CONDITION, outcome=outcome, conditions=())), DUE) is found


@pytest.mark.parametrize(
    ("day", "found"), [(DUE - DAY, Standing.STANDS), (DUE, Standing.STANDS), (DUE + DAY, Standing.CONDITION_MISSED)]
)
def test_a_condition_is_missed_from_the_day_after_it_was_due(day: date, found: Standing) -> None:
    assert standing(after(PASSED_ON_CONDITION), day) is found


@pytest.mark.parametrize(
    ("met_on", "found"),
    [(DUE - DAY, Standing.STANDS), (DUE, Standing.STANDS), (DUE + DAY, Standing.CONDITION_MISSED)],
)
def test_what_is_met_in_time_holds_for_ever_and_what_is_met_too_late_heals_nothing(
    met_on: date, found: Standing
) -> None:
    decision = after(PASSED_ON_CONDITION, replace(CONDITION_MET, met_on=met_on))
    assert standing(decision, DUE + 400 * DAY) is found


def test_a_condition_was_met_when_that_was_first_recorded() -> None:
    later = replace(CONDITION_MET, met_on=DUE + DAY)
    assert standing(after(PASSED_ON_CONDITION, CONDITION_MET, later), DUE + 2 * DAY) is Standing.STANDS


def test_one_missed_condition_of_several_is_enough() -> None:
    decision = after(replace(PASSED_ON_CONDITION, conditions=(RETENTION, LATER)), CONDITION_MET)
    assert standing(decision, LATER.due) is Standing.STANDS
    assert standing(decision, LATER.due + DAY) is Standing.CONDITION_MISSED


@pytest.mark.parametrize(("fact", "found"), [(REVOKED, Standing.REVOKED), (OUTDATED, Standing.OUTDATED)])
def test_what_was_revoked_or_outdated_stands_no_more_for_the_reason_that_came_first(
    fact: DecisionEvent, found: Standing
) -> None:
    for last in (REVOKED, OUTDATED, CONDITION_MET):
        assert standing(after(PASSED_ON_CONDITION, fact, last), DUE) is found


@pytest.mark.parametrize("stale", [REVOKED, OUTDATED])
def test_the_last_decision_counts_and_what_happens_to_an_earlier_one_does_not(stale: DecisionEvent) -> None:
    anew = replace(PASSED_ON_CONDITION, decision_id=OTHER, conditions=())
    assert standing(after(PASSED_ON_CONDITION, anew, stale), DUE) is Standing.STANDS
    assert standing(after(PASSED_ON_CONDITION, stale, anew), DUE) is Standing.STANDS
    assert standing(after(anew, NO_MORE), DUE) is Standing.DENIED


def test_what_is_said_of_a_decision_that_never_was_changes_nothing() -> None:
    assert after(REVOKED) is None
