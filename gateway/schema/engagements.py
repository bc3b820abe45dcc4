"""Engagements: one pilot's way to production."""

from datetime import datetime
from enum import Enum
from typing import Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.adoption_reports import EngagementAdoption
from gateway.schema.backtests import EngagementBacktests
from gateway.schema.business_cases import EngagementBusinessCase
from gateway.schema.change import EngagementChange
from gateway.schema.criteria import EngagementCriteria
from gateway.schema.dimensions import DimensionState
from gateway.schema.filters import IdFilter, TextFilter, filter_of
from gateway.schema.forecasts import EngagementForecasts
from gateway.schema.gaps import GAP_COLUMNS, GAP_NOUNS, REGISTER, Gap, GapFilter, GapOrder
from gateway.schema.gates import EngagementGates
from gateway.schema.going_live import EngagementGoingLive
from gateway.schema.governance import EngagementGovernance
from gateway.schema.hardening import EngagementHardening
from gateway.schema.ids import global_id
from gateway.schema.infrastructure import EngagementInfrastructure
from gateway.schema.interventions import EngagementInterventions
from gateway.schema.lasting import EngagementLasting
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection, Paging, Shelf, connect
from gateway.schema.measured_series import EngagementSeries
from gateway.schema.measuring import EngagementMeasuring
from gateway.schema.moments import moment_of
from gateway.schema.node import Node, plain
from gateway.schema.numbers import EngagementNumbers
from gateway.schema.orders import Direction, orders
from gateway.schema.ownership import REVIEWS, Ownership, Review, ownership_of
from gateway.schema.packages import EngagementPackages
from gateway.schema.people import Person, person_of
from gateway.schema.pilot_versus_production import EngagementBesidePilot
from gateway.schema.pilots import Pilot, pilot_of
from gateway.schema.plan import BurndownDay, CauseShare, CostByDiscovery, CriticalPath, EffortLeft
from gateway.schema.prospects import EngagementProspects
from gateway.schema.provenance import Provenance, provenance_of
from gateway.schema.readiness import EngagementReadiness
from gateway.schema.reports import CloseOut, close_out_of
from gateway.schema.responsibilities import Responsibilities
from gateway.schema.returns import EngagementReturns
from gateway.schema.roi_reports import EngagementRoiReport
from gateway.schema.stages import StageState
from gateway.schema.triggers import EngagementTriggers
from services.engagement.contract import (
    EngagementEntry,
    ReportAsk,
    burndowns_of,
    causes_of,
    dimensions_of,
    discoveries_of,
    efforts_of,
    engagement_counts,
    engagement_pages,
    engagements_by_id,
    schedules_of,
    stages_of,
)
from shared.projecting.as_of import Source


@strawberry.type(description="One pilot on its way to production.")
class Engagement(
    EngagementGovernance,
    EngagementChange,
    EngagementHardening,
    EngagementGoingLive,
    EngagementInfrastructure,
    EngagementForecasts,
    EngagementNumbers,
    EngagementCriteria,
    EngagementGates,
    EngagementReadiness,
    EngagementProspects,
    EngagementPackages,
    EngagementSeries,
    EngagementMeasuring,
    EngagementTriggers,
    EngagementInterventions,
    EngagementBacktests,
    EngagementBusinessCase,
    EngagementReturns,
    EngagementRoiReport,
    EngagementLasting,
    EngagementBesidePilot,
    EngagementAdoption,
    Node,
):
    name: str
    started_at: datetime
    baseline_at: datetime | None = strawberry.field(description="When the gap register was baselined.")
    baseline_gaps: int | None
    version: int
    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: EngagementEntry, source: Source) -> Self:
        return cls(id=global_id("Engagement", row.engagement_id), row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def pilot(self, info: Info) -> Pilot | None:
        return await pilot_of(info, self.source, self.row.engagement_id)

    @strawberry.field(description="Who answers for the system once it runs.")
    async def system_owner(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.system_owner)

    @strawberry.field(description="The gap register.")
    async def gaps(
        self,
        info: Info,
        filter_: Annotated[GapFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[GapOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Gap]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, GAP_NOUNS, GAP_COLUMNS)
        parent = self.row.engagement_id
        return await connect(info, REGISTER, self.source, paging, wanted=wanted, order=orders(order_by), parent=parent)

    @strawberry.field(description="All seven, recorded or not.")
    async def dimensions(self, info: Info) -> list[DimensionState]:
        rows = await info.context.load(self.source, dimensions_of, self.row.engagement_id)
        return [DimensionState.of(row, self.source) for row in rows]

    @strawberry.field
    async def critical_path(self, info: Info) -> CriticalPath:
        row = await info.context.load(self.source, schedules_of, self.row.engagement_id)
        return CriticalPath.of(row, self.source)

    @strawberry.field(description="What the gaps that are still to be closed take in all.")
    async def effort(self, info: Info) -> EffortLeft:
        return EffortLeft.told(await info.context.load(self.source, efforts_of, self.row.engagement_id))

    @strawberry.field(description="Day by day, from the first gap on.")
    async def burndown(self, info: Info) -> list[BurndownDay]:
        at = await moment_of(info, self.source)
        days = await info.context.load(self.source, burndowns_of, self.row.engagement_id, at)
        return [BurndownDay.of(day) for day in days]

    @strawberry.field(description="Why the gaps are there, the largest cause first.")
    async def cause_profile(self, info: Info) -> list[CauseShare]:
        rows = await info.context.load(self.source, causes_of, self.row.engagement_id)
        return [CauseShare.of(row) for row in rows]

    @strawberry.field
    async def cost_by_discovery(self, info: Info) -> CostByDiscovery:
        return CostByDiscovery.of(await info.context.load(self.source, discoveries_of, self.row.engagement_id))

    @strawberry.field(description="The close-out report that was published last.")
    async def close_out_report(self, info: Info) -> CloseOut | None:
        row = self.row
        if row.report_position is None:
            return None
        ask = await report_ask(info, row.engagement_id, row.report_position)
        return await close_out_of(info, ask, row.report_digest)

    @strawberry.field(description="All five in their order, as they stand on the tenant's day.")
    async def stages(self, info: Info) -> list[StageState]:
        at = await moment_of(info, self.source)
        rows = await info.context.load(self.source, stages_of, self.row.engagement_id, at)
        return [StageState.of(row, self.source, self.row.engagement_id) for row in rows]

    @strawberry.field(description="Who answers for the system, and what is missing until somebody does.")
    async def ownership(self, info: Info) -> Ownership | None:
        return await ownership_of(info, self.source, self.row.engagement_id)

    @strawberry.field(description="Which party is accountable for what.")
    def responsibilities(self) -> Responsibilities:
        return Responsibilities(engagement_id=self.row.engagement_id, source=self.source)

    @listed(
        REVIEWS, Connection[Review], description="Of the running system, in the order in which they were scheduled."
    )
    def reviews(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)

    @strawberry.field(description="What the pilot was made of, and how it passes to those who will run it.")
    async def provenance(self, info: Info) -> Provenance | None:
        return await provenance_of(info, self.source, self.row.engagement_id)


async def report_ask(info: Info, engagement_id: UUID, position: int) -> ReportAsk:
    identity = await info.context.identity()
    ledger = info.context.backends.ledger
    at = await ledger.recorded_at(identity.tenant, position)
    return ReportAsk(engagement_id=engagement_id, position=position, at=at or await ledger.now())


async def engagement_of(info: Info, source: Source, engagement_id: UUID | None) -> Engagement | None:
    row = await info.context.load(source, engagements_by_id, engagement_id) if engagement_id else None
    return Engagement.of(row, source) if row else None


@strawberry.input
class EngagementFilter:
    id: IdFilter | None = None
    name: TextFilter | None = None
    system_owner: IdFilter | None = strawberry.field(
        default=None, description="`missing: true`: systems that nobody owns."
    )
    and_: list["EngagementFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["EngagementFilter"] | None = strawberry.field(name="or", default=None)
    not_: "EngagementFilter | None" = strawberry.field(name="not", default=None)


ENGAGEMENT_COLUMNS = {"id": "engagement_id"}
ENGAGEMENT_NOUNS = {"id": "Engagement", "system_owner": "Person"}


@strawberry.enum
class EngagementOrderField(Enum):
    STARTED = "started_seq"
    NAME = "name"


@strawberry.input
class EngagementOrder:
    field: EngagementOrderField
    direction: Direction = Direction.ASC


ENGAGEMENTS = Shelf(
    name="engagements",
    row=EngagementEntry,
    key=("engagement_id",),
    since="started_seq",
    pages=engagement_pages,
    counts=engagement_counts,
    node=Engagement.of,
    filter=EngagementFilter,
    order=EngagementOrder,
    columns=ENGAGEMENT_COLUMNS,
    nouns=ENGAGEMENT_NOUNS,
)
