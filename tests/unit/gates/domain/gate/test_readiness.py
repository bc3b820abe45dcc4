"""Readiness by all criteria: at the outset, and again before going live."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.gates.domain.framework.canonical import digest, document
from services.gates.domain.gate.refusals import (
    CriteriaNotAdopted,
    EngagementIsParked,
    EngagementStoppedForGood,
    GateBehindGoLive,
    VerdictTooLong,
)
from services.gates.domain.not_found import EngagementNotFound
from services.gates.domain.readiness import (
    READINESS,
    BaselineStands,
    EvaluateReadiness,
    EvaluationAlreadyGiven,
)
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.events.people import Role
from shared.events.readiness import Purpose, ReadinessEvaluated
from shared.events.verdicts import FrameworkRef, VerdictOutcome
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


def test_a_verdict_that_no_event_can_hold_is_not_given() -> None:
    one, domains = HOUSE.criteria[0], HOUSE.domains[:1]
    many = tuple(replace(one, code=f"{'criterion' * 6}_{number}", number=number) for number in range(1, 101))
    gates = (replace(HOUSE.gates[0], criteria=tuple(each.code for each in many), requirements=()),)
    big = replace(HOUSE, criteria=many, gates=gates, domains=domains, evidence=())
    several = [replace(big, name=f"big_{number}") for number in range(6)]
    refs = tuple(FrameworkRef(name=each.name, version=1, digest=digest(each)) for each in several)
    published = [
        FrameworkPublished(name=each.name, version=1, digest=digest(each), document=document(each)) for each in several
    ]
    adopted = CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=refs, reason="All of it.")
    given(*GREEN, *published, adopted).when(BASELINE, by=LEAD).refused(VerdictTooLong)


def test_it_happens_as_it_is_recorded_and_takes_a_role() -> None:
    assert READINESS.at_once == {EvaluateReadiness}
    assert Role.ENGAGEMENT_LEAD in READINESS.permits[EvaluateReadiness]
    assert Role.AUDITOR not in READINESS.permits[EvaluateReadiness]
