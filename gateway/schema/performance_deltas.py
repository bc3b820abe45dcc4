"""Pilot beside production by the same measure: what is lost, and whether somebody accepted or addresses it."""

from datetime import datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.filters import IdFilter, filtering
from gateway.schema.gaps import Gap, gap_of
from gateway.schema.lists import Shelf
from gateway.schema.node import plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from gateway.schema.quality_metrics import QualityMetric, quality_metric_of
from gateway.schema.validations import Validation, validation_of
from services.engagement.contract import hardening
from shared.events.gaps import Cause
from shared.projecting.as_of import Source

strawberry.enum(
    hardening.DeltaStatus,
    name="DeltaStatus",
    description="A loss is open until it is accepted or a gap addresses it; with a later run, all of that lapses.",
)


@strawberry.type(description="Pilot beside production by one measure, as it was measured last.")
class PerformanceDelta:
    criterion: str | None = strawberry.field(description="The pilot's result that was compared.")
    pilot: Decimal | None
    production: Decimal | None
    delta: Decimal | None = strawberry.field(description="Production less pilot.")
    loss: Decimal | None = strawberry.field(description="How much worse production is; below nothing: better.")
    status: hardening.DeltaStatus
    measured_at: datetime | None
    accepted_at: datetime | None
    reason: str | None = strawberry.field(description="Why it was accepted.")
    addressed_at: datetime | None
    version: int = strawberry.field(description="Of all that is recorded by this measure, the runs included.")
    row: strawberry.Private[hardening.PerformanceDeltaLine]
    source: strawberry.Private[Source]
    can = whether("PerformanceDelta")

    @classmethod
    def of(cls, row: hardening.PerformanceDeltaLine, source: Source) -> Self:
        loss = None if row.delta is None else hardening.loss_of(row.better, row.delta)
        ground = hardening.DeltaGround(
            loss=loss, accepted=row.accepted_at is not None, gap=row.gap_status, superseded=row.superseded
        )
        status = hardening.delta_status(ground)
        return cls(loss=loss, status=status, row=row, source=source, **plain(cls, row))

    @strawberry.field(description="Why pilots stall that do worse in production; empty where nothing is lost.")
    def cause(self) -> Cause | None:
        return Cause.DATA_NOT_REPRESENTATIVE if self.loss is not None and self.loss > 0 else None

    @strawberry.field
    def accepted(self) -> bool:
        return self.row.accepted_at is not None and not self.row.superseded

    @strawberry.field
    async def metric(self, info: Info) -> QualityMetric | None:
        return await quality_metric_of(info, self.source, self.row.metric_id)

    @strawberry.field(description="The run that was compared.")
    async def validation(self, info: Info) -> Validation | None:
        return await validation_of(info, self.source, self.row.run_id)

    @strawberry.field(description="The gap that stands for it.")
    async def addressed_by(self, info: Info) -> Gap | None:
        return await gap_of(info, self.source, self.row.gap_id)

    @strawberry.field
    async def measured_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.measurer)

    @strawberry.field
    async def accepted_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.accepter)


async def performance_delta_of(info: Info, source: Source, metric_id: UUID) -> PerformanceDelta | None:
    row = await info.context.load(source, hardening.performance_deltas_of, metric_id)
    return PerformanceDelta.of(row, source) if row else None


@filtering
class PerformanceDeltaFilter:
    metric: IdFilter | None = None
    gap: IdFilter | None = strawberry.field(default=None, description="`missing: true`: what no gap addresses.")


PERFORMANCE_DELTAS = Shelf(
    name="performance_deltas",
    row=hardening.PerformanceDeltaLine,
    key=("metric_id",),
    since="first_seq",
    pages=hardening.performance_delta_pages_of,
    counts=hardening.performance_delta_counts_of,
    node=PerformanceDelta.of,
    filter=PerformanceDeltaFilter,
    order=ordering("PerformanceDelta", RECORDED="first_seq", MEASURED="measured_at", DELTA="delta"),
    columns={"metric": "metric_id", "gap": "gap_id"},
    nouns={"metric": "QualityMetric", "gap": "Gap"},
)
