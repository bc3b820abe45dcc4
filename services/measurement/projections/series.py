"""Every series: one row each, with what is wanted of it now and all that was wanted before."""

from datetime import date, datetime
from decimal import Decimal
from typing import assert_never, get_args
from uuid import UUID

from shared.events.pilots import Better
from shared.events.series import (
    Aggregation,
    BaselineSet,
    Cadence,
    PlanCurveSet,
    PlanPoint,
    SeriesDefined,
    SeriesEvent,
    SeriesHandedOver,
    SeriesKind,
    SeriesRetired,
    TargetSet,
)
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class BaselineEntry:
    value: Decimal
    measured_from: date
    measured_until: date
    note: str
    at: datetime
    by: UUID
    seq: int


@record
class TargetEntry:
    value: Decimal
    why: str
    at: datetime
    by: UUID
    seq: int


@record
class PlanEntry:
    """`live`: it was drawn when the system had gone live, so it is not the plan that the system went live with."""

    points: tuple[PlanPoint, ...]
    why: str
    live: bool
    at: datetime
    by: UUID
    seq: int


@record
class RetirementEntry:
    reason: str
    at: datetime
    by: UUID


@record
class SeriesEntry:
    """`targets` and `plans`: from the first to the one that holds now. `origin` is where it is measured."""

    series_id: UUID
    engagement_id: UUID
    kind: SeriesKind
    name: str
    definition: str
    unit: str
    better: Better
    cadence: Cadence
    aggregation: Aggregation
    origin: str
    owner: UUID
    template: str | None
    policy: int
    baseline: BaselineEntry | None
    targets: tuple[TargetEntry, ...]
    plans: tuple[PlanEntry, ...]
    retirement: RetirementEntry | None
    defined_at: datetime
    defined_seq: int
    changed_seq: int
    version: int


def keys(recorded: Recorded[SeriesEvent]) -> tuple[Key, ...]:
    return ((recorded.event.series_id,),)


def fold(row: SeriesEntry | None, recorded: Recorded[SeriesEvent]) -> SeriesEntry:
    event = recorded.event
    if isinstance(event, SeriesDefined):
        return defined(event, recorded)
    changed = replaced(known(row), changed_seq=recorded.seq, version=recorded.version)
    at, by = recorded.occurred_at, recorded.actor
    match event:
        case SeriesHandedOver():
            return replaced(changed, owner=event.owner)
        case SeriesRetired():
            return replaced(changed, retirement=RetirementEntry(reason=event.reason, at=at, by=by))
        case BaselineSet():
            return replaced(changed, baseline=baseline(event, recorded))
        case TargetSet():
            target = TargetEntry(value=event.new, why=event.why, at=at, by=event.setter, seq=recorded.seq)
            return replaced(changed, targets=(*changed.targets, target))
        case PlanCurveSet():
            return replaced(changed, plans=(*changed.plans, plan(event, recorded)))
        case _:
            assert_never(event)


def baseline(event: BaselineSet, recorded: Recorded[SeriesEvent]) -> BaselineEntry:
    return BaselineEntry(
        value=event.value,
        measured_from=event.measured_from,
        measured_until=event.measured_until,
        note=event.note,
        at=recorded.occurred_at,
        by=event.setter,
        seq=recorded.seq,
    )


def plan(event: PlanCurveSet, recorded: Recorded[SeriesEvent]) -> PlanEntry:
    return PlanEntry(
        points=event.points,
        why=event.why,
        live=event.live,
        at=recorded.occurred_at,
        by=event.setter,
        seq=recorded.seq,
    )


def defined(event: SeriesDefined, recorded: Recorded[SeriesEvent]) -> SeriesEntry:
    return SeriesEntry(
        series_id=event.series_id,
        engagement_id=event.engagement_id,
        kind=event.kind,
        name=event.name,
        definition=event.definition,
        unit=event.unit,
        better=event.better,
        cadence=event.cadence,
        aggregation=event.aggregation,
        origin=event.source,
        owner=event.owner,
        template=event.template,
        policy=event.policy,
        baseline=None,
        targets=(),
        plans=(),
        retirement=None,
        defined_at=recorded.occurred_at,
        defined_seq=recorded.seq,
        changed_seq=recorded.seq,
        version=recorded.version,
    )


SERIES = Projection(
    name="series",
    version=1,
    row=SeriesEntry,
    key=("series_id",),
    handles=get_args(SeriesEvent),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "defined_seq"),),
)
