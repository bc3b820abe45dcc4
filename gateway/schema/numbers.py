"""The numbers of an engagement, and the same of the whole portfolio."""

import strawberry

from gateway.context import Info
from gateway.schema.costs import (
    SCALE_COSTS,
    CostForecast,
    CostMultiple,
    PortfolioCostMultiple,
    ScaleCost,
)
from gateway.schema.gap_groups import (
    DeferralDebt,
    GapsFoundAfterClose,
    GapTemplate,
    Workstream,
    gap_templates,
    workstreams,
)
from gateway.schema.lead_time import LeadTime, PortfolioLeadTime
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection
from gateway.schema.moments import moment_of
from gateway.schema.node import seen
from services.engagement.contract import EngagementEntry, numbers
from shared.events.gaps import GapKind
from shared.projecting.as_of import Source


@strawberry.type
class EngagementNumbers:
    """What an engagement shows of its costs and its time."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @listed(SCALE_COSTS, Connection[ScaleCost], description="What going to production costs, item by item.")
    def scale_costs(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)

    @strawberry.field(description="One for each currency; two currencies are never added up.")
    async def cost_multiple(self, info: Info) -> list[CostMultiple]:
        rows = await info.context.load(self.source, numbers.cost_multiples_of, self.row.engagement_id)
        return [CostMultiple.of(row) for row in rows]

    @strawberry.field(description="One for each currency that anything was spent in.")
    async def cost_forecast(self, info: Info) -> list[CostForecast]:
        at = await moment_of(info, self.source)
        rows = await info.context.load(self.source, numbers.cost_forecasts_of, self.row.engagement_id, at)
        return [CostForecast.of(row) for row in rows]

    @strawberry.field(description="Where the time since the pilot's close went; each split adds up to the whole.")
    async def lead_time(self, info: Info) -> LeadTime | None:
        at = await moment_of(info, self.source)
        row = await info.context.load(self.source, numbers.lead_times_of, self.row.engagement_id, at)
        return LeadTime.of(row, self.source, self.row.engagement_id) if row else None

    @strawberry.field
    async def deferral_debt(self, info: Info) -> DeferralDebt:
        at = await moment_of(info, self.source)
        row = await info.context.load(self.source, numbers.deferral_debts_of, self.row.engagement_id, at)
        return DeferralDebt.of(row)

    @strawberry.field
    async def gaps_found_after_close(self, info: Info) -> GapsFoundAfterClose:
        row = await info.context.load(self.source, numbers.found_late_of, self.row.engagement_id)
        return GapsFoundAfterClose.of(row)


@strawberry.type
class NumbersQuery:
    """What can be read of all engagements' costs and times."""

    @strawberry.field(description="Over all engagements, one for each currency.")
    async def cost_multiple(self, info: Info) -> list[PortfolioCostMultiple]:
        rows = await info.context.load(seen(self), numbers.portfolio_multiples, None)
        return [PortfolioCostMultiple.of(row) for row in rows]

    @strawberry.field(description="How long engagements took from their pilot's close to production.")
    async def lead_time(self, info: Info) -> PortfolioLeadTime:
        return PortfolioLeadTime.of(await info.context.load(seen(self), numbers.portfolio_lead_times, None))

    @strawberry.field(description="Of all engagements.")
    async def deferral_debt(self, info: Info) -> DeferralDebt:
        at = await moment_of(info, seen(self))
        return DeferralDebt.of(await info.context.load(seen(self), numbers.portfolio_debts, at))

    @strawberry.field(description="In all engagements.")
    async def gaps_found_after_close(self, info: Info) -> GapsFoundAfterClose:
        return GapsFoundAfterClose.of(await info.context.load(seen(self), numbers.portfolio_found_late, None))

    @strawberry.field(description="As they ship with Fairway: the same at every moment.")
    async def workstreams(self, info: Info) -> list[Workstream]:
        await info.context.identity()
        return workstreams()

    @strawberry.field(description="As they ship with Fairway: the same at every moment.")
    async def gap_templates(self, info: Info, kind: GapKind | None = None) -> list[GapTemplate]:
        await info.context.identity()
        return gap_templates(kind)
