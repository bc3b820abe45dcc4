"""Conditions of a conditional go: what they carry, what they may not, and how they are written."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from services.gates.domain.bounds import LastDayOutOfBounds
from services.gates.domain.decision_policy import LATEST_DECISIONS
from services.gates.domain.gate import GATE, DecideGate, RequestGate
from services.gates.domain.gate.refusals import (
    CarriesNothing,
    ConditionNamedTwice,
    ConditionsMisplaced,
    NeverWaived,
    NotCarriedByCondition,
    TooManyConditions,
)
from shared.events.gates import Outcome
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gaps import LOAD_TEST_OPENED, RAISED
from tests.facts.people import BO, NOW
from tests.facts.sources import ACCESS_REVOKED
from tests.scenario import Scenario
from tests.unit.gates.domain.gate.house import (
    GO,
    GREEN,
    REQUEST,
    SPONSOR,
    STAGE,
    condition,
    conditional,
    decided,
    signed,
)

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=GATE).given
TODAY = NOW.date()
NO_GO = replace(GO, outcome=Outcome.NO_GO, reason="The drill was of another release.")
UNMET = "house/no_blockers"


def test_a_conditional_go_carries_each_that_is_unmet() -> None:
    past = signed(*GREEN, RAISED)
    carried = conditional(condition(UNMET))
    given(*past).when(carried, by=SPONSOR).then(*decided(past, carried))


def test_a_conditional_go_may_owe_more_than_what_is_unmet() -> None:
    past = signed(*GREEN, RAISED)
    more = conditional(condition(UNMET), condition("", 2))
    given(*past).when(more, by=SPONSOR).then(*decided(past, more))
    given(*signed()).when(conditional(condition("")), by=SPONSOR).then(*decided(signed(), conditional(condition(""))))


def test_what_people_write_of_a_condition_is_kept_without_what_nobody_sees() -> None:
    past = signed(*GREEN, RAISED)
    spaced = conditional(replace(condition(UNMET), what="  It is done soon. "))
    given(*past).when(spaced, by=SPONSOR).then(*decided(past, conditional(condition(UNMET))))


def test_what_is_unmet_and_carried_by_no_condition_keeps_the_gate_shut() -> None:
    given(*signed(*GREEN, RAISED)).when(conditional(condition("")), by=SPONSOR).refused(
        NotCarriedByCondition, where=("input", "conditions"), saying=UNMET
    )


@pytest.mark.parametrize(
    ("past", "lacking"),
    [((*GREEN, ACCESS_REVOKED), "house/sources"), ((*GREEN, LOAD_TEST_OPENED), "house/owners")],
)
def test_what_is_never_waived_is_carried_by_no_condition(past: tuple[Any, ...], lacking: str) -> None:
    conditions = [condition(each, number) for number, each in enumerate((UNMET, "house/sources", "house/owners"))]
    given(*signed(*past)).when(conditional(*conditions), by=SPONSOR).refused(NeverWaived, saying=f"it: {lacking}.")


@pytest.mark.parametrize(
    "conditions",
    [
        (condition(UNMET), condition("house/sources", 2)),
        (condition(UNMET), condition(UNMET, 2)),
        (condition("house/nothing"),),
    ],
)
def test_a_condition_carries_one_thing_that_is_unmet(conditions: tuple[Any, ...]) -> None:
    given(*signed(*GREEN, RAISED)).when(conditional(*conditions), by=SPONSOR).refused(
        CarriesNothing, where=("input", "conditions"), saying=conditions[-1].criterion
    )


LONGEST = TODAY + LATEST_DECISIONS.longest_condition


@pytest.mark.parametrize("due", [TODAY - timedelta(days=1), LONGEST + timedelta(days=1)])
def test_a_condition_is_due_on_a_day_to_come_and_not_too_far_off(due: date) -> None:
    given(*signed(*GREEN, RAISED)).when(conditional(condition(UNMET, due=due)), by=SPONSOR).refused(
        LastDayOutOfBounds, where=("input", "conditions")
    )


@pytest.mark.parametrize("due", [TODAY, LONGEST])
def test_the_first_and_the_last_day_of_a_condition_belong_to_it(due: date) -> None:
    past = signed(*GREEN, RAISED)
    command = conditional(condition(UNMET, due=due))
    given(*past).when(command, by=SPONSOR).then(*decided(past, command))


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (replace(GO, conditions=(condition(""),)), ConditionsMisplaced),
        (replace(NO_GO, conditions=(condition(""),)), ConditionsMisplaced),
        (conditional(), ConditionsMisplaced),
        (conditional(condition(""), condition("house/scope")), ConditionNamedTwice),
        (
            conditional(*(condition("", each) for each in range(LATEST_DECISIONS.most_conditions + 1))),
            TooManyConditions,
        ),
        (conditional(replace(condition(""), what="")), NotWellFormed),
        (replace(GO, reason="\x00"), NotWellFormed),
    ],
)
def test_conditions_come_with_a_conditional_go_and_are_well_formed(command: DecideGate, reason: Any) -> None:  # noqa: ANN401 - a class of refusals
    given(*signed()).when(command, by=SPONSOR).refused(reason)


def test_whoever_owes_a_condition_is_known() -> None:
    assert GATE.names(conditional(condition(""), condition("", 2))) == (BO, BO)
    assert GATE.names(GO) == GATE.names(RequestGate(engagement_id=ENGAGEMENT, stage=STAGE, request_id=REQUEST)) == ()
