"""The review of a pilot, one sentence per test: its results, findings and costs."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from services.engagement.domain.currency import UnknownCurrency
from services.engagement.domain.pilot import (
    PILOT,
    CostAlreadyRecorded,
    CostInAnotherCurrency,
    FindingAlreadyRecorded,
    FindingHasGap,
    FindingNotFound,
    PilotClosedAlready,
    PilotCommand,
    RecordPilotResult,
)
from shared.events.gaps import GapOpened
from shared.events.pilots import FindingKind
from shared.kernel.decider import engagement_scope
from shared.kernel.money import Money
from shared.kernel.refusal import NotWellFormed
from shared.policy.currencies import CURRENCIES
from tests.facts import gaps
from tests.facts.pilots import (
    COST,
    FINDING_DISMISSED,
    FOUND,
    PILOT_ID,
    REGISTERED,
    RESULT,
    RESULT_WITHOUT_TARGET,
)
from tests.scenario import Scenario
from tests.unit.engagement.domain.pilot_commands import (
    CLOSE,
    CLOSED_PILOT,
    DISMISS,
    FOUND_GAP,
    RECORD_COST,
    RECORD_FINDING,
    RECORD_RESULT,
)

given = Scenario(decider=PILOT).given


@pytest.mark.req("RA1")
def test_a_result_stands_beside_its_target() -> None:
    given(REGISTERED).when(RECORD_RESULT).then(RESULT)


@pytest.mark.req("RA1", "RC5")
def test_a_result_may_have_no_target_and_says_so() -> None:
    untargeted = RESULT_WITHOUT_TARGET
    wanted = RecordPilotResult(
        pilot_id=PILOT_ID,
        criterion=untargeted.criterion,
        unit=untargeted.unit,
        better=untargeted.better,
        target=None,
        actual=untargeted.actual,
    )
    given(REGISTERED, RESULT).when(wanted).then(untargeted)


@pytest.mark.req("RA1")
def test_the_same_result_again_changes_nothing() -> None:
    given(*CLOSED_PILOT).when(replace(RECORD_RESULT, actual=Decimal("71.50"))).then_nothing()


@pytest.mark.req("RA1")
def test_another_figure_for_a_criterion_replaces_the_one_before() -> None:
    corrected = replace(RESULT, actual=Decimal("69.8"))
    wanted = replace(RECORD_RESULT, actual=Decimal("69.8"))
    given(REGISTERED, RESULT).when(wanted).then(corrected)
    given(REGISTERED, RESULT, corrected).when(wanted).then_nothing()
    given(REGISTERED, RESULT, corrected).when(RECORD_RESULT).then(RESULT)


@pytest.mark.parametrize("given_figure", ["NaN", "-Infinity", "1E+18", "1234567890123456789", "0.1234567", "1E-7"])
def test_a_figure_is_finite_and_of_bounded_length(given_figure: str) -> None:
    asking = given(REGISTERED).when(replace(RECORD_RESULT, actual=Decimal(given_figure)))
    asking.refused(NotWellFormed, where=("input", "actual"))


@pytest.mark.parametrize("given_figure", ["999999999999.999999", "-0.000001", "1E+17", "123456789012345678", "0"])
def test_a_figure_may_have_18_digits_and_6_places(given_figure: str) -> None:
    figure = Decimal(given_figure)
    given(REGISTERED).when(replace(RECORD_RESULT, target=figure)).then(replace(RESULT, target=figure))


def test_a_target_is_a_figure_too() -> None:
    asking = given(REGISTERED).when(replace(RECORD_RESULT, target=Decimal("Infinity")))
    asking.refused(NotWellFormed, where=("input", "target"))


@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(FindingKind.DATA, marks=pytest.mark.req("RA2")),
        pytest.param(FindingKind.GOVERNANCE, marks=pytest.mark.req("RA3")),
        pytest.param(FindingKind.INFRASTRUCTURE, marks=pytest.mark.req("RA4")),
        pytest.param(FindingKind.ADOPTION, marks=pytest.mark.req("RA5")),
        FindingKind.PERFORMANCE,
    ],
)
def test_the_review_records_findings_of_every_kind(kind: FindingKind) -> None:
    given(REGISTERED).when(replace(RECORD_FINDING, kind=kind)).then(replace(FOUND, kind=kind))


def test_the_same_finding_again_changes_nothing() -> None:
    given(REGISTERED, FOUND).when(RECORD_FINDING).then_nothing()


def test_a_finding_is_not_recorded_anew_in_other_words() -> None:
    given(REGISTERED, FOUND).when(replace(RECORD_FINDING, title="Scans")).refused(FindingAlreadyRecorded)


@pytest.mark.req("RA2")
def test_a_finding_is_dismissed_with_a_reason() -> None:
    given(REGISTERED, FOUND).when(DISMISS).then(FINDING_DISMISSED)


@pytest.mark.req("RA2")
def test_a_finding_is_not_dismissed_without_a_reason() -> None:
    given(REGISTERED, FOUND).when(replace(DISMISS, reason=" ")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.req("RA2")
def test_a_finding_may_still_be_dismissed_after_the_pilot_closed() -> None:
    given(*CLOSED_PILOT).when(DISMISS).then(FINDING_DISMISSED)


def test_only_a_recorded_finding_is_dismissed() -> None:
    given(REGISTERED).when(DISMISS).refused(FindingNotFound, where=("input", "findingId"))


def test_dismissing_a_finding_twice_changes_nothing() -> None:
    given(REGISTERED, FOUND, FINDING_DISMISSED).when(replace(DISMISS, reason="Again.")).then_nothing()


@pytest.mark.req("RA2")
def test_a_finding_that_has_a_gap_is_not_dismissed() -> None:
    given(*CLOSED_PILOT, FOUND_GAP).when(DISMISS).refused(FindingHasGap, where=("input", "findingId"))


def test_a_finding_whose_gap_was_cancelled_is_dismissed() -> None:
    given(*CLOSED_PILOT, FOUND_GAP, gaps.CANCELLED).when(DISMISS).then(FINDING_DISMISSED)


def test_a_gap_that_was_reopened_stands_for_its_finding_again() -> None:
    given(*CLOSED_PILOT, FOUND_GAP, gaps.CANCELLED, gaps.REOPENED).when(DISMISS).refused(FindingHasGap)


def test_gaps_from_elsewhere_leave_a_finding_free() -> None:
    given(*CLOSED_PILOT, gaps.OPENED, gaps.LOAD_TEST_OPENED).when(DISMISS).then(FINDING_DISMISSED)


def test_dismissing_a_finding_looks_at_the_gaps_of_the_engagement() -> None:
    (scope,) = PILOT.looks_at(DISMISS)
    assert (scope.id, scope.reach) == (str(PILOT_ID), engagement_scope(PILOT_ID).reach)
    assert GapOpened.__name__ in scope.types
    assert PILOT.looks_at(RECORD_FINDING) == ()


@pytest.mark.req("RF5")
def test_a_cost_of_the_pilot_is_an_amount_with_a_purpose() -> None:
    given(REGISTERED).when(RECORD_COST).then(COST)


@pytest.mark.req("RF5")
def test_the_costs_of_a_pilot_are_in_one_currency() -> None:
    dollars = replace(RECORD_COST, cost_id=UUID(int=0xC2), amount=Money(minor=1, currency="USD"))
    asking = given(REGISTERED, COST).when(dollars)
    asking.refused(CostInAnotherCurrency, where=("input", "amount", "currency"), saying="CAD")


def test_a_second_cost_adds_to_the_first() -> None:
    second = UUID(int=0xC2)
    given(REGISTERED, COST).when(replace(RECORD_COST, cost_id=second)).then(replace(COST, cost_id=second))


def test_the_same_cost_again_changes_nothing() -> None:
    given(*CLOSED_PILOT).when(RECORD_COST).then_nothing()


def test_a_cost_is_not_recorded_anew_with_another_amount() -> None:
    asking = given(REGISTERED, COST).when(replace(RECORD_COST, amount=Money(minor=1, currency="CAD")))
    asking.refused(CostAlreadyRecorded)


@pytest.mark.parametrize("minor", [0, -1, 2**53])
def test_a_cost_is_more_than_nothing_and_countable(minor: int) -> None:
    asking = given(REGISTERED).when(replace(RECORD_COST, amount=Money(minor=minor, currency="CAD")))
    asking.refused(NotWellFormed, where=("input", "amount", "minor"))


@pytest.mark.parametrize("minor", [1, 2**53 - 1])
def test_a_cost_may_be_the_smallest_or_the_largest_countable_amount(minor: int) -> None:
    amount = Money(minor=minor, currency="CAD")
    given(REGISTERED).when(replace(RECORD_COST, amount=amount)).then(replace(COST, amount=amount))


@pytest.mark.parametrize("code", ["cad", "CA$", "DEM", ""])
def test_a_cost_is_in_a_currency_that_exists(code: str) -> None:
    asking = given(REGISTERED).when(replace(RECORD_COST, amount=Money(minor=1, currency=code)))
    asking.refused(UnknownCurrency, where=("input", "amount", "currency"))


def test_every_currency_is_a_code_of_three_capitals_with_its_decimal_places() -> None:
    assert all(len(code) == 3 and code.isascii() and code.isupper() for code in CURRENCIES)
    assert {CURRENCIES["CAD"], CURRENCIES["JPY"], CURRENCIES["KWD"]} == {2, 0, 3}


@pytest.mark.parametrize(
    "command",
    [
        replace(CLOSE, summary="All went well."),
        replace(RECORD_RESULT, actual=Decimal(1)),
        replace(RECORD_FINDING, finding_id=UUID(int=0xF2)),
        replace(RECORD_COST, cost_id=UUID(int=0xC2)),
    ],
)
def test_what_the_review_held_stands_once_the_pilot_closed(command: PilotCommand) -> None:
    given(*CLOSED_PILOT).when(command).refused(PilotClosedAlready)
