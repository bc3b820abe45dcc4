"""What is shown of a decision at a gate after what happened to it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.gates.projections.gate_decisions import GATE_DECISIONS, DecisionEntry
from shared.events.gates import GateEvent, Outcome
from shared.events.stages import Stage
from tests.facts import gates
from tests.facts.people import ANA
from tests.history import rows


def shown(*facts: GateEvent) -> DecisionEntry:
    found: DecisionEntry = rows(GATE_DECISIONS, facts)[gates.DECISION,]
    return found


def test_a_decision_is_shown_with_what_it_stood_on_and_who_took_it() -> None:
    entry = shown(gates.passed(Stage.CLOSURE), gates.PASSED_ON_CONDITION)
    assert (entry.outcome, entry.framework, entry.position) == (Outcome.CONDITIONAL_GO, "fairway 1", 57)
    assert (entry.decided_by, entry.decided_seq) == (ANA, 2)
    assert (entry.revocation, entry.outdating) == (None, None)
    assert [(each.condition, each.met_on) for each in entry.conditions] == [(gates.RETENTION, None)]


def test_the_first_day_on_which_a_condition_was_met_counts() -> None:
    entry = shown(gates.PASSED_ON_CONDITION, gates.CONDITION_MET, replace(gates.CONDITION_MET, met_on=date(2026, 4, 1)))
    assert [each.met_on for each in entry.conditions] == [gates.CONDITION_MET.met_on]


def test_a_condition_of_another_decision_changes_nothing() -> None:
    other = replace(gates.CONDITION_MET, condition_id=UUID(int=0x79))
    assert shown(gates.PASSED_ON_CONDITION, other) == shown(gates.PASSED_ON_CONDITION)


def test_what_ended_a_decision_first_is_shown_as_its_end() -> None:
    later = replace(gates.OUTDATED, caused_by=UUID(int=0x74))
    again = replace(gates.REVOKED, reason="Once more.")
    entry = shown(gates.PASSED_ON_CONDITION, gates.OUTDATED, later, gates.REVOKED, again)
    assert entry.outdating is not None
    assert entry.revocation is not None
    assert entry.outdating.caused_by == gates.OUTDATED.caused_by
    assert (entry.revocation.reason, entry.revocation.by) == (gates.REVOKED.reason, ANA)


def test_each_decision_has_a_row_of_its_own() -> None:
    facts = (gates.PASSED_ON_CONDITION, replace(gates.PASSED_ON_CONDITION, decision_id=UUID(int=0x75)), gates.REVOKED)
    found = rows(GATE_DECISIONS, facts)
    assert [each.revocation is not None for each in found.values()] == [True, False]


def test_what_happens_to_an_unknown_decision_was_read_out_of_order() -> None:
    with pytest.raises(LookupError, match="out of order"):
        rows(GATE_DECISIONS, [gates.REVOKED])
