"""What counts of all that was said of a criterion, day by day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from services.gates.domain.criterion.said import NOTHING_SAID, after, fold
from services.gates.domain.criterion.standing import NO_STATEMENT, Statement, standing
from shared.events.criteria import CriterionEvent
from tests.facts.criteria import (
    ATTESTATION_WITHDRAWN,
    ATTESTED,
    BLOCKED,
    NOT_APPLICABLE_APPROVED,
    NOT_APPLICABLE_ENDED,
    NOT_APPLICABLE_REJECTED,
    NOT_APPLICABLE_REQUESTED,
    UNBLOCKED,
    WAIVER_EXTENDED,
    WAIVER_GRANTED,
    WAIVER_REJECTED,
    WAIVER_REQUESTED,
    WAIVER_REVOKED,
)
from tests.facts.people import ANA, CLEO
from tests.history import recorded

TODAY = date(2026, 3, 2)
A_DAY = timedelta(days=1)

pytestmark = pytest.mark.req("RSG4")


def told(*history: CriterionEvent, day: date = TODAY) -> Statement:
    said = NOTHING_SAID
    for position, event in enumerate(history, 1):
        said = after(said, event, position)
    return standing(said, day)


def test_nothing_stands_where_nothing_was_said() -> None:
    assert told() == NO_STATEMENT


def test_somebodys_word_stands_by_their_role() -> None:
    assert told(ATTESTED) == Statement(attested={"sponsor": ATTESTED.valid_until}, positions=(1,))


def test_a_word_that_has_run_out_is_told_with_its_last_day() -> None:
    late = told(ATTESTED, day=ATTESTED.valid_until + A_DAY)
    assert late.attested_until({"sponsor"}) == ATTESTED.valid_until


def test_of_two_words_in_one_role_the_one_that_lasts_longer_counts() -> None:
    sooner = replace(ATTESTED, attester=CLEO, valid_until=ATTESTED.valid_until - A_DAY)
    assert told(ATTESTED, sooner).attested == told(sooner, ATTESTED).attested == {"sponsor": ATTESTED.valid_until}


def test_a_word_in_another_role_does_not_count_for_this_one() -> None:
    assert told(ATTESTED).attested_until({"data_owner"}) is None


def test_the_same_person_saying_it_again_replaces_what_they_said() -> None:
    again = replace(ATTESTED, valid_until=ATTESTED.valid_until - A_DAY, role="business_owner")
    assert told(ATTESTED, again) == Statement(attested={"business_owner": again.valid_until}, positions=(2,))


def test_a_word_that_was_withdrawn_stands_no_more() -> None:
    assert told(ATTESTED, ATTESTATION_WITHDRAWN) == NO_STATEMENT


def test_a_waiver_that_was_only_asked_for_or_rejected_does_not_live() -> None:
    assert told(WAIVER_REQUESTED) == told(WAIVER_REQUESTED, WAIVER_REJECTED) == NO_STATEMENT


def test_a_waiver_lives_up_to_and_including_its_last_day() -> None:
    granted = (WAIVER_REQUESTED, WAIVER_GRANTED)
    on_the_last = told(*granted, day=WAIVER_GRANTED.until)
    assert on_the_last == Statement(waived_until=WAIVER_GRANTED.until, positions=(1, 2))
    assert told(*granted, day=WAIVER_GRANTED.until + A_DAY) == NO_STATEMENT


def test_an_extension_is_counted_and_makes_the_waiver_live_longer() -> None:
    extended = told(WAIVER_REQUESTED, WAIVER_GRANTED, WAIVER_EXTENDED, day=WAIVER_EXTENDED.until)
    assert extended == Statement(waived_until=WAIVER_EXTENDED.until, extensions=1, positions=(1, 2, 3))


def test_another_waiver_after_the_first_counts_as_an_extension() -> None:
    granted = (WAIVER_REQUESTED, WAIVER_GRANTED)
    assert told(*granted, *granted).extensions == 1
    assert told(*granted, WAIVER_REVOKED, *granted).extensions == 1


def test_a_revoked_waiver_does_not_live() -> None:
    assert told(WAIVER_REQUESTED, WAIVER_GRANTED, WAIVER_REVOKED).waived_until is None


def test_a_request_for_another_waiver_leaves_the_one_that_lives() -> None:
    assert told(WAIVER_REQUESTED, WAIVER_GRANTED, WAIVER_REQUESTED).waived_until == WAIVER_GRANTED.until


def test_what_does_not_apply_is_so_once_it_was_approved_and_until_that_is_ended() -> None:
    assert not told(NOT_APPLICABLE_REQUESTED).not_applicable
    assert not told(NOT_APPLICABLE_REQUESTED, NOT_APPLICABLE_REJECTED).not_applicable
    approved = told(NOT_APPLICABLE_REQUESTED, NOT_APPLICABLE_APPROVED)
    assert approved == Statement(not_applicable=True, positions=(1, 2))
    assert told(NOT_APPLICABLE_REQUESTED, NOT_APPLICABLE_APPROVED, NOT_APPLICABLE_ENDED) == NO_STATEMENT


def test_a_block_stands_up_to_and_including_its_last_day() -> None:
    last = date(2026, 3, 31)
    assert told(BLOCKED, day=last) == Statement(blocked=True, blocked_until=last, positions=(1,))
    assert told(BLOCKED, day=last + A_DAY) == NO_STATEMENT
    assert told(BLOCKED, UNBLOCKED) == NO_STATEMENT


def test_a_block_without_a_last_day_stands_until_it_is_lifted() -> None:
    assert told(replace(BLOCKED, until=None), day=date(2030, 1, 1)).blocked


def test_all_that_stands_is_told_together_in_the_order_of_the_log() -> None:
    together = told(BLOCKED, WAIVER_REQUESTED, ATTESTED, WAIVER_GRANTED)
    assert together.positions == (1, 2, 3, 4)
    assert (together.blocked, together.waived_until) == (True, WAIVER_GRANTED.until)
    assert together.attested_until({"sponsor", "data_owner"}) == ATTESTED.valid_until


@pytest.mark.parametrize("event", [WAIVER_GRANTED, WAIVER_EXTENDED, NOT_APPLICABLE_APPROVED])
def test_nothing_is_approved_or_extended_that_was_not_there(event: CriterionEvent) -> None:
    with pytest.raises(LookupError):
        told(event)


def test_who_asks_is_remembered_while_the_request_stands() -> None:
    said = after(NOTHING_SAID, WAIVER_REQUESTED, 1)
    assert said.waiver_asked is not None
    assert said.waiver_asked.requester == ANA


def test_what_was_said_is_folded_from_the_log_with_its_positions() -> None:
    assert standing(fold(recorded([ATTESTED, BLOCKED])), TODAY).positions == (1, 2)
