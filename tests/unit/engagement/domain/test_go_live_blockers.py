"""What blocks going live, one sentence per test."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest

from services.engagement.domain.gate_standing import Standing, standing
from services.engagement.domain.go_live import GO_LIVE
from services.engagement.domain.go_live.blockers import Blocker, blockers
from services.engagement.domain.go_live.commands import told, understood
from services.engagement.domain.go_live.rules import faced
from services.engagement.domain.go_live_policy import BlockerCode
from services.engagement.domain.release import PROVEN_BY
from shared.events.gaps import Severity
from shared.events.gates import GateCondition, GateConditionMet, GateDecided, GateDecisionRevoked, GateOutdated, Outcome
from shared.events.pilots import RunBy
from shared.events.stages import Stage, StageReopened
from tests.facts import gaps, provenance
from tests.facts import population as people
from tests.facts.engagements import ENGAGEMENT, OWNER_VACATED
from tests.facts.go_live import GO, GO_LIVE_PLANNED, GO_LIVE_RESCHEDULED, LAUNCHED, READY
from tests.facts.integrations import INTEGRATION_PASSED
from tests.facts.ownership import ACCEPTED
from tests.facts.people import BO
from tests.facts.pilots import REGISTERED
from tests.facts.releases import PINNED

Fact: TypeAlias = Any
DAY = date(2026, 3, 11)
BLOCKING = replace(gaps.OPENED, severity=Severity.BLOCKING)

OPEN = Blocker(code=BlockerCode.BLOCKING_GAP_OPEN, subject=gaps.GAP_ID)
GATE = Blocker(code=BlockerCode.GATE_NOT_PASSED, stage=Stage.ADOPTION)


def found(*facts: Fact, day: date = DAY) -> tuple[Blocker, ...]:
    return blockers(faced(GO_LIVE.replay(facts), day))


def without(*gone: object) -> Iterable[Fact]:
    return (fact for fact in READY if fact not in gone)


def carrying(due: date) -> GateDecided:
    """A conditional go that carries the gap past the gate."""
    owed = GateCondition(condition_id=gaps.GAP_ID, what="The private endpoint", owner=BO, due=due)
    return replace(GO, outcome=Outcome.CONDITIONAL_GO, conditions=(owed,))


def test_nothing_blocks_what_is_ready() -> None:
    assert found(*READY) == ()


@pytest.mark.req("RSG6")
def test_a_gap_that_blocks_does_so_until_it_is_verified_or_cancelled() -> None:
    assert found(*READY, BLOCKING) == (OPEN,)
    assert found(*READY, BLOCKING, gaps.BEGUN) == (OPEN,)
    resolved = replace(OPEN, code=BlockerCode.BLOCKING_GAP_NOT_VERIFIED)
    assert found(*READY, BLOCKING, gaps.RESOLVED) == (resolved,)
    assert found(*READY, BLOCKING, gaps.RESOLVED, gaps.VERIFIED) == ()
    assert found(*READY, BLOCKING, gaps.RESOLVED, gaps.VERIFIED, gaps.REOPENED) == (OPEN,)
    assert found(*READY, BLOCKING, gaps.CANCELLED) == ()


@pytest.mark.req("RSG6")
def test_only_a_gap_that_blocks_counts_and_its_severity_as_it_is_now() -> None:
    assert found(*READY, BLOCKING, gaps.LOWERED) == ()
    assert found(*READY, BLOCKING, gaps.LOWERED, gaps.RAISED) == (OPEN,)


@pytest.mark.req("RSG6")
def test_a_condition_of_the_decision_that_stands_carries_a_gap_until_its_date() -> None:
    assert found(*READY, BLOCKING, carrying(DAY)) == ()
    assert found(*READY, BLOCKING, carrying(DAY - timedelta(days=1))) == (OPEN, GATE)


@pytest.mark.req("RSG6")
def test_a_condition_that_was_met_carries_nothing_any_more() -> None:
    met = GateConditionMet(
        engagement_id=ENGAGEMENT,
        stage=Stage.ADOPTION,
        decision_id=GO.decision_id,
        condition_id=gaps.GAP_ID,
        met_on=DAY,
    )
    assert found(*READY, BLOCKING, gaps.RESOLVED, gaps.VERIFIED, carrying(DAY), met) == ()
    assert found(*READY, BLOCKING, gaps.RESOLVED, gaps.VERIFIED, carrying(DAY), met, gaps.REOPENED) == (OPEN,)


def test_a_condition_of_a_decision_that_no_longer_stands_carries_nothing() -> None:
    conditional = carrying(DAY)
    outdated = GateOutdated(
        engagement_id=ENGAGEMENT, stage=Stage.ADOPTION, decision_id=conditional.decision_id, caused_by=BO
    )
    assert found(*READY, BLOCKING, conditional, outdated) == (OPEN, GATE)


@pytest.mark.req("RSG6")
def test_a_deferral_never_runs_past_going_live() -> None:
    deferred = replace(gaps.DEFERRED, until=DAY + timedelta(days=1))
    past = Blocker(code=BlockerCode.GAP_DEFERRED_PAST_GO_LIVE, subject=gaps.GAP_ID, until=deferred.until)
    assert found(*READY, BLOCKING, deferred) == (OPEN, past)
    assert found(*READY, BLOCKING, gaps.LOWERED, deferred) == (past,)
    assert found(*READY, BLOCKING, gaps.LOWERED, deferred, day=deferred.until) == ()


@pytest.mark.req("RL1")
@pytest.mark.parametrize("outcome", [Outcome.NO_GO, Outcome.HOLD, Outcome.STOP])
def test_only_a_go_at_the_fourth_gate_lets_pass(outcome: Outcome) -> None:
    assert found(*READY, replace(GO, outcome=outcome)) == (GATE,)
    assert found(*without(GO)) == (GATE,)


@pytest.mark.req("RL1")
def test_a_decision_that_was_revoked_or_overtaken_lets_nothing_pass() -> None:
    of: dict[str, Any] = {"engagement_id": ENGAGEMENT, "stage": Stage.ADOPTION, "decision_id": GO.decision_id}
    assert found(*READY, GateDecisionRevoked(**of, reason="Signed by mistake")) == (GATE,)
    assert found(*READY, GateOutdated(**of, caused_by=BO)) == (GATE,)
    assert found(*READY, GateOutdated(**of, caused_by=BO), GO) == ()


def test_each_stage_before_the_launch_blocks_until_it_is_completed() -> None:
    back = StageReopened(engagement_id=ENGAGEMENT, stage=Stage.HARDENING, reason="The vendor replaced the model.")
    lacking = tuple(
        Blocker(code=BlockerCode.STAGE_NOT_COMPLETED, stage=stage) for stage in (Stage.HARDENING, Stage.ADOPTION)
    )
    assert found(*READY, back) == (*lacking, GATE)


def test_what_the_vendor_still_holds_or_decided_blocks_where_a_vendor_ran_the_pilot() -> None:
    held = Blocker(code=BlockerCode.INFRASTRUCTURE_NOT_TRANSFERRED, subject=provenance.COMPONENT_ID)
    decided = Blocker(code=BlockerCode.VENDOR_DECISION_NOT_RATIFIED, subject=provenance.DECISION_ID)
    facts = (provenance.COMPONENT, provenance.OWN_COMPONENT, provenance.DECISION)
    by_vendor = (replace(REGISTERED, run_by=RunBy.VENDOR, vendor="Brightwater"), *without(REGISTERED))
    by_own_team = (replace(REGISTERED, run_by=RunBy.OWN_TEAM, vendor=None), *without(REGISTERED))
    assert found(*by_vendor, *facts) == (held, decided)
    assert found(*by_own_team, *facts) == ()
    assert found(*by_vendor, *facts, provenance.HANDED_OVER, provenance.RATIFIED) == (held,)
    assert found(*by_vendor, *facts, provenance.HANDED_OVER, provenance.TAKEN_OVER, provenance.OVERTURNED) == ()


def test_the_obligations_are_accepted_by_whoever_owns_the_system_now() -> None:
    missing = (Blocker(code=BlockerCode.OBLIGATIONS_NOT_ACCEPTED),)
    assert found(*without(ACCEPTED)) == missing
    assert found(*READY, OWNER_VACATED) == missing


def test_the_programme_was_launched_and_its_lead_time_has_passed() -> None:
    assert found(*without(LAUNCHED)) == (Blocker(code=BlockerCode.PROGRAMME_NOT_LAUNCHED),)
    first = LAUNCHED.launched_on + timedelta(days=28)
    late = Blocker(code=BlockerCode.LEAD_TIME_NOT_REACHED, until=first)
    assert found(*READY, day=first - timedelta(days=1)) == (late,)
    assert found(*READY, day=first) == ()


@pytest.mark.req("RK1")
def test_a_population_that_grew_after_the_launch_is_covered_by_its_cohorts_once_more() -> None:
    missing = (Blocker(code=BlockerCode.POPULATION_NOT_COVERED),)
    cohorts = (people.PIONEERS_DEFINED, people.HANDLERS_DEFINED, people.WRITERS_DEFINED)
    covered = (*READY, people.POPULATION_DEFINED, *cohorts)
    assert found(*covered) == ()
    grown = (*covered, replace(people.POPULATION_DEFINED, headcount=55))
    assert found(*grown) == missing
    assert found(*grown, replace(people.HANDLERS_REVISED, headcount=35)) == ()
    assert found(*covered, people.WRITERS_WITHDRAWN) == missing


@pytest.mark.req("RH6")
def test_what_goes_live_is_pinned_and_was_tested_as_it_is() -> None:
    tested = {fact for fact in READY if type(fact) in PROVEN_BY}
    assert found(*without(*tested)) == (Blocker(code=BlockerCode.RELEASE_NOT_PINNED),)
    for missing in tested - {PINNED}:
        unproven = Blocker(code=BlockerCode.RELEASE_NOT_PROVEN, subject=PINNED.release_id)
        assert found(*without(missing, INTEGRATION_PASSED)) == (unproven,)
    other = replace(PINNED, release_id=BO)
    assert found(*READY, other) == (Blocker(code=BlockerCode.RELEASE_NOT_PROVEN, subject=BO),)
    assert found(*READY, other, PINNED) == ()


@pytest.mark.req("RSG5")
@pytest.mark.parametrize("days", [-1, 0, 1, 400])
def test_a_planned_day_that_passes_changes_neither_a_gate_nor_what_blocks(days: int) -> None:
    planned = (GO_LIVE_PLANNED, GO_LIVE_RESCHEDULED)
    day = GO_LIVE_RESCHEDULED.new + timedelta(days=days)
    for facts in (READY, (*READY, BLOCKING), (*READY, replace(GO, outcome=Outcome.NO_GO))):
        with_a_day, without_one = (faced(GO_LIVE.replay(each), day) for each in ((*facts, *planned), facts))
        assert with_a_day == without_one
        assert blockers(with_a_day) == blockers(without_one)
    assert standing(faced(GO_LIVE.replay((*READY, *planned)), day).gate, day) is Standing.STANDS


def test_what_blocks_is_told_in_words_and_understood_again() -> None:
    late = LAUNCHED.launched_on
    several = (
        *found(*without(GO, ACCEPTED), BLOCKING, gaps.DEFERRED, day=late),
        *found(*without(LAUNCHED, REGISTERED)),
    )
    assert {each.code for each in several} >= {
        BlockerCode.LEAD_TIME_NOT_REACHED,
        BlockerCode.GAP_DEFERRED_PAST_GO_LIVE,
        BlockerCode.PROGRAMME_NOT_LAUNCHED,
        BlockerCode.GATE_NOT_PASSED,
    }
    assert understood(told(several)) == several
