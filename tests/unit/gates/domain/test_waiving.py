"""A criterion that is waived for a time, one sentence per test."""

from dataclasses import replace
from datetime import date

import pytest

from services.gates.domain.bounds import LastDayOutOfBounds
from services.gates.domain.criterion.commands import (
    CriterionCommand,
    ExemptionAlreadyRequested,
    ExtendWaiver,
    GrantWaiver,
    NoExemptionRequested,
    NoWaiverLives,
    OwnExemption,
    RejectWaiver,
    RequestWaiver,
    RevokeWaiver,
    TooManyExtensions,
    WaiverNotAllowed,
    WaiverStillLives,
)
from services.gates.domain.exemption_policy import LATEST_EXEMPTIONS
from tests.facts.criteria import (
    CRITERION as LOAD_TEST,
)
from tests.facts.criteria import (
    WAIVER_EXTENDED,
    WAIVER_GRANTED,
    WAIVER_REJECTED,
    WAIVER_REQUESTED,
    WAIVER_REVOKED,
)
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import ANA, BO, CLEO, DEE
from tests.unit.gates.domain.measured import A_DAY, NEVER_WAIVED, SPONSOR, TODAY, given, on

pytestmark = pytest.mark.req("RSG4")

ASKED_FOR_A_WAIVER = (STARTED, WAIVER_REQUESTED)
WAIVED = (*ASKED_FOR_A_WAIVER, WAIVER_GRANTED)
REQUEST = RequestWaiver(
    engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=WAIVER_REQUESTED.reason, until=WAIVER_REQUESTED.until
)
GRANT = GrantWaiver(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, until=WAIVER_GRANTED.until)
REJECT_WAIVER = RejectWaiver(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=WAIVER_REJECTED.reason)
EXTEND = ExtendWaiver(
    engagement_id=ENGAGEMENT, criterion=LOAD_TEST, until=WAIVER_EXTENDED.until, reason=WAIVER_EXTENDED.reason
)
REVOKE = RevokeWaiver(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=WAIVER_REVOKED.reason)


@pytest.mark.req("X3")
def test_a_waiver_is_asked_for_until_a_day() -> None:
    given(STARTED).when(REQUEST).then(WAIVER_REQUESTED)


@pytest.mark.parametrize("until", [TODAY - A_DAY, TODAY + LATEST_EXEMPTIONS.longest_waiver + A_DAY])
def test_a_waiver_ends_in_time(until: date) -> None:
    given(STARTED).when(replace(REQUEST, until=until)).refused(LastDayOutOfBounds, where=("input", "until"))


@pytest.mark.parametrize("command", [REQUEST, GRANT, EXTEND], ids=lambda each: type(each).__name__)
def test_what_is_never_waived_is_not(command: CriterionCommand) -> None:
    given(STARTED).when(replace(command, criterion=NEVER_WAIVED), by=SPONSOR).refused(WaiverNotAllowed)


def test_a_waiver_that_is_no_longer_allowed_is_still_revoked() -> None:
    past = (replace(WAIVER_REQUESTED, criterion=NEVER_WAIVED), replace(WAIVER_GRANTED, criterion=NEVER_WAIVED))
    given(STARTED, *past).when(replace(REVOKE, criterion=NEVER_WAIVED)).then(
        replace(WAIVER_REVOKED, criterion=NEVER_WAIVED)
    )


def test_asking_for_it_again_is_nothing_new_and_another_request_waits() -> None:
    given(*ASKED_FOR_A_WAIVER).when(REQUEST).then_nothing()
    given(*ASKED_FOR_A_WAIVER).when(REQUEST, by=BO).refused(ExemptionAlreadyRequested)


def test_while_a_waiver_lives_it_is_extended_and_not_asked_for_anew() -> None:
    given(*WAIVED).when(REQUEST).refused(WaiverStillLives, saying=str(WAIVER_GRANTED.until))


def test_somebody_else_grants_it_for_as_long_as_was_asked_or_less() -> None:
    given(*ASKED_FOR_A_WAIVER).when(GRANT, by=DEE).then(WAIVER_GRANTED)
    given(*ASKED_FOR_A_WAIVER).when(GRANT, by=ANA).refused(OwnExemption)
    longer = replace(GRANT, until=WAIVER_REQUESTED.until + A_DAY)
    given(*ASKED_FOR_A_WAIVER).when(longer, by=DEE).refused(LastDayOutOfBounds, where=("input", "until"))
    given(*ASKED_FOR_A_WAIVER).when(GRANT, by=DEE, at=on(GRANT.until + A_DAY)).refused(LastDayOutOfBounds)


def test_granting_it_again_is_nothing_new() -> None:
    given(*WAIVED).when(GRANT, by=DEE).then_nothing()
    given(*WAIVED).when(GRANT, by=CLEO).refused(NoExemptionRequested)


def test_a_waiver_that_nobody_asks_for_is_not_decided_on() -> None:
    given(STARTED).when(GRANT, by=DEE).refused(NoExemptionRequested)
    given(STARTED).when(REJECT_WAIVER, by=DEE).refused(NoExemptionRequested)


def test_a_waiver_is_rejected_and_may_be_asked_for_anew() -> None:
    given(*ASKED_FOR_A_WAIVER).when(REJECT_WAIVER, by=DEE).then(WAIVER_REJECTED)
    given(*ASKED_FOR_A_WAIVER, WAIVER_REJECTED).when(REQUEST).then(WAIVER_REQUESTED)


def test_a_waiver_is_extended_and_the_extensions_are_counted() -> None:
    given(*WAIVED).when(EXTEND, by=DEE).then(WAIVER_EXTENDED)
    again = replace(EXTEND, until=EXTEND.until + A_DAY)
    given(*WAIVED, WAIVER_EXTENDED).when(again, by=DEE).then(
        replace(WAIVER_EXTENDED, until=EXTEND.until + A_DAY, extension=2)
    )


def test_whoever_asked_for_it_does_not_extend_it() -> None:
    given(*WAIVED).when(EXTEND, by=ANA).refused(OwnExemption)


def test_extending_it_again_is_nothing_new() -> None:
    given(*WAIVED, WAIVER_EXTENDED).when(EXTEND, by=DEE).then_nothing()


def test_an_extension_is_to_a_later_day_and_no_longer_than_the_policy_allows() -> None:
    same = replace(EXTEND, until=WAIVER_GRANTED.until)
    given(*WAIVED).when(same, by=DEE).refused(LastDayOutOfBounds, where=("input", "until"))
    longest = TODAY + LATEST_EXEMPTIONS.longest_waiver
    given(*WAIVED).when(replace(EXTEND, until=longest), by=DEE).then(replace(WAIVER_EXTENDED, until=longest))
    given(*WAIVED).when(replace(EXTEND, until=longest + A_DAY), by=DEE).refused(LastDayOutOfBounds)


def test_a_waiver_is_not_extended_for_ever() -> None:
    most = LATEST_EXEMPTIONS.most_extensions
    worn = (*WAIVED, replace(WAIVER_EXTENDED, extension=most))
    given(*worn).when(replace(EXTEND, until=EXTEND.until + A_DAY), by=DEE).refused(TooManyExtensions, saying=str(most))


def test_another_waiver_does_not_get_around_that() -> None:
    worn = (*WAIVED, replace(WAIVER_EXTENDED, extension=LATEST_EXEMPTIONS.most_extensions), WAIVER_REVOKED)
    given(*worn, WAIVER_REQUESTED).when(GRANT, by=DEE).refused(TooManyExtensions)
    once = (*WAIVED, WAIVER_REVOKED, WAIVER_REQUESTED)
    given(*once).when(GRANT, by=DEE).then(WAIVER_GRANTED)


def test_what_has_run_out_is_not_extended_but_asked_for_anew() -> None:
    late = on(WAIVER_GRANTED.until + A_DAY)
    given(*WAIVED).when(EXTEND, by=DEE, at=late).refused(NoWaiverLives)
    given(STARTED).when(EXTEND, by=DEE).refused(NoWaiverLives)
    given(*WAIVED).when(REQUEST, at=late).then(WAIVER_REQUESTED)


def test_a_waiver_is_revoked_once() -> None:
    given(*WAIVED).when(REVOKE).then(WAIVER_REVOKED)
    given(*WAIVED, WAIVER_REVOKED).when(REVOKE).then_nothing()
