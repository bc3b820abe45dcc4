"""The decision: the rules recommend, people decide, and nobody lets pass what the rules do not."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from services.gates.domain.bounds import within
from services.gates.domain.decision_policy import LATEST_DECISIONS
from services.gates.domain.framework.model import Framework
from services.gates.domain.gate.case import Case
from services.gates.domain.gate.commands import DecideGate
from services.gates.domain.gate.refusals import (
    CarriesNothing,
    ConditionNamedTwice,
    ConditionsMisplaced,
    DecisionAlreadyMade,
    GateNotRequested,
    NeverWaived,
    NotCarriedByCondition,
    ReasonForOutcome,
    SignerDecides,
    SignerLostRole,
    SignOffsLacking,
    TooManyConditions,
    VerdictDoesNotPass,
)
from services.gates.domain.gate.signing import asked_for, domains_at, on_the_way, standing, still_signs
from services.gates.domain.gate.state import LETS_PASS
from services.gates.domain.gate.stopping import not_stopped
from services.gates.domain.verdict.canonical import fits
from services.gates.domain.verdict.states import PASSED, unmet
from shared.events.gates import GateCondition, GateDecided, GateEvaluated, Outcome
from shared.events.stages import Stage
from shared.events.verdicts import Verdict
from shared.kernel.decider import Asked
from shared.kernel.replacing import replaced
from shared.kernel.text import prose

CONDITIONS = ("input", "conditions")


def decide_gate(command: DecideGate, case: Case, asked: Asked) -> list[GateEvaluated | GateDecided]:
    wanted = well_formed(command, asked.day)
    before = case.gate.decisions.get(command.decision_id)
    if before is not None:
        return repeated(wanted, before)
    on_the_way(case, command.stage)
    if wanted.outcome not in LETS_PASS:
        return denied(wanted, case, asked)
    verdict = case.recordable(asked.day)
    not_stopped(case, wanted.stage)
    asked_for(case, wanted.stage)
    if case.gate.request is None:
        raise GateNotRequested
    carried(wanted, case.frameworks, verdict)
    signed(wanted.stage, case, verdict, asked)
    return [evaluated_by(wanted, case, verdict), decision_of(wanted, wanted.evaluation_id, case, asked)]


def denied(wanted: DecideGate, case: Case, asked: Asked) -> list[GateEvaluated | GateDecided]:
    """Whoever says no needs nothing but a reason: a verdict too long to be recorded is told by its place in the log."""
    verdict = case.verdict(asked.day)
    if not fits(verdict):
        return [decision_of(wanted, None, case, asked)]
    return [evaluated_by(wanted, case, verdict), decision_of(wanted, wanted.evaluation_id, case, asked)]


def evaluated_by(wanted: DecideGate, case: Case, verdict: Verdict) -> GateEvaluated:
    return GateEvaluated(
        engagement_id=wanted.engagement_id,
        stage=wanted.stage,
        evaluation_id=wanted.evaluation_id,
        frameworks=case.ground.adopted,
        position=case.position,
        verdict=verdict,
    )


def decision_of(wanted: DecideGate, evaluation_id: UUID | None, case: Case, asked: Asked) -> GateDecided:
    return GateDecided(
        engagement_id=wanted.engagement_id,
        stage=wanted.stage,
        decision_id=wanted.decision_id,
        outcome=wanted.outcome,
        conditions=wanted.conditions,
        framework=", ".join(f"{each.name} {each.version}" for each in case.ground.adopted),
        position=case.position,
        evaluation_id=evaluation_id,
        decider=asked.by.person,
        reason=wanted.reason,
    )


def well_formed(command: DecideGate, day: date) -> DecideGate:
    """What people wrote, as it will be kept."""
    if command.outcome not in LETS_PASS and not command.reason.strip():
        raise ReasonForOutcome(where=("input", "reason"))
    reason = prose("reason", command.reason, required=False)
    if bool(command.conditions) != (command.outcome is Outcome.CONDITIONAL_GO):
        raise ConditionsMisplaced(where=CONDITIONS)
    if len(command.conditions) > LATEST_DECISIONS.most_conditions:
        raise TooManyConditions(where=CONDITIONS, most=LATEST_DECISIONS.most_conditions)
    if len({each.condition_id for each in command.conditions}) < len(command.conditions):
        raise ConditionNamedTwice(where=CONDITIONS)
    conditions = tuple(condition(each, day) for each in command.conditions)
    return replaced(command, reason=reason, conditions=conditions)


def condition(given: GateCondition, day: date) -> GateCondition:
    due = within("conditions", given.due, day, day + LATEST_DECISIONS.longest_condition)
    return replaced(given, what=prose("conditions", given.what), due=due)


def repeated(wanted: DecideGate, before: GateDecided) -> list[GateEvaluated | GateDecided]:
    asked_then = (before.outcome, before.conditions, before.reason, before.evaluation_id or wanted.evaluation_id)
    if (wanted.outcome, wanted.conditions, wanted.reason, wanted.evaluation_id) != asked_then:
        raise DecisionAlreadyMade
    return []


def carried(wanted: DecideGate, frameworks: Sequence[Framework], verdict: Verdict) -> None:
    """What is unmet keeps a gate shut; a conditional go carries each of it past, if it may be carried."""
    lacking = unmet(verdict)
    if wanted.outcome is Outcome.GO:
        if verdict.outcome not in PASSED:
            raise VerdictDoesNotPass(lacking=", ".join(lacking))
        return
    waivable = frozenset(waivable_at(frameworks, verdict))
    never = [code for code in lacking if code not in waivable]
    if never:
        raise NeverWaived(lacking=", ".join(never))
    open_ones = set(lacking)
    for each in wanted.conditions:
        if each.criterion and each.criterion not in open_ones:
            raise CarriesNothing(where=CONDITIONS, criterion=each.criterion)
        open_ones.discard(each.criterion)
    if open_ones:
        raise NotCarriedByCondition(where=CONDITIONS, lacking=", ".join(code for code in lacking if code in open_ones))


def waivable_at(frameworks: Sequence[Framework], verdict: Verdict) -> Iterator[str]:
    """The codes of what may be owed for a while."""
    for framework in frameworks:
        yield from (f"{framework.name}/{each.code}" for each in framework.criteria if each.waivable)
    yield from (each.code for each in verdict.requirements if each.waivable)


def signed(stage: Stage, case: Case, verdict: Verdict, asked: Asked) -> None:
    """Every domain stands as somebody signed for it who still holds a role for it; whoever decides is none of them."""
    domains = domains_at(case.frameworks, stage)
    given = {domain: standing(domain, case, verdict, asked) for domain in domains}
    lacking = [domain for domain, each in given.items() if each is None]
    if lacking:
        raise SignOffsLacking(lacking=", ".join(lacking))
    own = next((domain for domain, each in given.items() if each and asked.by.is_one_with(each.signer)), None)
    if own is not None:
        raise SignerDecides(domain=own)
    for domain, each in given.items():
        if each is not None and not still_signs(domains[domain], each, asked):
            raise SignerLostRole(domain=domain, roles=", ".join(sorted(domains[domain].signs)))
