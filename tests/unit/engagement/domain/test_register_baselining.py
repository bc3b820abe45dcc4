"""Baselining the register: once, with gaps in it, each of them owned."""

from dataclasses import replace

import pytest

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.register import BASELINING, BaselineGapRegister, EmptyRegister, GapsWithoutOwner
from shared.events.people import Role
from shared.kernel.decider import engagement_scope
from tests.facts.engagements import BASELINED, ENGAGEMENT, OWNER_ASSIGNED, REPORT_PUBLISHED, STARTED
from tests.facts.gaps import CANCELLED, LOAD_TEST_ID, LOAD_TEST_OPENED, OPENED, OWNED, OWNER_LEFT, REOPENED
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RA11")

given = Scenario(decider=BASELINING).given

BASELINE = BaselineGapRegister(engagement_id=ENGAGEMENT)
LOAD_TEST_OWNED = replace(OWNED, gap_id=LOAD_TEST_ID)
OWNED_GAPS = (OPENED, LOAD_TEST_OPENED, OWNED, LOAD_TEST_OWNED)


def test_a_register_of_owned_gaps_is_baselined() -> None:
    given(STARTED, *OWNED_GAPS, OWNER_ASSIGNED).when(BASELINE).then(BASELINED)


def test_a_gap_counts_once_however_often_its_owner_changes() -> None:
    given(STARTED, *OWNED_GAPS, OWNED).when(BASELINE).then(BASELINED)


def test_cancelled_gaps_do_not_count() -> None:
    given(STARTED, *OWNED_GAPS, CANCELLED).when(BASELINE).then(replace(BASELINED, gaps=1))
    given(STARTED, OPENED, LOAD_TEST_OPENED, LOAD_TEST_OWNED, CANCELLED).when(BASELINE).then(replace(BASELINED, gaps=1))


def test_a_reopened_gap_counts_again() -> None:
    given(STARTED, *OWNED_GAPS, CANCELLED, REOPENED).when(BASELINE).then(BASELINED)


def test_a_register_is_baselined_once() -> None:
    given(STARTED, *OWNED_GAPS, BASELINED).when(BASELINE).then_nothing()
    given(STARTED, *OWNED_GAPS, BASELINED, REPORT_PUBLISHED, CANCELLED).when(BASELINE).then_nothing()


def test_an_engagement_that_never_started_has_no_register() -> None:
    given().when(BASELINE).refused(EngagementNotFound)


def test_an_empty_register_is_not_baselined() -> None:
    given(STARTED).when(BASELINE).refused(EmptyRegister)
    given(STARTED, OPENED, OWNED, CANCELLED).when(BASELINE).refused(EmptyRegister)


@pytest.mark.req("RA6")
def test_every_gap_of_the_baseline_has_an_owner() -> None:
    given(STARTED, OPENED, LOAD_TEST_OPENED).when(BASELINE).refused(GapsWithoutOwner, saying="so far: 2.")
    given(STARTED, *OWNED_GAPS[:3]).when(BASELINE).refused(GapsWithoutOwner, saying="so far: 1.")


@pytest.mark.req("RA6")
def test_a_gap_opened_meanwhile_without_owner_holds_the_baseline_up() -> None:
    given(STARTED, OPENED, OWNED, LOAD_TEST_OPENED).when(BASELINE).refused(GapsWithoutOwner)
    given(STARTED, OPENED, CANCELLED, REOPENED).when(BASELINE).refused(GapsWithoutOwner)


def test_the_decision_looks_at_the_gaps_of_the_whole_engagement() -> None:
    assert BASELINING.looks_at(BASELINE) == (
        engagement_scope(ENGAGEMENT, *map(type, (OPENED, OWNED, OWNER_LEFT, CANCELLED, REOPENED))),
    )
    assert BASELINING.engagement(BASELINE) == ENGAGEMENT
    assert BASELINING.stream(BASELINE) == f"engagement-{ENGAGEMENT}"


def test_only_leads_baseline_the_register() -> None:
    assert BASELINING.permits == {BaselineGapRegister: {Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD}}
