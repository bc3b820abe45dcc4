"""May this go live now? What the last decision at the gate says, and whether all that it stands on still holds."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.gates.domain.framework.model import Framework
from services.gates.domain.gate.case import Case
from services.gates.domain.gate.conditions import under
from services.gates.domain.gate.looking_back import unrecorded
from services.gates.domain.gate.state import LETS_PASS, Decision, End
from services.gates.domain.verdict.states import unmet
from shared.events.gates import GateCondition, GateOutdated
from shared.events.releases import ReleasePinned
from shared.events.stages import Stage
from shared.events.verdicts import FrameworkRef, Verdict
from shared.kernel.record import record
from shared.kernel.recorded import Recorded

NEEDS_A_RELEASE = frozenset({Stage.ADOPTION, Stage.LAUNCH})


@record
class Reason:
    """Why not: a code for programs, a sentence for people."""

    code: str
    says: str


@record
class Answer:
    """`reasons` is empty where it may go on; `verdict` is that of the day, under the frameworks of the decision."""

    decision: Decision | None
    frameworks: tuple[FrameworkRef, ...]
    verdict: Verdict
    release: ReleasePinned | None
    reasons: tuple[Reason, ...]

    @property
    def allowed(self) -> bool:
        return not self.reasons

    @property
    def decision_id(self) -> UUID | None:
        return None if self.decision is None else self.decision.fact.decision_id

    @property
    def owed(self) -> tuple[GateCondition, ...]:
        """What a conditional go still asks for."""
        return () if self.decision is None else tuple(open_conditions(self.decision))


def checked(case: Case, day: date) -> Answer:
    decision = case.gate.decision
    frameworks, refs = held_to(decision, case)
    verdict = case.ground.verdict(frameworks, case.stage, day)
    return Answer(
        decision=decision,
        frameworks=refs,
        verdict=verdict,
        release=release_in(case.events),
        reasons=(*of_course(case), *of_decision(decision, case, verdict, day)),
    )


def held_to(decision: Decision | None, case: Case) -> tuple[tuple[Framework, ...], tuple[FrameworkRef, ...]]:
    if decision is None or decision.evaluated is None:
        return case.frameworks, case.ground.adopted
    return under(decision, case), decision.evaluated.frameworks


def of_course(case: Case) -> Iterator[Reason]:
    if case.course.stopped:
        yield Reason(code="ENGAGEMENT_STOPPED", says="the engagement was stopped for good")
    if case.course.parked:
        yield Reason(code="ENGAGEMENT_PARKED", says="the engagement is parked")


def of_decision(decision: Decision | None, case: Case, verdict: Verdict, day: date) -> Iterator[Reason]:
    if decision is None:
        yield Reason(code="NOT_DECIDED", says="nobody has decided at this gate")
        return
    if decision.fact.outcome not in LETS_PASS:
        why = f": {decision.fact.reason}" if decision.fact.reason else ""
        yield Reason(code=decision.fact.outcome.name, says=f"the last decision at this gate lets nothing pass{why}")
        return
    yield from of_end(decision, case, day)
    yield from of_conditions(decision, day)
    yield from of_verdict(decision, verdict)
    yield from of_release(decision, case)


def of_end(decision: Decision, case: Case, day: date) -> Iterator[Reason]:
    """What fell is told as it was recorded; what nobody has recorded yet is found all the same."""
    if decision.ended is not None:
        yield told(decision.ended)
        return
    loss = None if case.stage is None else unrecorded(case.stage, decision, case, day)
    if loss is not None:
        what = loss.change.code if loss.change is not None else "the stage"
        says = f"since the decision, event {loss.cause.seq} took {what} away"
        yield Reason(code="OUTDATED", says=says)


def told(end: End) -> Reason:
    if isinstance(end, GateOutdated):
        changed = f" ({end.fact}: {end.before} became {end.after})" if end.fact else ""
        return Reason(code="OUTDATED", says=f"the decision is outdated by {end.criterion or 'the stage'}{changed}")
    if end.condition_id is not None:
        return Reason(code="CONDITION_MISSED", says=f"the decision fell with a condition: {end.reason}")
    return Reason(code="REVOKED", says=f"the decision was revoked: {end.reason}")


def open_conditions(decision: Decision) -> Iterator[GateCondition]:
    return (each for each in decision.fact.conditions if each.condition_id not in decision.met)


def of_conditions(decision: Decision, day: date) -> Iterator[Reason]:
    if decision.ended is not None:
        return
    for each in open_conditions(decision):
        if day > each.due:
            yield Reason(code="CONDITION_MISSED", says=f"a condition was due on {each.due}: {each.what}")


def of_verdict(decision: Decision, verdict: Verdict) -> Iterator[Reason]:
    """Whatever does not hold today, and no open condition carries."""
    carried = {each.criterion for each in open_conditions(decision)}
    states = {each.code: each.state.value for each in verdict.criteria}
    for code in unmet(verdict):
        if code not in carried:
            yield Reason(code="NOT_MET", says=f"{code} is {states.get(code, 'not met')} today")


def of_release(decision: Decision, case: Case) -> Iterator[Reason]:
    """What goes live is what was decided on."""
    then = release_in([each for each in case.events if each.seq <= decision.fact.position])
    now = release_in(case.events)
    if now is None and case.stage in NEEDS_A_RELEASE:
        yield Reason(code="NO_RELEASE", says="no release is pinned to go live")
    elif then != now and now is not None and (then is not None or case.stage in NEEDS_A_RELEASE):
        yield Reason(code="RELEASE_CHANGED", says=f"the release {now.name} was pinned after the decision")


def release_in(events: Sequence[Recorded[Any]]) -> ReleasePinned | None:
    return next((each.event for each in reversed(events) if isinstance(each.event, ReleasePinned)), None)
