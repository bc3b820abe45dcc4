"""Which frameworks each engagement is held to; those without any are here too, since that is what is asked for."""

from datetime import datetime
from typing import TypeAlias, assert_never
from uuid import UUID

from shared.events.engagements import EngagementStarted
from shared.events.frameworks import CriteriaSetAdopted
from shared.events.stages import Stage, StageEntered, StageReopened
from shared.events.verdicts import FrameworkRef
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection

Handled: TypeAlias = EngagementStarted | StageEntered | StageReopened | CriteriaSetAdopted


@record
class CriteriaSetEntry:
    """`number` is that of the stage in which the engagement is, from 1 to 5; `adopted` whether it is held to anything.

    `version` is that of the stream of the set: 0 before the first.
    """

    engagement_id: UUID
    number: int
    adopted: bool
    frameworks: tuple[FrameworkRef, ...]
    reason: str | None
    adopted_at: datetime | None
    adopted_by: UUID | None
    started_seq: int
    version: int


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.engagement_id,),)


def fold(entry: CriteriaSetEntry | None, recorded: Recorded[Handled]) -> CriteriaSetEntry:
    if isinstance(recorded.event, EngagementStarted):
        return started(recorded.event, recorded)
    if entry is None:
        raise LookupError("a row changed before it began: the log was read out of order")
    match recorded.event:
        case StageEntered() | StageReopened():
            return replaced(entry, number=recorded.event.stage.number)
        case CriteriaSetAdopted():
            return replaced(
                entry,
                adopted=True,
                frameworks=recorded.event.frameworks,
                reason=recorded.event.reason,
                adopted_at=recorded.occurred_at,
                adopted_by=recorded.actor,
                version=recorded.version,
            )
        case _:
            assert_never(recorded.event)


def started(event: EngagementStarted, recorded: Recorded[Handled]) -> CriteriaSetEntry:
    return CriteriaSetEntry(
        engagement_id=event.engagement_id,
        number=Stage.ASSESSMENT.number,
        adopted=False,
        frameworks=(),
        reason=None,
        adopted_at=None,
        adopted_by=None,
        started_seq=recorded.seq,
        version=0,
    )


CRITERIA_SETS = Projection(
    name="criteria_sets",
    version=1,
    row=CriteriaSetEntry,
    key=("engagement_id",),
    handles=(EngagementStarted, StageEntered, StageReopened, CriteriaSetAdopted),
    keys=keys,
    fold=fold,
    indexes=(("adopted", "started_seq"),),
)
