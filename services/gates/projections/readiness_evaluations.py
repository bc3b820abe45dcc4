"""Every evaluation of how ready the system is, by all criteria, with its verdict."""

from datetime import datetime
from uuid import UUID

from shared.events.readiness import Purpose, ReadinessEvaluated
from shared.events.verdicts import FrameworkRef, Verdict
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class ReadinessEntry:
    """`position` is where the log stood that it was evaluated on, `evaluated_seq` where it stands itself."""

    evaluation_id: UUID
    engagement_id: UUID
    purpose: Purpose
    frameworks: tuple[FrameworkRef, ...]
    position: int
    verdict: Verdict
    evaluated_at: datetime
    evaluated_by: UUID
    evaluated_seq: int


def keys(recorded: Recorded[ReadinessEvaluated]) -> tuple[Key, ...]:
    return ((recorded.event.evaluation_id,),)


def fold(_: ReadinessEntry | None, recorded: Recorded[ReadinessEvaluated]) -> ReadinessEntry:
    event = recorded.event
    return ReadinessEntry(
        evaluation_id=event.evaluation_id,
        engagement_id=event.engagement_id,
        purpose=event.purpose,
        frameworks=event.frameworks,
        position=event.position,
        verdict=event.verdict,
        evaluated_at=recorded.occurred_at,
        evaluated_by=recorded.actor,
        evaluated_seq=recorded.seq,
    )


READINESS_EVALUATIONS = Projection(
    name="readiness_evaluations",
    version=2,
    row=ReadinessEntry,
    key=("evaluation_id",),
    handles=(ReadinessEvaluated,),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "evaluated_seq"),),
)
