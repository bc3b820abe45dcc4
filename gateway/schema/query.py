"""All that can be read."""

from datetime import datetime
from typing import Annotated

import strawberry

from gateway.context import Info
from gateway.masking import AsOf
from gateway.schema.access import AccessQuery
from gateway.schema.benchmarks import BenchmarksQuery
from gateway.schema.calibrations import CalibrationQuery
from gateway.schema.criteria import CriteriaQuery
from gateway.schema.engagements import (
    ENGAGEMENT_COLUMNS,
    ENGAGEMENT_NOUNS,
    ENGAGEMENTS,
    Engagement,
    EngagementFilter,
    EngagementOrder,
    engagement_of,
)
from gateway.schema.evidence import EvidenceQuery
from gateway.schema.filters import filter_of
from gateway.schema.forks import AssumedEventInput, ForkNested, branch_of
from gateway.schema.frameworks import FrameworksQuery
from gateway.schema.gaps import ALL_GAPS, GAP_COLUMNS, GAP_NOUNS, Gap, GapFilter, GapOrder, gap_of
from gateway.schema.governance import GovernanceQuery
from gateway.schema.hardening import HardeningQuery
from gateway.schema.ids import Id, uuid_of
from gateway.schema.interventions import InterventionsQuery
from gateway.schema.lasting import LastingQuery
from gateway.schema.lists import Connection, Paging, connect
from gateway.schema.log import LogPage, log_page, part_of
from gateway.schema.measured_series import SeriesQuery
from gateway.schema.moments import AsOfNested, source_at
from gateway.schema.node import Node, seen
from gateway.schema.nodes import MOST_NODES, node_of, nodes_of
from gateway.schema.numbers import NumbersQuery
from gateway.schema.orders import orders
from gateway.schema.outcomes import OutcomesQuery
from gateway.schema.ownership_lists import OwnershipLists
from gateway.schema.people import (
    PEOPLE,
    PERSON_COLUMNS,
    PERSON_NOUNS,
    Person,
    PersonFilter,
    PersonOrder,
    person_of,
)
from gateway.schema.pilots import (
    PILOT_COLUMNS,
    PILOT_NOUNS,
    PILOTS,
    Pilot,
    PilotFilter,
    PilotOrder,
    pilot_of,
)
from gateway.schema.plan import CauseShare
from gateway.schema.rankings import PortfolioQuery
from gateway.schema.scalars import Long
from gateway.schema.series_templates import SeriesTemplatesQuery
from gateway.schema.system import ServiceViews, views_of
from gateway.schema.tenants import Tenant, tenant_of
from gateway.schema.trigger_templates import TriggerTemplatesQuery
from gateway.schema.triggers import TriggersQuery
from gateway.schema.waiting import WaitingQuery
from services.engagement.contract import tenant_causes
from shared.projecting.as_of import LIVE, Branch, Source


@strawberry.type
class Query(
    OwnershipLists,
    GovernanceQuery,
    HardeningQuery,
    OutcomesQuery,
    PortfolioQuery,
    NumbersQuery,
    AccessQuery,
    FrameworksQuery,
    EvidenceQuery,
    CriteriaQuery,
    WaitingQuery,
    SeriesQuery,
    LastingQuery,
    BenchmarksQuery,
    SeriesTemplatesQuery,
    TriggersQuery,
    TriggerTemplatesQuery,
    InterventionsQuery,
    CalibrationQuery,
):
    source: strawberry.Private[Source] = LIVE

    @strawberry.field(description="Everything below as it was at a moment, or after the event `seq`.")
    async def as_of(self, info: Info, at: datetime | None = None, seq: Long | None = None) -> "Query":
        if seen(self) != LIVE:
            raise AsOfNested
        return Query(source=await source_at(info, at, seq))

    @strawberry.field(
        description="Everything below as it would be, had these events followed on the engagement as it is, or as it "
        "was. Nothing is recorded, and nothing happens by itself; empty where there is no such engagement."
    )
    async def fork(
        self,
        info: Info,
        gid: Annotated[strawberry.ID, strawberry.argument(name="engagement")],
        assume: list[AssumedEventInput] | None = None,
        at: datetime | None = None,
        seq: Long | None = None,
    ) -> "Query | None":
        if seen(self) != LIVE:
            raise ForkNested
        engagement_id = uuid_of("Engagement", gid)
        branch = await branch_of(info, engagement_id, assume or (), at, seq)
        known = await engagement_of(info, branch.since, engagement_id)
        return None if known is None else await standing(info, branch)

    @strawberry.field(description="Whatever has this id; empty where there is nothing of yours.")
    async def node(self, info: Info, gid: Id) -> Node | None:
        return await node_of(info, seen(self), gid)

    @strawberry.field(description=f"Up to {MOST_NODES} things by their ids, in their order.")
    async def nodes(self, info: Info, ids: list[strawberry.ID]) -> list[Node | None]:
        return await nodes_of(info, seen(self), ids)

    @strawberry.field(description="Whoever asks.")
    async def viewer(self, info: Info) -> Person | None:
        return await person_of(info, seen(self), (await info.context.identity()).person)

    @strawberry.field
    async def tenant(self, info: Info) -> Tenant | None:
        return await tenant_of(info, seen(self), (await info.context.identity()).tenant)

    @strawberry.field
    async def person(self, info: Info, gid: Id) -> Person | None:
        return await person_of(info, seen(self), uuid_of("Person", gid))

    @strawberry.field
    async def people(
        self,
        info: Info,
        filter_: Annotated[PersonFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[PersonOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Person]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, PERSON_NOUNS, PERSON_COLUMNS)
        return await connect(info, PEOPLE, seen(self), paging, wanted=wanted, order=orders(order_by))

    @strawberry.field
    async def pilot(self, info: Info, gid: Id) -> Pilot | None:
        return await pilot_of(info, seen(self), uuid_of("Pilot", gid))

    @strawberry.field
    async def pilots(
        self,
        info: Info,
        filter_: Annotated[PilotFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[PilotOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Pilot]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, PILOT_NOUNS, PILOT_COLUMNS)
        return await connect(info, PILOTS, seen(self), paging, wanted=wanted, order=orders(order_by))

    @strawberry.field
    async def engagement(self, info: Info, gid: Id) -> Engagement | None:
        return await engagement_of(info, seen(self), uuid_of("Engagement", gid))

    @strawberry.field
    async def engagements(
        self,
        info: Info,
        filter_: Annotated[EngagementFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[EngagementOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Engagement]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, ENGAGEMENT_NOUNS, ENGAGEMENT_COLUMNS)
        return await connect(info, ENGAGEMENTS, seen(self), paging, wanted=wanted, order=orders(order_by))

    @strawberry.field
    async def gap(self, info: Info, gid: Id) -> Gap | None:
        return await gap_of(info, seen(self), uuid_of("Gap", gid))

    @strawberry.field(description="The gaps of all engagements.")
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
        return await connect(info, ALL_GAPS, seen(self), paging, wanted=wanted, order=orders(order_by))

    @strawberry.field(description="Why the gaps of the whole tenant are there, the largest cause first.")
    async def cause_profile(self, info: Info) -> list[CauseShare]:
        rows = await info.context.load(seen(self), tenant_causes, None)
        return [CauseShare.of(row) for row in rows]

    @strawberry.field(description="The event log, oldest first. It has no past: it is the past.")
    async def events(
        self,
        info: Info,
        first: int,
        after: str | None = None,
        engagement_id: strawberry.ID | None = None,
        types: list[str] | None = None,
        stream: Annotated[
            str | None, strawberry.argument(description="Only of this stream, as events and figures name it.")
        ] = None,
    ) -> LogPage:
        if seen(self) != LIVE:
            raise AsOf(field="Query.events")
        engagement = uuid_of("Engagement", engagement_id) if engagement_id else None
        return await log_page(info, first, after, part_of(engagement, types, stream))

    @strawberry.field(description="How the services keep up with the log.")
    async def services(self, info: Info) -> list[ServiceViews | None]:
        if seen(self) != LIVE:
            raise AsOf(field="Query.services")
        return await views_of(info)


async def standing(info: Info, branch: Branch) -> Query:
    """Refuses at once what does not fit, and not only where it would be read."""
    await engagement_of(info, branch, branch.engagement_id)
    return Query(source=branch)
