"""What has happened at a gate: who asked, who signed, what was decided, and what became of it."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import reduce
from typing import Any, TypeAlias, assert_never
from uuid import UUID

from shared.events.gates import (
    GateCondition,
    GateConditionMet,
    GateDecided,
    GateDecisionRevoked,
    GateEvaluated,
    GateEvent,
    GateOutdated,
    GateRequested,
    Outcome,
    SignOffRecorded,
    SignOffWithdrawn,
)
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

LETS_PASS = frozenset({Outcome.GO, Outcome.CONDITIONAL_GO})
End: TypeAlias = GateDecisionRevoked | GateOutdated


@record
class Decision:
    """The last one; `evaluated` is the verdict that it was made on, `ended` what it fell by."""

    fact: GateDecided
    evaluated: GateEvaluated | None = None
    met: frozenset[UUID] = frozenset()
    ended: End | None = None

    @property
    def passes(self) -> bool:
        return self.fact.outcome in LETS_PASS and self.ended is None

    def condition(self, condition_id: UUID) -> GateCondition | None:
        return next((each for each in self.fact.conditions if each.condition_id == condition_id), None)


@record
class Gate:
    """`signed` by domain: a sign-off outlives the request, and stands as long as the domain does as it was signed.

    `requests` and `decisions` are all that there ever were, by id.
    """

    request: GateRequested | None = None
    requests: frozenset[UUID] = frozenset()
    signed: Mapping[str, SignOffRecorded] = field(default_factory=dict)
    evaluated: GateEvaluated | None = None
    decision: Decision | None = None
    decisions: Mapping[UUID, GateDecided] = field(default_factory=dict)


def gate_of(own: Iterable[Recorded[Any]]) -> Gate:
    """Of the events of its stream."""
    return reduce(evolve, (recorded.event for recorded in own), Gate())


def evolve(gate: Gate, event: GateEvent) -> Gate:
    match event:
        case GateRequested():
            return replaced(gate, request=event, requests=gate.requests | {event.request_id})
        case SignOffRecorded():
            return replaced(gate, signed={**gate.signed, event.domain: event})
        case SignOffWithdrawn():
            return replaced(gate, signed={name: each for name, each in gate.signed.items() if name != event.domain})
        case GateEvaluated():
            return replaced(gate, evaluated=event)
        case GateDecided():
            decisions = {**gate.decisions, event.decision_id: event}
            return replaced(gate, request=None, decision=decided(gate, event), decisions=decisions)
        case GateConditionMet() | GateDecisionRevoked() | GateOutdated():
            return replaced(gate, decision=became(gate.decision, event))
        case _:
            assert_never(event)


def decided(gate: Gate, event: GateDecided) -> Decision:
    evaluated = gate.evaluated
    own = evaluated is not None and evaluated.evaluation_id == event.evaluation_id
    return Decision(fact=event, evaluated=evaluated if own else None)


def became(decision: Decision | None, event: GateConditionMet | End) -> Decision | None:
    if decision is None or decision.fact.decision_id != event.decision_id:
        return decision
    if isinstance(event, GateConditionMet):
        return replaced(decision, met=decision.met | {event.condition_id})
    return replaced(decision, ended=decision.ended or event)
