"""Readiness by all criteria: at the outset, and again before going live."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.gates.domain.gate.refusals import (
    CriteriaNotAdopted,
    EngagementIsParked,
    EngagementStoppedForGood,
    GateBehindGoLive,
)
from services.gates.domain.not_found import EngagementNotFound
from services.gates.domain.readiness import (
    READINESS,
    BaselineStands,
    EvaluateReadiness,
    EvaluationAlreadyGiven,
)
from shared.events.people import Role
from shared.events.readiness import Purpose, ReadinessEvaluated
from shared.events.verdicts import VerdictOutcome
from tests.facts.endings import PARKED, STOPPED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.gaps import RAISED
from tests.facts.go_live import WENT_LIVE
from tests.facts.people import NOW
from tests.facts.stages import ENTERED, REOPENED
from tests.scenario import Scenario
from tests.unit.gates.domain.gate.house import GREEN, HOUSE, LEAD, REF, case

pytestmark = pytest.mark.req("RSG7")

given = Scenario(decider=READINESS).given
BASELINE = EvaluateReadiness(engagement_id=ENGAGEMENT, evaluation_id=UUID(int=0x3A), purpose=Purpose.BASELINE)
GO_NO_GO = replace(BASELINE, evaluation_id=UUID(int=0x3B), purpose=Purpose.GO_NO_GO)


def evaluated(past: tuple[object, ...], command: EvaluateReadiness = BASELINE) -> ReadinessEvaluated:
    return ReadinessEvaluated(
        engagement_id=ENGAGEMENT,
        evaluation_id=command.evaluation_id,
        purpose=command.purpose,
        frameworks=(REF,),
        position=len(past),
        verdict=case(*past).ground.verdict((HOUSE,), None, NOW.date()),
    )


def test_all_criteria_are_evaluated_whatever_they_come_to() -> None:
    past = (*GREEN, RAISED)
    fact = evaluated(past)
    assert fact.verdict.outcome is VerdictOutcome.FAIL
    assert (len(fact.verdict.criteria), fact.verdict.requirements) == (3, ())
    given(*past).when(BASELINE, by=LEAD).then(fact)
    given(*past).when(GO_NO_GO, by=LEAD).then(evaluated(past, GO_NO_GO))


def test_the_same_evaluation_again_changes_nothing() -> None:
    given(*GREEN, evaluated(GREEN)).when(BASELINE, by=LEAD).then_nothing()
    given(*GREEN, evaluated(GREEN)).when(replace(BASELINE, purpose=Purpose.GO_NO_GO), by=LEAD).refused(
        EvaluationAlreadyGiven
    )


def test_the_baseline_stands_once_the_first_stage_was_left() -> None:
    again = replace(BASELINE, evaluation_id=UUID(int=0x3C))
    first = (*GREEN, evaluated(GREEN))
    given(*first).when(again, by=LEAD).then(evaluated(first, again))
    given(*first, ENTERED).when(again, by=LEAD).refused(BaselineStands)
    given(*first, ENTERED, REOPENED).when(again, by=LEAD).then(evaluated((*first, ENTERED, REOPENED), again))
    given(*first, ENTERED).when(GO_NO_GO, by=LEAD).then(evaluated((*first, ENTERED), GO_NO_GO))


def test_a_baseline_that_was_left_out_is_still_given() -> None:
    given(*GREEN, ENTERED).when(BASELINE, by=LEAD).then(evaluated((*GREEN, ENTERED)))


def test_readiness_is_evaluated_before_going_live_in_an_engagement_that_goes_on() -> None:
    given().when(BASELINE, by=LEAD).refused(EngagementNotFound)
    given(STARTED).when(BASELINE, by=LEAD).refused(CriteriaNotAdopted)
    given(*GREEN, WENT_LIVE).when(GO_NO_GO, by=LEAD).refused(GateBehindGoLive)
    given(*GREEN, PARKED).when(GO_NO_GO, by=LEAD).refused(EngagementIsParked)
    given(*GREEN, STOPPED).when(GO_NO_GO, by=LEAD).refused(EngagementStoppedForGood)


def test_it_happens_as_it_is_recorded_and_takes_a_role() -> None:
    assert READINESS.at_once == {EvaluateReadiness}
    assert Role.ENGAGEMENT_LEAD in READINESS.permits[EvaluateReadiness]
    assert Role.AUDITOR not in READINESS.permits[EvaluateReadiness]
