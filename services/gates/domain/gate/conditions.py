"""What becomes of a condition: it is met in time, or its decision falls with it."""

from services.gates.domain.framework.model import Framework
from services.gates.domain.gate.case import Case
from services.gates.domain.gate.commands import MeetCondition, OfDecision, RevokeMissed
from services.gates.domain.gate.refusals import (
    ConditionMissed,
    ConditionNotFound,
    ConditionNotMissed,
    ConditionStillUnmet,
    DecisionStandsNoMore,
    GateDecisionNotFound,
    NotYourCondition,
)
from services.gates.domain.gate.state import Decision
from services.gates.domain.verdict.states import let_pass
from shared.events.gates import GateCondition, GateConditionMet, GateDecisionRevoked
from shared.events.people import Role
from shared.events.verdicts import Verdict
from shared.kernel.decider import Asked

LEADS = frozenset({Role.ENGAGEMENT_LEAD, Role.PILOT_LEAD})


def decision_of(command: OfDecision, case: Case) -> Decision:
    decision = case.gate.decision
    if decision is None or decision.fact.decision_id != command.decision_id:
        raise GateDecisionNotFound(where=("input", "gateDecisionId"))
    return decision


def condition_of(command: MeetCondition | RevokeMissed, decision: Decision) -> GateCondition:
    condition = decision.condition(command.condition_id)
    if condition is None:
        raise ConditionNotFound(where=("input", "conditionId"))
    return condition


def meet(command: MeetCondition, case: Case, asked: Asked) -> list[GateConditionMet]:
    decision = decision_of(command, case)
    condition = condition_of(command, decision)
    if condition.owner != asked.by.person and LEADS.isdisjoint(asked.by.roles):
        raise NotYourCondition
    if condition.condition_id in decision.met:
        return []
    if decision.ended is not None:
        raise DecisionStandsNoMore
    if asked.day > condition.due:
        raise ConditionMissed(due=condition.due)
    if condition.criterion:
        shown(condition.criterion, case.ground.verdict(under(decision, case), case.stage, asked.day))
    return [
        GateConditionMet(
            engagement_id=command.engagement_id,
            stage=command.stage,
            decision_id=command.decision_id,
            condition_id=command.condition_id,
            met_on=asked.day,
        )
    ]


def under(decision: Decision, case: Case) -> tuple[Framework, ...]:
    """The frameworks of that decision: adopting others since does not rewrite it."""
    return case.frameworks if decision.evaluated is None else case.under(decision.evaluated.frameworks)


def shown(criterion: str, verdict: Verdict) -> None:
    """What a condition carries is met when the rules say so, and by no word alone."""
    if criterion in let_pass(verdict):
        return
    state = next((each.state.value for each in verdict.criteria if each.code == criterion), "unmet")
    raise ConditionStillUnmet(criterion=criterion, state=state)


def revoke(command: RevokeMissed, case: Case, asked: Asked) -> list[GateDecisionRevoked]:
    decision = decision_of(command, case)
    condition = condition_of(command, decision)
    if decision.ended is not None:
        return []
    if condition.condition_id in decision.met or asked.day <= condition.due:
        raise ConditionNotMissed(due=condition.due)
    return [
        GateDecisionRevoked(
            engagement_id=command.engagement_id,
            stage=command.stage,
            decision_id=command.decision_id,
            reason=condition.what,
            condition_id=condition.condition_id,
        )
    ]
