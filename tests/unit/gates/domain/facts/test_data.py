"""What is known of data and of what answers rest on, and by which events."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from shared.events.pilots import Better
from tests.fact_sheet import brief, told
from tests.facts import hardening, releases, sources
from tests.facts.people import NOW

APPROVED = (sources.SOURCE_REGISTERED, sources.SOURCE_OWNER_NAMED, sources.CLASSIFIED, sources.ACCESS_APPROVED)
UNTIL = sources.ACCESS_APPROVED.until


@pytest.mark.req("RA12")
def test_an_approval_rests_on_the_owner_and_the_class_before_it() -> None:
    assert brief(told(*APPROVED), "sources") == {
        "in_scope": (1, (1,)),
        "owned": (1, (1, 2)),
        "classified": (1, (1, 3)),
        "approved": (1, (1, 2, 3, 4)),
        "approved_once": (1, (1, 4)),
        "complete_once": (True, (1, 2, 3, 4)),
        "approved_until": (UNTIL, (1, 2, 3, 4)),
        "oldest_approved_on": (NOW.date(), (1, 2, 3, 4)),
    }


@pytest.mark.parametrize("later", [sources.SOURCE_OWNER_NAMED, sources.CLASSIFIED])
def test_an_approval_does_not_outlive_the_owner_or_the_class_that_it_rested_on(later: object) -> None:
    facts = told(*APPROVED, later)
    assert facts["sources.approved"].value == 0
    assert 5 in facts["sources.approved"].positions
    assert facts["sources.approved_once"].value == 1
    assert "sources.approved_until" not in facts


def test_an_approval_counts_up_to_and_including_its_last_day() -> None:
    assert told(*APPROVED, day=UNTIL)["sources.approved"].value == 1
    assert told(*APPROVED, day=UNTIL + timedelta(days=1))["sources.approved"].value == 0


def test_an_approval_that_was_revoked_was_never_one() -> None:
    facts = told(*APPROVED, sources.ACCESS_REVOKED)
    assert (facts["sources.approved"].value, facts["sources.approved"].positions) == (0, (1, 2, 3, 5))
    assert facts["sources.approved_once"].value == 0


def test_a_source_is_in_scope_before_anybody_owns_it() -> None:
    facts = told(replace(sources.SOURCE_REGISTERED, owner=None))
    assert [facts[f"sources.{name}"].value for name in ("in_scope", "owned", "classified", "approved")] == [1, 0, 0, 0]


GROUNDED = (
    sources.SOURCE_OWNER_NAMED,
    hardening.GROUNDING_DECLARED,
    hardening.GROUNDING_SCOPED,
    hardening.ACCESS_CONTROLLED,
    hardening.GROUNDING_APPROVED,
)


@pytest.mark.req("RA12")
def test_answers_rest_on_what_its_owner_approved_in_its_version_and_scope() -> None:
    assert brief(told(*GROUNDED), "grounding") == {
        "sources": (1, (2,)),
        "approved": (1, (1, 2, 3, 5)),
        "approved_once": (1, (2, 5)),
        "complete_once": (True, (1, 2, 3, 4, 5)),
        "scoped": (1, (2, 3)),
        "access_controlled": (1, (2, 4)),
        "approved_until": (hardening.GROUNDING_APPROVED.fresh_until, (1, 2, 3, 5)),
    }


@pytest.mark.parametrize("later", [sources.SOURCE_OWNER_NAMED, hardening.GROUNDING_REVISED, hardening.GROUNDING_SCOPED])
def test_what_answers_rest_on_is_approved_anew_once_it_changes(later: object) -> None:
    facts = told(*GROUNDED, later)
    assert (facts["grounding.approved"].value, facts["grounding.approved_once"].value) == (0, 1)
    assert 6 in facts["grounding.approved"].positions


def test_what_no_answer_rests_on_any_more_is_not_counted() -> None:
    facts = told(*GROUNDED, hardening.GROUNDING_RETIRED)
    assert (facts["grounding.sources"].value, facts["grounding.sources"].positions) == (0, (1, 2, 3, 4, 5, 6))
    again = told(*GROUNDED, hardening.GROUNDING_RETIRED, hardening.GROUNDING_DECLARED)
    assert [again[f"grounding.{name}"].value for name in ("sources", "approved", "scoped")] == [1, 0, 0]


def test_a_source_of_data_alone_says_nothing_of_grounding() -> None:
    assert brief(told(*APPROVED), "grounding") == {}


RUN = hardening.VALIDATED
VALID = (hardening.METRIC_DEFINED, hardening.THRESHOLD_SET, hardening.DATASET_DECLARED, releases.PINNED, RUN)
REACHED = replace(RUN, value=hardening.THRESHOLD_SET.new)


@pytest.mark.req("RA12")
def test_a_measure_is_met_by_its_last_run_on_data_that_count() -> None:
    facts = told(*VALID[:4], REACHED)
    assert brief(facts, "threshold") == {"metrics": (1, (1,)), "set": (1, (1, 2))}
    assert brief(facts, "validation") == {
        "metrics": (1, (1,)),
        "representative": (1, (1, 5)),
        "met": (1, (1, 2, 5)),
        "oldest_run_on": (RUN.ran_on, (1, 5)),
        "fresh_until": (RUN.fresh_until, (1, 5)),
        "present_data": (True, (1, 3, 5)),
        "same_release": (RUN.release_id == releases.PINNED.release_id, (1, 4, 5)),
    }


def test_a_run_on_other_data_and_one_of_an_earlier_day_replace_nothing() -> None:
    worse = replace(RUN, value=Decimal(0), run_id=UUID(int=9))
    made_up = replace(worse, representative=False)
    earlier = replace(worse, ran_on=RUN.ran_on - timedelta(days=1))
    assert told(*VALID[:4], REACHED, made_up, earlier)["validation.met"].value == 1
    assert told(*VALID[:4], REACHED, worse)["validation.met"].value == 0


def test_new_data_and_a_new_release_are_seen_beside_the_run() -> None:
    other = replace(releases.PINNED, release_id=UUID(int=9))
    facts = told(*VALID, hardening.DATASET_REVISED, other)
    assert (facts["validation.present_data"].value, facts["validation.present_data"].positions) == (False, (1, 5, 6))
    assert (facts["validation.same_release"].value, facts["validation.same_release"].positions) == (False, (1, 5, 7))
    assert facts["validation.oldest_run_on"].value == RUN.ran_on


def test_a_raised_threshold_is_not_reached_any_more() -> None:
    raised = replace(hardening.THRESHOLD_SET, new=REACHED.value + 1)
    facts = told(*VALID[:4], REACHED, raised)
    assert (facts["validation.met"].value, facts["validation.met"].positions) == (0, (1, 5, 6))
    assert facts["threshold.set"].positions == (1, 6)


def test_less_is_better_where_the_measure_says_so() -> None:
    errors = replace(hardening.METRIC_DEFINED, better=Better.LOWER)
    assert told(errors, hardening.THRESHOLD_SET, REACHED)["validation.met"].value == 1
    assert told(errors, hardening.THRESHOLD_SET, replace(REACHED, value=REACHED.value + 1))["validation.met"].value == 0


def test_days_are_whole_days_of_the_calendar() -> None:
    assert type(told(*VALID)["validation.fresh_until"].value) is date
