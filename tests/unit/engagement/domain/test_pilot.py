"""Pilots, one sentence per test."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import get_args
from uuid import UUID

import pytest

from services.engagement.domain.currency import CURRENCIES, UnknownCurrency
from services.engagement.domain.not_found import PilotNotFound
from services.engagement.domain.pilot import (
    PILOT,
    ClosedBeforeStart,
    ClosePilot,
    CostAlreadyRecorded,
    CostInAnotherCurrency,
    DecisionAlreadyDeferred,
    DeferDecision,
    DeferredIntoThePast,
    DismissFinding,
    FindingAlreadyRecorded,
    FindingHasGap,
    FindingNotFound,
    PilotAlreadyRegistered,
    PilotClosedAlready,
    PilotCommand,
    PilotWithoutResults,
    RecordFinding,
    RecordPilotCost,
    RecordPilotResult,
    RegisterPilot,
    VendorDidNotRunPilot,
    VendorNotNamed,
)
from shared.events.gaps import GapOpened
from shared.events.people import Role
from shared.events.pilots import FindingKind, PilotRegistered, RunBy
from shared.kernel.decider import engagement_scope
from shared.kernel.money import Money
from shared.kernel.refusal import InTheFuture, NotWellFormed
from tests.facts import gaps
from tests.facts.pilots import (
    CLOSED,
    COST,
    COST_ID,
    FINDING_DISMISSED,
    FINDING_ID,
    FOUND,
    PILOT_ID,
    PUT_OFF,
    REGISTERED,
    RESULT,
    RESULT_WITHOUT_TARGET,
)
from tests.scenario import Scenario

given = Scenario(decider=PILOT).given

TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
REGISTER = RegisterPilot(
    pilot_id=PILOT_ID,
    name=REGISTERED.name,
    purpose=REGISTERED.purpose,
    run_by=RunBy.VENDOR,
    vendor=REGISTERED.vendor,
    started_on=REGISTERED.started_on,
)
RECORD_RESULT = RecordPilotResult(
    pilot_id=PILOT_ID,
    criterion=RESULT.criterion,
    unit=RESULT.unit,
    better=RESULT.better,
    target=RESULT.target,
    actual=RESULT.actual,
)
RECORD_FINDING = RecordFinding(
    pilot_id=PILOT_ID, finding_id=FINDING_ID, kind=FOUND.kind, title=FOUND.title, detail=FOUND.detail
)
DISMISS = DismissFinding(pilot_id=PILOT_ID, finding_id=FINDING_ID, reason=FINDING_DISMISSED.reason)
RECORD_COST = RecordPilotCost(pilot_id=PILOT_ID, cost_id=COST_ID, amount=COST.amount, purpose=COST.purpose)
PUT_OFF_DECISION = DeferDecision(pilot_id=PILOT_ID, until=PUT_OFF.until, reason=PUT_OFF.reason)
CLOSE = ClosePilot(pilot_id=PILOT_ID, closed_on=CLOSED.closed_on, summary=CLOSED.summary)

OWN = PilotRegistered(
    pilot_id=PILOT_ID,
    name=REGISTERED.name,
    purpose=REGISTERED.purpose,
    run_by=RunBy.OWN_TEAM,
    vendor=None,
    started_on=REGISTERED.started_on,
)
FOUND_GAP = replace(gaps.OPENED, finding_id=FINDING_ID, proposal=None)
CLOSED_PILOT = (REGISTERED, RESULT, FOUND, COST, CLOSED)


@pytest.mark.req("RF1", "RV1")
def test_a_pilot_is_registered_with_the_vendor_that_ran_it() -> None:
    given().when(REGISTER).then(REGISTERED)


@pytest.mark.req("RF1")
def test_a_pilot_of_our_own_names_no_vendor() -> None:
    given().when(replace(REGISTER, run_by=RunBy.OWN_TEAM, vendor=None)).then(OWN)


@pytest.mark.req("RV1")
def test_a_pilot_that_a_vendor_ran_names_the_vendor() -> None:
    given().when(replace(REGISTER, vendor=None)).refused(VendorNotNamed, where=("input", "vendor"))


@pytest.mark.req("RV1")
def test_a_vendor_who_is_named_ran_the_pilot() -> None:
    given().when(replace(REGISTER, run_by=RunBy.OWN_TEAM)).refused(VendorDidNotRunPilot, where=("input", "vendor"))


def test_a_pilot_has_started_by_the_day_it_is_registered() -> None:
    given().when(replace(REGISTER, started_on=TOMORROW)).refused(InTheFuture, where=("input", "startedOn"))


def test_a_pilot_may_start_on_the_day_it_is_registered() -> None:
    given().when(replace(REGISTER, started_on=TODAY)).then(replace(REGISTERED, started_on=TODAY))


def test_registering_the_same_pilot_again_changes_nothing() -> None:
    given(REGISTERED).when(REGISTER).then_nothing()


def test_a_pilot_is_not_registered_anew_under_another_name() -> None:
    given(*CLOSED_PILOT).when(replace(REGISTER, name="Letters")).refused(PilotAlreadyRegistered)


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


@pytest.mark.req("RC5")
def test_a_decision_that_is_put_off_is_counted() -> None:
    given(REGISTERED).when(PUT_OFF_DECISION).then(PUT_OFF)


@pytest.mark.req("RC5")
def test_putting_it_off_again_counts_up_even_after_the_pilot_closed() -> None:
    later = date(2026, 4, 30)
    wanted = replace(PUT_OFF_DECISION, until=later)
    given(*CLOSED_PILOT, PUT_OFF).when(wanted).then(replace(PUT_OFF, times=2, until=later))


@pytest.mark.req("RC5")
def test_a_decision_is_put_off_to_a_day_still_to_come() -> None:
    asking = given(REGISTERED).when(replace(PUT_OFF_DECISION, until=TODAY))
    asking.refused(DeferredIntoThePast, where=("input", "until"))


@pytest.mark.req("RC5")
def test_a_decision_may_be_put_off_by_a_day() -> None:
    given(REGISTERED).when(replace(PUT_OFF_DECISION, until=TOMORROW)).then(replace(PUT_OFF, until=TOMORROW))
    next_day = replace(PUT_OFF, times=2, until=date(2026, 4, 1))
    given(REGISTERED, PUT_OFF).when(replace(PUT_OFF_DECISION, until=next_day.until)).then(next_day)


@pytest.mark.req("RC5")
@pytest.mark.parametrize("until", [TOMORROW, PUT_OFF.until])
def test_a_decision_is_put_off_further_or_not_at_all(until: date) -> None:
    asking = given(REGISTERED, PUT_OFF).when(replace(PUT_OFF_DECISION, until=until, reason="Holidays."))
    asking.refused(DecisionAlreadyDeferred, where=("input", "until"), saying="2026-03-31")


@pytest.mark.req("RC5")
def test_the_same_deferral_again_changes_nothing() -> None:
    given(REGISTERED, PUT_OFF).when(PUT_OFF_DECISION).then_nothing()


@pytest.mark.req("RF1")
def test_a_pilot_with_a_result_closes() -> None:
    given(REGISTERED, RESULT).when(CLOSE).then(CLOSED)


@pytest.mark.req("RA1")
def test_a_pilot_without_results_does_not_close() -> None:
    given(REGISTERED, FOUND, COST).when(CLOSE).refused(PilotWithoutResults)


def test_a_pilot_does_not_close_before_it_started() -> None:
    asking = given(REGISTERED, RESULT).when(replace(CLOSE, closed_on=date(2025, 8, 31)))
    asking.refused(ClosedBeforeStart, where=("input", "closedOn"), saying="2025-09-01")


def test_a_pilot_may_close_on_the_day_it_started() -> None:
    same_day = REGISTERED.started_on
    given(REGISTERED, RESULT).when(replace(CLOSE, closed_on=same_day)).then(replace(CLOSED, closed_on=same_day))


def test_a_pilot_is_not_closed_ahead_of_time() -> None:
    asking = given(REGISTERED, RESULT).when(replace(CLOSE, closed_on=TOMORROW))
    asking.refused(InTheFuture, where=("input", "closedOn"))


def test_a_pilot_may_close_today() -> None:
    given(REGISTERED, RESULT).when(replace(CLOSE, closed_on=TODAY)).then(replace(CLOSED, closed_on=TODAY))


def test_closing_twice_changes_nothing() -> None:
    given(*CLOSED_PILOT).when(CLOSE).then_nothing()


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


@pytest.mark.parametrize("command", [RECORD_RESULT, RECORD_FINDING, DISMISS, RECORD_COST, PUT_OFF_DECISION, CLOSE])
def test_a_pilot_that_was_never_registered_is_not_found(command: PilotCommand) -> None:
    given().when(command).refused(PilotNotFound)


def test_a_pilots_history_begins_with_its_registration() -> None:
    with pytest.raises(LookupError):
        PILOT.replay([RESULT])


def test_every_command_goes_to_the_pilots_stream_and_engagement() -> None:
    assert {PILOT.stream(command) for command in (REGISTER, CLOSE)} == {f"pilot-{PILOT_ID}"}
    assert PILOT.engagement(REGISTER) == PILOT_ID
    assert set(PILOT.permits) == set(get_args(PilotCommand))


@pytest.mark.req("RV1")
def test_a_vendor_may_report_results_and_findings_and_nothing_else() -> None:
    open_to_vendors = {command for command, roles in PILOT.permits.items() if Role.VENDOR in roles}
    assert open_to_vendors == {RecordPilotResult, RecordFinding}
