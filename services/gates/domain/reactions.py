"""What follows by itself from what happened: a decision that stands is looked at again once something moved."""

from collections.abc import Mapping
from typing import Any, TypeAlias
from uuid import UUID

from services.gates.domain.criterion.said import CRITERION_EVENTS
from services.gates.domain.facts.evidence import EVIDENCE
from services.gates.domain.facts.model import Area
from services.gates.domain.facts.sheet import AREAS, HANDLED
from services.gates.domain.gate.commands import MarkOutdated
from services.gates.domain.gate.state import LETS_PASS
from shared.events.criteria import CriterionEvent
from shared.events.evidence import EvidenceExpired
from shared.events.gates import GateDecided, GateDecisionRevoked, GateEvaluated, GateOutdated
from shared.events.stages import Stage, StageReopened
from shared.events.verdicts import Verdict
from shared.kernel.reaction import Memory, Reaction
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced

AREA_OF: Mapping[str, Area[Any]] = {meaning.name: area for area in AREAS for meaning in area.meanings}
DECISIONS = (GateEvaluated, GateDecided, GateDecisionRevoked, GateOutdated)


@record
class Watched:
    """What a decision stands on: events of these types, and what is said of these criteria.

    Without a decision it is the verdict that was evaluated last, on which none was made yet.
    """

    engagement_id: UUID
    evaluation_id: UUID
    types: frozenset[type]
    criteria: frozenset[str]
    decision_id: UUID | None = None

    def moves_by(self, event: object) -> bool:
        return type(event) in self.types or (isinstance(event, CriterionEvent) and event.criterion in self.criteria)


Standing: TypeAlias = Mapping[tuple[UUID, Stage], Watched]
"""By engagement and stage."""


def evolve(standing: Standing, recorded: Recorded[Any]) -> Standing:
    event = recorded.event
    gate = (event.engagement_id, event.stage)
    found = standing.get(gate)
    match event:
        case GateEvaluated():
            return {**standing, gate: watched(event)}
        case GateDecided() if event.outcome in LETS_PASS:
            own = found is not None and found.evaluation_id == event.evaluation_id
            return {**standing, gate: replaced(found if found and own else bare(event), decision_id=event.decision_id)}
        case GateDecisionRevoked() | GateOutdated() if found and found.decision_id != event.decision_id:
            return standing
        case _:
            return {each: watch for each, watch in standing.items() if each != gate}


def bare(event: GateDecided) -> Watched:
    """Of a decision without a verdict of its own: it falls with the return to its stage alone."""
    return Watched(
        engagement_id=event.engagement_id,
        evaluation_id=event.decision_id,
        types=frozenset({StageReopened}),
        criteria=frozenset(),
    )


def watched(event: GateEvaluated) -> Watched:
    return Watched(
        engagement_id=event.engagement_id,
        evaluation_id=event.evaluation_id,
        types=types_of(event.verdict),
        criteria=frozenset(each.code for each in event.verdict.criteria),
    )


def types_of(verdict: Verdict) -> frozenset[type]:
    """The types of all events by which a fact that the verdict saw may change, and those that end it otherwise."""
    areas = [AREA_OF.get(fact.name, EVIDENCE) for fact in verdict.facts]
    return frozenset({StageReopened, EvidenceExpired, *(event for area in areas for event in area.handles)})


def look_again(recorded: Recorded[Any], standing: Standing) -> list[MarkOutdated]:
    """Every decision of the engagement that the event may have taken something from; whether it did is decided."""
    if recorded.engagement_id is None:
        return []
    gates = ((stage, standing.get((recorded.engagement_id, stage))) for stage in Stage)
    return [
        MarkOutdated(
            engagement_id=watch.engagement_id, stage=stage, decision_id=watch.decision_id, moved_at=recorded.seq
        )
        for stage, watch in gates
        if watch is not None and watch.decision_id is not None and watch.moves_by(recorded.event)
    ]


REACTIONS = (
    Reaction(
        name="decisions that something was taken from",
        handles=tuple(dict.fromkeys((*HANDLED, *CRITERION_EVENTS, EvidenceExpired, StageReopened))),
        react=look_again,
        memory=Memory(handles=DECISIONS, initial={}, evolve=evolve),
    ),
)
