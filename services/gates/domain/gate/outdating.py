"""Whether a decision still stands on what it was made on, and which event took that away."""

from collections.abc import Iterator, Sequence
from datetime import date, tzinfo
from typing import Any

from services.gates.domain.criterion.standing import NO_STATEMENT
from services.gates.domain.facts.sheet import days_in
from services.gates.domain.gate.case import Case
from services.gates.domain.gate.commands import MarkOutdated
from services.gates.domain.gate.conditions import decision_of, under
from services.gates.domain.gate.refusals import StandsAsDecided
from services.gates.domain.gate.state import Decision
from services.gates.domain.verdict.impact import Change, impact, steps
from services.gates.domain.verdict.standing import ground_of
from services.gates.domain.verdict.states import LETS_PASS, let_pass
from shared.events.evidence import EvidenceExpired
from shared.events.gates import GateOutdated
from shared.events.stages import Stage, StageReopened
from shared.events.verdicts import CriterionVerdict, Verdict
from shared.kernel.decider import Asked
from shared.kernel.record import record
from shared.kernel.recorded import Recorded


@record
class Loss:
    """What lets the gate pass no longer, and the event that did it; without a change the stage itself was reopened."""

    cause: Recorded[Any]
    change: Change | None = None


def mark(command: MarkOutdated, case: Case, asked: Asked) -> list[GateOutdated]:
    decision = decision_of(command, case)
    if not decision.passes:
        return []
    loss = taken(command, decision, case, asked.day) or lapsed(command.stage, decision, case, asked.day)
    if loss is None:
        raise StandsAsDecided
    return [outdated(command, loss)]


def taken(command: MarkOutdated, decision: Decision, case: Case, day: date) -> Loss | None:
    """What an event took away. All since the decision are gone through only if the one that is named did not do it."""
    if command.moved_at is not None:
        found = next(losses(command.stage, decision, case, command.moved_at), None)
        if found is not None or all_there(command.stage, decision, case, day):
            return found
    return next(losses(command.stage, decision, case), None)


def all_there(stage: Stage, decision: Decision, case: Case, day: date) -> bool:
    """Whether all that let the gate pass would do so again: had the calendar stood still, or by what holds today."""
    if decision.evaluated is None:
        return True
    verdict, frameworks = decision.evaluated.verdict, under(decision, case)
    ground = case.ground.as_days_began(verdict.time_zone)
    lacking = let_pass(verdict) - let_pass(ground.verdict(frameworks, stage, verdict.day))
    return not lacking or lacking <= let_pass(case.ground.verdict(frameworks, stage, day))


def outdated(command: MarkOutdated, loss: Loss) -> GateOutdated:
    """Of what changed because of what people said, the states are told; else the first fact that reads differently.

    That a file is another one is told only where it says nothing else.
    """
    change = loss.change
    fact = min(change.facts if change else (), key=lambda each: each.name.endswith(".content"), default=None)
    before, after = (change.before, change.after) if change is not None else ("", "")
    return GateOutdated(
        engagement_id=command.engagement_id,
        stage=command.stage,
        decision_id=command.decision_id,
        caused_by=loss.cause.event_id,
        criterion=change.code if change is not None else "",
        fact=fact.name if fact is not None else "",
        before=before if fact is None else fact.before or "",
        after=after if fact is None else fact.after or "",
    )


def losses(stage: Stage, decision: Decision, case: Case, at: int | None = None, *, after: int = 0) -> Iterator[Loss]:
    """Event by event since the decision or `after` a position, or by the one `at` one: whatever was taken away."""
    since = tuple(each for each in case.events if each.seq > max(decision.fact.position, after))
    reopened = next((each for each in since if reopens(each, stage)), None)
    if decision.evaluated is not None:
        before = since if reopened is None else tuple(each for each in since if each.seq < reopened.seq)
        judged = tuple(each for each in before if at in {None, each.seq})
        yield from taken_away(decision, decision.evaluated.verdict, case, judged)
    if reopened is not None:
        yield Loss(cause=reopened)


def taken_away(decision: Decision, verdict: Verdict, case: Case, since: Sequence[Recorded[Any]]) -> Iterator[Loss]:
    """Under the frameworks of the decision, each event on its own day, which is none before that of the verdict."""
    first = since[0].seq if since else 0
    then = ground_of((each for each in case.events if each.seq < first), verdict.time_zone)
    passing, zone = let_pass(verdict), zone_of(case)

    def day_of(recorded: Recorded[Any]) -> date:
        return max(verdict.day, recorded.recorded_at.astimezone(zone).date())

    for step in steps(under(decision, case), case.stage, then, since, day_of):
        lost = (each for each in step.changes if each.lost and each.code in passing)
        yield from (Loss(cause=step.recorded, change=change) for change in lost)


def reopens(recorded: Recorded[Any], stage: Stage) -> bool:
    return isinstance(recorded.event, StageReopened) and recorded.event.stage.number <= stage.number


def zone_of(case: Case) -> tzinfo:
    """In which the tenant's days begin: UTC until it is configured."""
    return days_in(case.time_zone)


def lapsed(stage: Stage, decision: Decision, case: Case, day: date) -> Loss | None:
    """A criterion that the calendar ended, while nobody has gone on by the decision yet: the last event it stood on."""
    verdict = decision.evaluated.verdict if decision.evaluated is not None else None
    if verdict is None or gone_on(stage, case):
        return None
    now = case.ground.as_days_began(verdict.time_zone).verdict(under(decision, case), stage, day)
    passing = let_pass(verdict)
    for criterion in now.criteria:
        if criterion.code in passing and criterion.state not in LETS_PASS:
            change = next(each for each in impact(verdict, now) if each.code == criterion.code)
            return Loss(cause=last_ground(criterion, verdict, case), change=change)
    return None


def gone_on(stage: Stage, case: Case) -> bool:
    """Whether the next stage was entered, or the system went live."""
    course = case.course
    return course.live is not None or any(each.number == stage.number + 1 for each in course.entered)


def last_ground(criterion: CriterionVerdict, verdict: Verdict, case: Case) -> Recorded[Any]:
    """The event that says that it is over, or else the one whose news has grown too old."""
    over = [each for each in case.events if expires(each, criterion)]
    old = {code.removeprefix("fresh:") for code in criterion.broken}
    old |= {f"evidence_{code.removeprefix('evidence:')}.valid_until" for code in criterion.broken}
    positions = [at for each in verdict.facts if each.name in old for at in each.positions]
    said = case.ground.statements(verdict.day).get(criterion.code, NO_STATEMENT).positions
    others = [at for each in verdict.facts if each.name in criterion.facts for at in each.positions]
    at = max(positions or said or others, default=case.position)
    return over[-1] if over else next(each for each in case.events if each.seq == at)


def expires(recorded: Recorded[Any], criterion: CriterionVerdict) -> bool:
    return isinstance(recorded.event, EvidenceExpired) and recorded.event.evidence_id in criterion.evidence
