"""May it go live now: only on a decision that lets pass, that stands, and that the rules still back today."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.gate.checking import Answer, checked
from shared.events.gates import GateConditionMet, GateDecisionRevoked, GateOutdated, Outcome
from shared.events.stages import Stage
from shared.events.verdicts import VerdictOutcome
from tests.facts.endings import PARKED, STOPPED
from tests.facts.engagements import ENGAGEMENT
from tests.facts.evidence import EVIDENCE_WITHDRAWN
from tests.facts.gaps import LOAD_TEST_OPENED
from tests.facts.people import NOW
from tests.facts.releases import PINNED
from tests.facts.sources import ACCESS_REVOKED
from tests.unit.gates.domain.gate.house import (
    DECISION,
    DRILL,
    GO,
    GREEN,
    REF,
    SPONSOR,
    STAGE,
    case,
    condition,
    conditional,
    happened,
    passed,
    signed,
)

pytestmark = pytest.mark.req("X16")

TODAY = NOW.date()
NOT_REHEARSED = tuple(each for each in GREEN if each != DRILL)
OWED = condition("house/rehearsed")
ON_CONDITION = happened(signed(*NOT_REHEARSED), conditional(OWED), SPONSOR)
REVOKED = GateDecisionRevoked(engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION, reason="By mistake")
OVERTAKEN = GateOutdated(
    engagement_id=ENGAGEMENT,
    stage=STAGE,
    decision_id=DECISION,
    caused_by=UUID(int=5),
    criterion="house/sources",
    fact="sources.approved",
    before="1",
    after="0",
)
OTHER_RELEASE = replace(PINNED, release_id=UUID(int=0x77), name="Later")


def answer(*past: Any, day: date = TODAY) -> Answer:  # noqa: ANN401 - any facts
    return checked(case(*past), day)


def codes(*past: Any, day: date = TODAY) -> list[str]:  # noqa: ANN401 - any facts
    return [each.code for each in answer(*past, day=day).reasons]


def test_a_go_that_stands_lets_pass() -> None:
    found = answer(*passed())
    assert found.allowed
    assert (found.decision_id, found.frameworks, found.verdict.outcome) == (DECISION, (REF,), VerdictOutcome.PASS)


def test_without_a_decision_nothing_passes_however_green_it_is() -> None:
    found = answer(*signed())
    assert not found.allowed
    assert [each.code for each in found.reasons] == ["NOT_DECIDED"]
    assert (found.decision_id, found.verdict.outcome) == (None, VerdictOutcome.PASS)


@pytest.mark.parametrize("outcome", [Outcome.NO_GO, Outcome.HOLD, Outcome.STOP])
def test_what_lets_nothing_pass_denies_with_its_reason(outcome: Outcome) -> None:
    past = happened(NOT_REHEARSED, replace(GO, outcome=outcome, reason="Nobody rehearsed."), SPONSOR)
    (reason,) = answer(*past).reasons
    assert reason.code == outcome.name
    assert "Nobody rehearsed." in reason.says


def test_a_conditional_go_passes_while_its_conditions_may_still_be_met() -> None:
    assert codes(*ON_CONDITION, day=OWED.due) == []
    assert answer(*ON_CONDITION).owed == (OWED,)


def test_a_condition_that_missed_its_day_denies_before_anybody_has_recorded_that() -> None:
    assert codes(*ON_CONDITION, day=OWED.due + timedelta(days=1)) == ["CONDITION_MISSED"]


def test_a_condition_that_was_met_carries_nothing_any_more() -> None:
    met = GateConditionMet(
        engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION, condition_id=OWED.condition_id, met_on=TODAY
    )
    assert codes(*ON_CONDITION, DRILL, met, day=OWED.due + timedelta(days=1)) == []
    assert codes(*ON_CONDITION, met) == ["NOT_MET"]
    assert answer(*ON_CONDITION, met).owed == ()


@pytest.mark.parametrize(
    ("end", "code", "word"),
    [
        (REVOKED, "REVOKED", "By mistake"),
        (replace(REVOKED, condition_id=OWED.condition_id), "CONDITION_MISSED", "By mistake"),
        (OVERTAKEN, "OUTDATED", "sources.approved: 1 became 0"),
        (replace(OVERTAKEN, criterion="", fact=""), "OUTDATED", "the stage"),
    ],
)
def test_a_decision_that_fell_denies_with_what_it_fell_by(end: Any, code: str, word: str) -> None:  # noqa: ANN401
    (reason,) = answer(*passed(), end).reasons
    assert reason.code == code
    assert word in reason.says


@pytest.mark.parametrize("loss", [ACCESS_REVOKED, EVIDENCE_WITHDRAWN])
def test_what_took_the_ground_away_is_found_before_it_is_recorded(loss: Any) -> None:  # noqa: ANN401
    assert codes(*passed(), loss) == ["OUTDATED", "NOT_MET"]


def test_a_gap_found_since_denies_with_all_that_it_took() -> None:
    assert codes(*passed(), LOAD_TEST_OPENED)[0] == "OUTDATED"


def test_what_was_taken_away_and_given_back_still_outdates() -> None:
    again = replace(DRILL, evidence_id=UUID(int=0xD2))
    assert codes(*passed(), EVIDENCE_WITHDRAWN, again) == ["OUTDATED"]


def test_what_the_calendar_ended_denies_on_that_day_and_not_before() -> None:
    assert codes(*passed(), day=DRILL.valid_until) == []
    assert codes(*passed(), day=DRILL.valid_until + timedelta(days=1)) == ["NOT_MET"]


@pytest.mark.parametrize(("end", "code"), [(STOPPED, "ENGAGEMENT_STOPPED"), (PARKED, "ENGAGEMENT_PARKED")])
def test_what_has_ended_or_rests_goes_nowhere(end: Any, code: str) -> None:  # noqa: ANN401
    assert codes(*passed(), end) == [code]


def test_the_last_decision_counts() -> None:
    again = replace(GO, decision_id=UUID(int=0x2B), evaluation_id=UUID(int=0x2C), outcome=Outcome.HOLD, reason="Wait.")
    assert codes(*happened(passed(), again, SPONSOR)) == ["HOLD"]


def test_another_release_than_the_one_decided_on_is_denied() -> None:
    assert codes(*passed(*GREEN, PINNED)) == []
    assert codes(*passed(*GREEN, PINNED), OTHER_RELEASE) == ["RELEASE_CHANGED"]


def test_a_release_that_came_after_an_early_gate_changes_nothing_there() -> None:
    found = answer(*passed(), PINNED)
    assert (found.reasons, found.release) == ((), PINNED)


def test_what_goes_live_is_pinned() -> None:
    late = tuple(each if not hasattr(each, "stage") else replace(each, stage=Stage.ADOPTION) for each in passed())
    seen = case(*late)
    seen.stage = Stage.ADOPTION
    assert "NO_RELEASE" in [each.code for each in checked(seen, TODAY).reasons]
