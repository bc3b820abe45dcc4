"""What gets into the gap register."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.engagement.domain.aspects import UnknownAspect
from services.engagement.domain.dimension import ProposalNotFound
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.pilot.commands import FindingNotFound
from services.engagement.domain.register import (
    OPENING,
    FindingAlreadyDismissed,
    GapAlreadyOpen,
    OpenGap,
    ProposalAlreadyDismissed,
    ProposalAlreadyTaken,
)
from services.engagement.domain.register.state import RegisterEvent as OpeningEvent
from shared.events.dimensions import Dimension
from shared.events.gaps import Cause, GapEvent, GapKind, Proposal, Severity
from shared.events.people import Role
from shared.kernel.decider import engagement_scope
from shared.kernel.refusal import NotWellFormed
from tests.facts.dimensions import AS_REQUIRED, PILOT_STATE, PRODUCTION_STATE, PROPOSAL_DISMISSED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.gaps import (
    CANCELLED,
    DUE,
    ESTIMATED,
    GAP_ID,
    LOAD_TEST_ID,
    LOAD_TEST_LINKED,
    LOAD_TEST_OPENED,
    NEEDED,
    OPENED,
    OWNED,
    RAISED,
    REOPENED,
    VERIFIED,
)
from tests.facts.pilots import FINDING_DISMISSED, FINDING_ID, FOUND
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RA6")

given = Scenario(decider=OPENING).given

OPEN = OpenGap(
    gap_id=GAP_ID,
    engagement_id=ENGAGEMENT,
    title=OPENED.title,
    detail=OPENED.detail,
    kind=OPENED.kind,
    cause=OPENED.cause,
    severity=OPENED.severity,
    proposal=OPENED.proposal,
)
OPEN_LOAD_TEST = OpenGap(
    gap_id=LOAD_TEST_ID,
    engagement_id=ENGAGEMENT,
    title=LOAD_TEST_OPENED.title,
    detail="",
    kind=GapKind.PERFORMANCE,
    cause=Cause.INFRASTRUCTURE_NOT_PRODUCTION_GRADE,
    severity=Severity.BLOCKING,
)
ELSEWHERE = UUID(int=0xE2)
COMPARED: tuple[OpeningEvent, ...] = (STARTED, PILOT_STATE, PRODUCTION_STATE)


def test_a_gap_is_opened_in_a_started_engagement() -> None:
    given(*COMPARED).when(OPEN).then(OPENED)


@pytest.mark.req("RP1")
def test_a_performance_issue_is_a_gap_in_the_same_register() -> None:
    given(*COMPARED, OPENED).when(OPEN_LOAD_TEST).then(LOAD_TEST_OPENED, LOAD_TEST_LINKED)


@pytest.mark.req("RC1", "RC2", "RC3", "RC4", "RC5", "RC6")
@pytest.mark.parametrize("cause", Cause)
def test_a_gap_names_one_of_the_six_causes(cause: Cause) -> None:
    given(*COMPARED).when(replace(OPEN, cause=cause)).then(replace(OPENED, cause=cause))


@pytest.mark.parametrize("past", [(), (replace(STARTED, engagement_id=ELSEWHERE),), (FOUND,)])
def test_no_gap_is_opened_before_the_engagement_starts(past: tuple[OpeningEvent, ...]) -> None:
    given(*past).when(OPEN).refused(EngagementNotFound, where=("input", "engagementId"))


@pytest.mark.parametrize("later", [(), (OWNED, ESTIMATED, DUE, RAISED, VERIFIED), (CANCELLED,)])
def test_opening_the_same_gap_again_changes_nothing(later: tuple[GapEvent, ...]) -> None:
    given(*COMPARED, OPENED, *later).when(OPEN).then_nothing()
    given(*COMPARED, OPENED, *later).when(replace(OPEN, title=f" {OPENED.title} ")).then_nothing()


def test_an_id_is_used_for_one_gap_only() -> None:
    given(*COMPARED, OPENED).when(replace(OPEN, title="Another")).refused(GapAlreadyOpen, where=("input", "gapId"))
    elsewhere = replace(OPENED, engagement_id=ELSEWHERE)
    given(elsewhere, STARTED).when(OPEN).refused(GapAlreadyOpen)


@pytest.mark.parametrize(("field", "text"), [("title", ""), ("title", "two\nlines"), ("title", "x" * 201)])
def test_a_title_is_one_line(field: str, text: str) -> None:
    given(*COMPARED).when(replace(OPEN, title=text)).refused(NotWellFormed, where=("input", field))


def test_a_detail_may_be_missing_but_not_endless() -> None:
    given(*COMPARED).when(replace(OPEN, detail="")).then(replace(OPENED, detail=""))
    given(*COMPARED).when(replace(OPEN, detail="x" * 4_001)).refused(NotWellFormed, where=("input", "detail"))


# --- From a finding ---------------------------------------------------------

FROM_FINDING = replace(OPEN, finding_id=FINDING_ID)


@pytest.mark.req("RA2")
def test_a_gap_comes_of_a_finding_of_the_pilot() -> None:
    given(FOUND, *COMPARED).when(FROM_FINDING).then(replace(OPENED, finding_id=FINDING_ID))


@pytest.mark.req("RA2")
def test_several_gaps_may_come_of_one_finding() -> None:
    first = replace(LOAD_TEST_OPENED, finding_id=FINDING_ID)
    given(FOUND, *COMPARED, first).when(FROM_FINDING).then(replace(OPENED, finding_id=FINDING_ID))


@pytest.mark.req("RA2")
def test_no_gap_comes_of_a_finding_that_nobody_recorded() -> None:
    given(*COMPARED).when(FROM_FINDING).refused(FindingNotFound, where=("input", "findingId"))


@pytest.mark.req("RA2")
def test_no_gap_comes_of_a_finding_that_was_dismissed_meanwhile() -> None:
    dismissed = given(FOUND, *COMPARED, FINDING_DISMISSED)
    dismissed.when(FROM_FINDING).refused(FindingAlreadyDismissed, where=("input", "findingId"))


# --- From a proposal --------------------------------------------------------

SECOND = replace(OPEN_LOAD_TEST, proposal=OPENED.proposal)
SECOND_OPENED = replace(LOAD_TEST_OPENED, proposal=OPENED.proposal)


def test_a_difference_has_one_gap() -> None:
    taken = given(*COMPARED, OPENED)
    taken.when(SECOND).refused(ProposalAlreadyTaken, where=("input", "proposal"), saying=OPENED.title)


def test_another_difference_has_its_own_gap() -> None:
    other = Proposal(dimension=Dimension.INFRASTRUCTURE, aspect="environment")
    given(*COMPARED, OPENED).when(replace(SECOND, proposal=other)).then(
        replace(SECOND_OPENED, proposal=other), LOAD_TEST_LINKED
    )


def test_a_verified_gap_still_stands_for_its_difference() -> None:
    given(*COMPARED, OPENED, OWNED, VERIFIED).when(SECOND).refused(ProposalAlreadyTaken)


def test_a_cancelled_gap_frees_its_difference_until_it_is_reopened() -> None:
    given(*COMPARED, OPENED, CANCELLED).when(SECOND).then(SECOND_OPENED, LOAD_TEST_LINKED)
    given(*COMPARED, OPENED, CANCELLED, REOPENED).when(SECOND).refused(ProposalAlreadyTaken)


@pytest.mark.parametrize("past", [(STARTED,), (STARTED, PILOT_STATE), (STARTED, PRODUCTION_STATE, AS_REQUIRED)])
def test_no_gap_comes_of_a_difference_that_does_not_stand(past: tuple[OpeningEvent, ...]) -> None:
    given(*past).when(OPEN).refused(ProposalNotFound, where=("input", "proposal"), saying="network")


def test_what_was_never_recorded_of_the_pilot_falls_short() -> None:
    given(STARTED, PRODUCTION_STATE).when(OPEN).then(OPENED)


def test_no_gap_comes_of_a_difference_that_was_dismissed_while_it_stays_the_same() -> None:
    dismissed = (*COMPARED, PROPOSAL_DISMISSED)
    given(*dismissed).when(OPEN).refused(ProposalAlreadyDismissed, where=("input", "proposal"), saying="network")
    given(*dismissed, AS_REQUIRED, PILOT_STATE).when(OPEN).then(OPENED)


def test_a_difference_in_another_dimension_makes_no_difference() -> None:
    elsewhere = replace(PILOT_STATE, dimension=Dimension.DATA, aspects=())
    given(*COMPARED, elsewhere).when(OPEN).then(OPENED)


def test_a_difference_lies_in_an_aspect_of_the_catalogue() -> None:
    unheard_of = Proposal(dimension=Dimension.INFRASTRUCTURE, aspect="weather")
    where = ("input", "proposal", "aspect")
    given(*COMPARED).when(replace(OPEN, proposal=unheard_of)).refused(UnknownAspect, where=where, saying="monitoring")


# --- What the decision stands on --------------------------------------------


def test_the_decision_looks_only_at_what_the_gap_is_to_come_of() -> None:
    finding = (FOUND, FINDING_DISMISSED)
    proposal = (OPENED, CANCELLED, REOPENED, PILOT_STATE, PRODUCTION_STATE, PROPOSAL_DISMISSED)
    for command, facts in (
        (OPEN_LOAD_TEST, ()),
        (replace(OPEN_LOAD_TEST, finding_id=FINDING_ID), finding),
        (OPEN, proposal),
        (FROM_FINDING, (*finding, *proposal)),
    ):
        assert OPENING.looks_at(command) == (engagement_scope(ENGAGEMENT, *map(type, (STARTED, *facts))),)
    assert OPENING.engagement(OPEN) == ENGAGEMENT
    assert OPENING.stream(OPEN) == f"gap-{GAP_ID}"


def test_links_and_estimates_make_no_difference() -> None:
    assert OPENING.replay([STARTED, OPENED, ESTIMATED, NEEDED]) == OPENING.replay([STARTED, OPENED])


def test_everybody_who_works_on_the_engagement_opens_gaps() -> None:
    assert set(Role) - OPENING.permits[OpenGap] == {Role.AUDITOR, Role.INTEGRATOR, Role.ADMINISTRATOR}
