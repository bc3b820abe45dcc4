"""Pilots, one sentence per test: registered, put off, closed."""

from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest

from services.engagement.domain.not_found import PilotNotFound
from services.engagement.domain.pilot import (
    PILOT,
    ClosedBeforeStart,
    DecisionAlreadyDeferred,
    DeferredIntoThePast,
    DeferredTooFar,
    PilotAlreadyRegistered,
    PilotCommand,
    PilotWithoutResults,
    RecordFinding,
    RecordPilotResult,
    VendorDidNotRunPilot,
    VendorNotNamed,
)
from shared.events.people import Role
from shared.events.pilots import RunBy
from shared.kernel.refusal import InTheFuture
from tests.facts.endings import EXPIRED
from tests.facts.pilots import (
    CLOSED,
    COST,
    FOUND,
    PILOT_ID,
    PUT_OFF,
    REGISTERED,
    RESULT,
)
from tests.scenario import Scenario
from tests.unit.engagement.domain.pilot_commands import (
    CLOSE,
    CLOSED_PILOT,
    DISMISS,
    OWN,
    PUT_OFF_DECISION,
    RECORD_COST,
    RECORD_FINDING,
    RECORD_RESULT,
    REGISTER,
    TODAY,
    TOMORROW,
)

given = Scenario(decider=PILOT).given


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
def test_a_decision_is_put_off_by_ten_years_at_most() -> None:
    farthest = TODAY + timedelta(days=3_650)
    given(REGISTERED).when(replace(PUT_OFF_DECISION, until=farthest)).then(replace(PUT_OFF, until=farthest))
    asking = given(REGISTERED).when(replace(PUT_OFF_DECISION, until=farthest + timedelta(days=1)))
    asking.refused(DeferredTooFar, where=("input", "until"), saying=str(farthest))


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


def test_that_a_pilot_expired_changes_nothing_about_what_this_decides() -> None:
    given(REGISTERED, EXPIRED).when(REGISTER).then_nothing()
