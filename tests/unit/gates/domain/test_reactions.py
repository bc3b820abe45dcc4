"""Which decisions are looked at again because of an event, and which events call for nothing."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.gate import MarkOutdated
from services.gates.domain.reactions import REACTIONS
from shared.events.criteria import CriterionUnblocked
from shared.events.gates import GateDecisionRevoked, GateOutdated, Outcome
from shared.events.stages import Stage
from tests.facts.engagements import ENGAGEMENT
from tests.facts.evidence import EVIDENCE_WITHDRAWN
from tests.facts.gaps import RAISED
from tests.facts.gates import PASSED_ON_CONDITION
from tests.facts.programme import AWARE
from tests.facts.sources import ACCESS_REVOKED
from tests.facts.stages import REOPENED
from tests.history import called_by_last, recorded
from tests.unit.gates.domain.gate.house import DECISION, GO, GREEN, SPONSOR, STAGE, happened, passed, signed

pytestmark = pytest.mark.req("X3")

(LOOK_AGAIN,) = REACTIONS
MARK = MarkOutdated(engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION)
PASSED = passed()
REVOKED = GateDecisionRevoked(engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION, reason="No.")
OUTDATED = GateOutdated(engagement_id=ENGAGEMENT, stage=STAGE, decision_id=DECISION, caused_by=UUID(int=1))


def called_for(*facts: Any, elsewhere: bool = False) -> list[Any]:  # noqa: ANN401 - any fact
    """By the last of the facts."""
    told = list(recorded(facts))
    if elsewhere:
        told[-1] = told[-1]._replace(engagement_id=UUID(int=0xE2))
    return called_by_last(LOOK_AGAIN, told)


SAID = CriterionUnblocked(engagement_id=ENGAGEMENT, criterion="house/sources", reason="They answered.")


@pytest.mark.parametrize("event", [RAISED, ACCESS_REVOKED, EVIDENCE_WITHDRAWN, REOPENED, SAID])
def test_what_may_take_something_from_a_decision_has_it_looked_at_again(event: Any) -> None:  # noqa: ANN401
    assert called_for(*PASSED, event) == [replace(MARK, moved_at=len(PASSED) + 1)]
    assert called_for(*PASSED, event, elsewhere=True) == []


@pytest.mark.parametrize("event", [AWARE, replace(SAID, criterion="house/other")])
def test_what_the_decision_never_saw_calls_for_nothing(event: Any) -> None:  # noqa: ANN401
    assert called_for(*PASSED, event) == []


def test_where_no_decision_stands_nothing_is_looked_at() -> None:
    assert called_for(*GREEN, RAISED) == []
    assert called_for(*PASSED, REVOKED, RAISED) == []
    assert called_for(*PASSED, OUTDATED, RAISED) == []
    held = happened(signed(), replace(GO, outcome=Outcome.HOLD, reason="No."), SPONSOR)
    assert called_for(*held, RAISED) == []
    assert called_for(*PASSED, replace(REVOKED, decision_id=UUID(int=9)), RAISED) == [
        replace(MARK, moved_at=len(PASSED) + 2)
    ]


def test_a_decision_without_a_verdict_is_looked_at_where_work_returns_to_its_stage() -> None:
    bare = replace(PASSED_ON_CONDITION, stage=Stage.CLOSURE)
    assert called_for(bare, RAISED) == []
    (mark,) = called_for(bare, REOPENED)
    assert (mark.stage, mark.decision_id) == (Stage.CLOSURE, bare.decision_id)


def test_what_belongs_to_no_engagement_calls_for_nothing() -> None:
    (event,) = recorded((RAISED,))
    assert LOOK_AGAIN.called_for({}, event._replace(engagement_id=None)) == []
