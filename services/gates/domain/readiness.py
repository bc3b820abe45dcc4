"""How ready the system is by all criteria: evaluated at the outset, and again before it goes live."""

from typing import Any
from uuid import UUID

from services.gates.domain.decision_policy import LATEST_DECISIONS
from services.gates.domain.gate.case import Case, Past, evolve, frameworks_seen, whole
from services.gates.domain.gate.refusals import CriteriaNotAdopted, GateBehindGoLive
from services.gates.domain.gate.rules import goes_on
from shared.events.readiness import Purpose, ReadinessEvaluated
from shared.events.stages import Stage
from shared.kernel.decider import Asked, Decider
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class EvaluateReadiness:
    engagement_id: UUID
    evaluation_id: UUID
    purpose: Purpose


class BaselineStands(Refused):
    """The baseline was evaluated in the first stage, which was left: it stays as it was."""


class EvaluationAlreadyGiven(Refused):
    """An evaluation with this id was already given, for another purpose."""


def decide(command: EvaluateReadiness, past: Past, asked: Asked) -> list[ReadinessEvaluated]:
    case = Case(past)
    goes_on(command, case)
    given = [each.event for each in case.events if isinstance(each.event, ReadinessEvaluated)]
    before = next((each for each in given if each.evaluation_id == command.evaluation_id), None)
    if before is not None:
        if before.purpose is not command.purpose:
            raise EvaluationAlreadyGiven
        return []
    if case.course.live is not None:
        raise GateBehindGoLive(day=case.course.live.went_live_on)
    if not case.ground.adopted:
        raise CriteriaNotAdopted
    left = case.course.entered != {Stage.ASSESSMENT}
    if command.purpose is Purpose.BASELINE and left and any(each.purpose is Purpose.BASELINE for each in given):
        raise BaselineStands
    return [
        ReadinessEvaluated(
            engagement_id=command.engagement_id,
            evaluation_id=command.evaluation_id,
            purpose=command.purpose,
            frameworks=case.ground.adopted,
            position=case.position,
            verdict=case.recordable(asked.day),
        )
    ]


READINESS: Decider[Past, EvaluateReadiness, Any] = Decider(
    initial=Past(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"readiness-{command.engagement_id}",
    permits={EvaluateReadiness: LATEST_DECISIONS.evaluated_by},
    looks_at=lambda command: whole(command.engagement_id),
    looks_further=frameworks_seen,
    with_envelope=True,
    engagement=lambda command: command.engagement_id,
    at_once=frozenset({EvaluateReadiness}),
)
