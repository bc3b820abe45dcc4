"""What becomes of conditions: met in time by the rules, or the decision falls."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.gate import GATE, MeetCondition, RevokeMissed
from services.gates.domain.gate.refusals import (
    ConditionMissed,
    ConditionNotFound,
    ConditionNotMissed,
    ConditionStillUnmet,
    DecisionStandsNoMore,
    EngagementIsParked,
    GateDecisionNotFound,
    NotYourCondition,
)
from shared.events.frameworks import CriteriaSetAdopted
from shared.events.gates import GateConditionMet, GateDecided, GateDecisionRevoked, Outcome
from shared.events.people import Role
from tests.facts.endings import PARKED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.gaps import RAISED, RESOLVED, VERIFIED
from tests.facts.gates import DECISION as OLD_DECISION
from tests.facts.gates import PASSED_ON_CONDITION, RETENTION
from tests.facts.people import ANA, BO, CLEO, NOW, as_role
from tests.scenario import Scenario
from tests.unit.gates.domain.gate.house import (
    DECISION,
    GREEN,
    REF,
    SPONSOR,
    STAGE,
    condition,
    conditional,
    happened,
    signed,
)

pytestmark = pytest.mark.req("RSG4")

given = Scenario(decider=GATE).given
OWED, MORE = condition("house/no_blockers"), condition("", 2)
PAST = happened(signed(*GREEN, RAISED), conditional(OWED, MORE), SPONSOR)
FIXED = (*PAST, RESOLVED, VERIFIED)
MEET = MeetCondition(engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION, condition_id=OWED.condition_id)
MEET_MORE = replace(MEET, condition_id=MORE.condition_id)
REVOKE = RevokeMissed(engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION, condition_id=OWED.condition_id)
MET = GateConditionMet(
    engagement_id=ENGAGEMENT,
    stage=STAGE,
    decision_id=DECISION,
    condition_id=OWED.condition_id,
    met_on=NOW.date(),
)
REVOKED = GateDecisionRevoked(
    engagement_id=ENGAGEMENT,
    stage=STAGE,
    decision_id=DECISION,
    reason=OWED.what,
    condition_id=OWED.condition_id,
)
OWNER = as_role(BO)
ON_ITS_DAY = NOW + (OWED.due - NOW.date())
A_DAY_LATE = ON_ITS_DAY + timedelta(days=1)


def test_a_condition_is_met_by_its_owner_or_whoever_leads_once_the_rules_say_so() -> None:
    for whoever in (OWNER, as_role(ANA, Role.PILOT_LEAD)):
        given(*FIXED).when(MEET, by=whoever).then(MET)
    given(*FIXED, MET).when(MEET, by=OWNER).then_nothing()


def test_a_condition_that_carries_nothing_is_met_by_a_word() -> None:
    given(*PAST).when(MEET_MORE, by=OWNER).then(replace(MET, condition_id=MORE.condition_id))


def test_what_a_condition_carries_is_met_by_no_word() -> None:
    given(*PAST).when(MEET, by=OWNER).refused(ConditionStillUnmet, saying="house/no_blockers, which is still not_met")
    owed = condition("house/scope")
    without = tuple(each for each in GREEN if type(each).__name__ != "ScopeDefined")
    past = happened(signed(*without), conditional(owed), SPONSOR)
    given(*past).when(MEET, by=OWNER).refused(ConditionStillUnmet, saying="still unmet")


def test_a_condition_is_judged_under_the_frameworks_of_its_decision() -> None:
    other = CriteriaSetAdopted(
        engagement_id=ENGAGEMENT, frameworks=(replace(REF, name="fairway"), REF), reason="More is asked for."
    )
    given(*FIXED, other).when(MEET, by=OWNER).then(MET)


def test_a_condition_of_a_decision_without_a_verdict_is_met_by_a_word() -> None:
    meet = replace(MEET, decision_id=OLD_DECISION, condition_id=RETENTION.condition_id)
    given(STARTED, PASSED_ON_CONDITION).when(meet, by=OWNER).then(
        replace(MET, decision_id=OLD_DECISION, condition_id=RETENTION.condition_id)
    )


def test_nobody_else_meets_a_condition() -> None:
    given(*FIXED).when(MEET, by=as_role(CLEO, Role.DATA_OWNER)).refused(NotYourCondition)
    given(*FIXED, PARKED).when(MEET, by=OWNER).refused(EngagementIsParked)


def test_a_condition_is_met_on_its_day_and_not_on_the_day_after() -> None:
    given(*FIXED).when(MEET, by=OWNER, at=ON_ITS_DAY).then(replace(MET, met_on=OWED.due))
    given(*FIXED).when(MEET, by=OWNER, at=A_DAY_LATE).refused(ConditionMissed, saying=str(OWED.due))


def test_a_decision_that_fell_has_no_conditions_to_meet() -> None:
    given(*FIXED, REVOKED).when(MEET, by=OWNER).refused(DecisionStandsNoMore)


NEXT = GateDecided(
    engagement_id=ENGAGEMENT,
    stage=STAGE,
    decision_id=UUID(int=0x2B),
    outcome=Outcome.HOLD,
    conditions=(),
    framework="house 1",
    position=99,
)


@pytest.mark.parametrize("command", [MEET, REVOKE])
def test_only_the_last_decision_has_conditions(command: Any) -> None:  # noqa: ANN401 - a command
    given(*GREEN).when(command, by=OWNER).refused(GateDecisionNotFound, where=("input", "gateDecisionId"))
    given(*FIXED, NEXT).when(command, by=OWNER).refused(GateDecisionNotFound)
    unknown = replace(command, condition_id=UUID(int=0xBAD))
    given(*FIXED).when(unknown, by=OWNER).refused(ConditionNotFound, where=("input", "conditionId"))


@pytest.mark.req("RSG4")
def test_a_decision_falls_with_a_condition_that_missed_its_day() -> None:
    given(*PAST).when(REVOKE, at=A_DAY_LATE).then(REVOKED)
    given(*PAST, REVOKED).when(REVOKE, at=A_DAY_LATE).then_nothing()
    given(*PAST, PARKED).when(REVOKE, at=A_DAY_LATE).then(REVOKED)


def test_a_decision_stands_as_long_as_its_condition_may_still_be_met_or_was() -> None:
    given(*PAST).when(REVOKE, at=ON_ITS_DAY).refused(ConditionNotMissed, saying=str(OWED.due))
    given(*FIXED, MET).when(REVOKE, at=A_DAY_LATE).refused(ConditionNotMissed)


def test_what_becomes_of_an_earlier_decision_changes_nothing_of_the_last() -> None:
    earlier = replace(MET, decision_id=UUID(int=0x2C))
    given(*FIXED, earlier).when(MEET, by=OWNER).then(MET)
    given(*FIXED, replace(REVOKED, decision_id=UUID(int=0x2C))).when(MEET, by=OWNER).then(MET)


def test_only_fairway_itself_revokes_and_outdates() -> None:
    assert GATE.permits[RevokeMissed] == frozenset()
