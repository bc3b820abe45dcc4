"""Whether the decision at a gate stands: derived from what happened to it and from the day, and never recorded."""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from shared.events.gates import (
    DecisionEvent,
    GateCondition,
    GateConditionMet,
    GateDecided,
    GateDecisionRevoked,
    GateOutdated,
    Outcome,
)
from shared.kernel.record import record

LETS_PASS = frozenset({Outcome.GO, Outcome.CONDITIONAL_GO})


class Standing(StrEnum):
    """What became of a gate's last decision; only one that stands lets the next stage be entered."""

    UNDECIDED = "undecided"
    STANDS = "stands"
    DENIED = "denied"
    CONDITION_MISSED = "condition_missed"
    REVOKED = "revoked"
    OUTDATED = "outdated"


@record
class Decided:
    """`met` holds the days on which conditions were met, `ended` how the decision ceased to count, if it did."""

    decision_id: UUID
    outcome: Outcome
    conditions: tuple[GateCondition, ...]
    met: Mapping[UUID, date] = field(default_factory=dict)
    ended: Standing | None = None


def evolve(decision: Decided | None, event: DecisionEvent) -> Decided | None:
    """The last word counts: what happens to a decision that another one followed changes nothing."""
    if isinstance(event, GateDecided):
        return Decided(decision_id=event.decision_id, outcome=event.outcome, conditions=event.conditions)
    if decision is None or decision.decision_id != event.decision_id:
        return decision
    match event:
        case GateConditionMet():
            return replace(decision, met={event.condition_id: event.met_on, **decision.met})
        case GateDecisionRevoked():
            return replace(decision, ended=decision.ended or Standing.REVOKED)
        case GateOutdated():
            return outdated(decision)
        case _:
            assert_never(event)


def outdated(decision: Decided) -> Decided:
    """What it stood on has changed."""
    return replace(decision, ended=decision.ended or Standing.OUTDATED)


def standing(decision: Decided | None, day: date) -> Standing:
    """On one of the tenant's days; a condition may still be met on the day on which it is due."""
    if decision is None:
        return Standing.UNDECIDED
    if decision.ended is not None:
        return decision.ended
    if decision.outcome not in LETS_PASS:
        return Standing.DENIED
    missed = any(decision.met.get(each.condition_id, day) > each.due for each in decision.conditions)
    return Standing.CONDITION_MISSED if missed else Standing.STANDS
