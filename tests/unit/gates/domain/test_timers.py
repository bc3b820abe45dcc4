"""What is due by itself at the gates, as facts alone tell it."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.gates.contract import DECIDERS
from services.gates.domain.evidence import ExpireEvidence, NoteEvidenceExpiry
from services.gates.domain.gate import MarkOutdated, RevokeMissed
from services.gates.domain.timers import TIMERS
from shared.events.evidence import EvidenceExpired, EvidenceExpiryNoted
from shared.events.gates import GateConditionMet, GateDecisionRevoked, GateEvaluated, GateOutdated, Outcome
from shared.events.stages import Stage
from shared.kernel.timer import Due, Timer
from tests.facts.engagements import ENGAGEMENT
from tests.facts.evidence import EVIDENCE_ID, EVIDENCE_REVISED, EVIDENCE_SUBMITTED, EVIDENCE_WITHDRAWN
from tests.facts.gaps import RAISED
from tests.facts.go_live import WENT_LIVE
from tests.facts.people import NOW
from tests.facts.stages import ENTERED
from tests.history import recorded
from tests.unit.gates.domain.gate.house import (
    DECISION,
    DRILL,
    GO,
    GREEN,
    SPONSOR,
    STAGE,
    condition,
    conditional,
    happened,
    passed,
    signed,
)

REMINDER, EXPIRY, CONDITION, DECIDED = TIMERS
TODAY, LAST = NOW.date(), date(2026, 6, 30)
SUBMITTED = replace(EVIDENCE_SUBMITTED, valid_from=TODAY, valid_until=LAST)
EXPIRED = EvidenceExpired(evidence_id=EVIDENCE_ID, valid_until=LAST)


def due(timer: Timer, *facts: Any) -> dict[str, Due]:  # noqa: ANN401 - any fact
    """What is due after the facts, by key."""
    found: dict[str, Due] = {}
    for fact in recorded(facts):
        for key in timer.keys(fact.event) if isinstance(fact.event, timer.handles) else ():
            after = timer.fold(key, found.pop(key, None), fact)
            if after is not None:
                found[key] = after
    return found


def noting(days: int, last: date = LAST) -> Due:
    shown = NOW + timedelta(minutes=1)
    command = NoteEvidenceExpiry(evidence_id=EVIDENCE_ID, days_left=days, shown_at=shown)
    return Due(command=command, on=last - timedelta(days=days))


@pytest.mark.req("X6")
def test_people_are_told_thirty_seven_and_one_day_before_evidence_runs_out_once_each() -> None:
    assert list(due(REMINDER, SUBMITTED).values()) == [noting(30), noting(7), noting(1)]
    noted = EvidenceExpiryNoted(evidence_id=EVIDENCE_ID, days_left=30, valid_until=LAST)
    assert list(due(REMINDER, SUBMITTED, noted).values()) == [noting(7), noting(1)]
    for ended in (EXPIRED, EVIDENCE_WITHDRAWN):
        assert due(REMINDER, SUBMITTED, ended) == {}


def test_of_what_counts_for_a_day_nobody_is_told_that_it_ends_soon() -> None:
    """But where it may still be the day before, which is told once the day has come."""
    yesterday = replace(SUBMITTED, valid_from=TODAY - timedelta(days=1))
    assert due(REMINDER, replace(SUBMITTED, valid_until=TODAY + timedelta(days=1))) == {}
    assert due(REMINDER, replace(yesterday, valid_until=TODAY)) == {}
    assert len(due(REMINDER, replace(yesterday, valid_until=TODAY + timedelta(days=1)))) == 1
    last = TODAY + timedelta(days=8)
    assert list(due(REMINDER, replace(SUBMITTED, valid_until=last)).values()) == [noting(7, last), noting(1, last)]
    later = replace(SUBMITTED, valid_from=LAST - timedelta(days=20))
    assert list(due(REMINDER, later).values()) == [noting(7), noting(1)]


@pytest.mark.req("X6")
def test_evidence_runs_out_the_day_after_its_last_one_and_what_replaces_it_later() -> None:
    expire = ExpireEvidence(evidence_id=EVIDENCE_ID)
    assert list(due(EXPIRY, SUBMITTED).values()) == [Due(command=expire, on=date(2026, 7, 1))]
    revised = replace(EVIDENCE_REVISED, valid_until=date(2026, 8, 31))
    assert list(due(EXPIRY, SUBMITTED, EXPIRED, revised).values()) == [Due(command=expire, on=date(2026, 9, 1))]
    assert due(EXPIRY, SUBMITTED, EXPIRED) == due(EXPIRY, SUBMITTED, EVIDENCE_WITHDRAWN) == {}
    assert due(EXPIRY, replace(SUBMITTED, valid_until=date.max)) == {}


ONE, TWO = condition("house/no_blockers"), condition("house/rehearsed", 2, date(2026, 4, 1))
LACKING = tuple(each for each in GREEN if each != DRILL)
CONDITIONAL = happened(signed(*LACKING, RAISED), conditional(ONE, TWO), SPONSOR)


def revoking(number: int) -> RevokeMissed:
    return RevokeMissed(
        engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION, condition_id=(ONE, TWO)[number].condition_id
    )


def met(number: int) -> GateConditionMet:
    return GateConditionMet(
        engagement_id=ENGAGEMENT,
        stage=STAGE,
        decision_id=DECISION,
        condition_id=(ONE, TWO)[number].condition_id,
        met_on=TODAY,
    )


REVOKED = GateDecisionRevoked(engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION, reason="Missed.")
OUTDATED = GateOutdated(engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION, caused_by=UUID(int=1))
AN_OTHER = UUID(int=0x2B)


@pytest.mark.req("X7")
def test_a_condition_is_missed_the_day_after_it_was_due_unless_it_was_met() -> None:
    first, second = (
        Due(command=revoking(0), on=ONE.due + timedelta(days=1)),
        Due(command=revoking(1), on=date(2026, 4, 2)),
    )
    assert list(due(CONDITION, *CONDITIONAL).values()) == [first, second]
    assert list(due(CONDITION, *CONDITIONAL, met(0)).values()) == [second]
    assert list(due(CONDITION, *CONDITIONAL, replace(REVOKED, decision_id=AN_OTHER)).values()) == [first, second]
    assert due(CONDITION, *CONDITIONAL, REVOKED) == due(CONDITION, *CONDITIONAL, OUTDATED) == {}


def test_the_next_decision_at_the_gate_does_without_the_conditions_of_the_one_before() -> None:
    decided = next(each for each in CONDITIONAL if getattr(each, "conditions", ()))
    anew = replace(decided, decision_id=AN_OTHER, conditions=(TWO,))
    (one,) = due(CONDITION, *CONDITIONAL, anew).values()
    assert one == Due(command=replace(revoking(1), decision_id=AN_OTHER), on=date(2026, 4, 2))
    assert due(CONDITION, *CONDITIONAL, replace(anew, outcome=Outcome.HOLD)) == {}
    elsewhere = replace(anew, stage=Stage.CLOSURE)
    assert len(due(CONDITION, *CONDITIONAL, elsewhere)) == 3


PASSED = passed()
MARK = MarkOutdated(engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION)


@pytest.mark.req("X3")
def test_a_decision_is_looked_at_again_the_day_after_the_first_of_what_it_stands_on_ends() -> None:
    (one,) = due(DECIDED, *PASSED).values()
    assert one == Due(command=MARK, on=DRILL.valid_until + timedelta(days=1))
    endless = tuple(replace(each, valid_until=date.max) if each == DRILL else each for each in GREEN)
    (one,) = due(DECIDED, *passed(*endless)).values()
    assert one.on == DRILL.valid_from + timedelta(days=91)
    assert due(DECIDED, *happened(signed(), replace(GO, outcome=Outcome.HOLD, reason="No."), SPONSOR)) == {}


@pytest.mark.parametrize("ended", [REVOKED, OUTDATED, ENTERED, WENT_LIVE])
def test_what_has_fallen_or_was_gone_on_by_is_looked_at_no_more(ended: Any) -> None:  # noqa: ANN401 - any fact
    assert due(DECIDED, *PASSED, ended) == {}


def test_another_decision_that_falls_leaves_it_standing() -> None:
    for ended in (REVOKED, OUTDATED):
        assert len(due(DECIDED, *PASSED, replace(ended, decision_id=AN_OTHER))) == 1


def test_a_decision_on_what_never_ends_is_not_looked_at_by_the_calendar() -> None:
    def endless(fact: Any) -> Any:  # noqa: ANN401 - any fact
        if not isinstance(fact, GateEvaluated):
            return fact
        criteria = tuple(replace(each, until=None) for each in fact.verdict.criteria)
        return replace(fact, verdict=replace(fact.verdict, criteria=criteria))

    assert due(DECIDED, *map(endless, PASSED)) == {}


def test_the_service_decides_on_all_that_it_gives_itself() -> None:
    decided = {command for decider in DECIDERS for command in decider.permits}
    assert {timer.command for timer in TIMERS} | {MarkOutdated} <= decided
