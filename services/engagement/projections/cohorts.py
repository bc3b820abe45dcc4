"""The cohorts of a population, one row each: how it is trained, how it stands to the change, when it was withdrawn."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from shared.events.population import CohortDefined, CohortRevised, CohortWithdrawn
from shared.events.programme import (
    AccessGranted,
    AccessWithdrawn,
    ChangeStage,
    ChangeStageMeasured,
    TrainingCompleted,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class MeasureEntry:
    """What was measured last in a stage of change."""

    stage: ChangeStage
    favourable: Decimal
    respondents: int
    measured_on: date


@record
class CohortEntry:
    """`trained` have completed the material with the digest `trained_in`, which may have been replaced since."""

    cohort_id: UUID
    engagement_id: UUID
    department: str
    role: str
    headcount: int
    volunteers: bool
    defined_at: datetime
    defined_by: UUID
    defined_seq: int
    trained: int = 0
    trained_in: str | None = None
    measures: tuple[MeasureEntry, ...] = ()
    access_granted_at: datetime | None = None
    access_granted_by: UUID | None = None
    withdrawn_at: datetime | None = None
    reason: str | None = None


Changing: TypeAlias = (
    CohortRevised | CohortWithdrawn | TrainingCompleted | ChangeStageMeasured | AccessGranted | AccessWithdrawn
)
Handled: TypeAlias = CohortDefined | Changing


def keys(recorded: Recorded[Handled]) -> tuple[Key, ...]:
    return ((recorded.event.cohort_id,),)


def fold(entry: CohortEntry | None, recorded: Recorded[Handled]) -> CohortEntry:
    event = recorded.event
    if isinstance(event, CohortDefined):
        return defined(event, recorded)
    return changed(known(entry), event, recorded)


def changed(entry: CohortEntry, event: Changing, recorded: Recorded[Handled]) -> CohortEntry:
    match event:
        case CohortRevised():
            return replaced(entry, headcount=event.headcount)
        case CohortWithdrawn():
            return replaced(entry, withdrawn_at=recorded.occurred_at, reason=event.reason)
        case TrainingCompleted():
            return replaced(entry, trained=event.count, trained_in=event.digest)
        case ChangeStageMeasured():
            return replaced(entry, measures=measured(entry.measures, event))
        case AccessGranted():
            return replaced(entry, access_granted_at=recorded.occurred_at, access_granted_by=recorded.actor)
        case AccessWithdrawn():
            return replaced(entry, access_granted_at=None, access_granted_by=None)
        case _:
            assert_never(event)


def defined(event: CohortDefined, recorded: Recorded[Handled]) -> CohortEntry:
    return CohortEntry(
        cohort_id=event.cohort_id,
        engagement_id=event.engagement_id,
        department=event.department,
        role=event.role,
        headcount=event.headcount,
        volunteers=event.volunteers,
        defined_at=recorded.occurred_at,
        defined_by=recorded.actor,
        defined_seq=recorded.seq,
    )


def measured(measures: tuple[MeasureEntry, ...], event: ChangeStageMeasured) -> tuple[MeasureEntry, ...]:
    """In the order of the stages; an earlier measure that is told afterwards changes nothing."""
    found = {measure.stage: measure for measure in measures}
    before = found.get(event.stage)
    if before and before.measured_on > event.measured_on:
        return measures
    found[event.stage] = MeasureEntry(
        stage=event.stage,
        favourable=event.favourable,
        respondents=event.respondents,
        measured_on=event.measured_on,
    )
    return tuple(found[stage] for stage in ChangeStage if stage in found)


COHORTS = Projection(
    name="cohorts",
    version=1,
    row=CohortEntry,
    key=("cohort_id",),
    handles=get_args(Handled),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "defined_seq"),),
)
