"""Pilots: what was tried, and what came of it."""

from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.filters import DateFilter, IdFilter, IntFilter, OneOf, TextFilter
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.node import Node, plain
from gateway.schema.orders import Direction
from gateway.schema.outcomes import Outcome, outcome_of
from gateway.schema.pilot_reviews import PilotReview
from services.engagement.contract import (
    PilotEntry,
    pilot_counts,
    pilot_pages,
    pilots_by_id,
)
from shared.events.pilots import RunBy
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

strawberry.enum(RunBy)


@strawberry.type(description="What was tried: by whom, to what end, with what result.")
class Pilot(PilotReview, Node):
    name: str
    purpose: str
    run_by: RunBy
    vendor: str | None
    started_on: date
    closed_on: date | None
    summary: str | None
    deferrals: int = strawberry.field(description="How often the decision to scale was put off.")
    deferred_until: date | None
    deferral_reason: str | None
    registered_at: datetime
    version: int
    can = whether("Pilot")

    @classmethod
    def of(cls, row: PilotEntry, source: Source) -> Self:
        return cls(id=global_id("Pilot", row.pilot_id), row=row, source=source, **plain(cls, row))

    @strawberry.field(description="Where it stands and, where it ended, why.")
    async def outcome(self, info: Info) -> Outcome | None:
        return await outcome_of(info, self.source, self.row.pilot_id)

    @strawberry.field(description="The engagement that takes this pilot to production.")
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.pilot_id)


async def pilot_of(info: Info, source: Source, pilot_id: UUID | None) -> Pilot | None:
    row = await info.context.load(source, pilots_by_id, pilot_id) if pilot_id else None
    return Pilot.of(row, source) if row else None


PILOTS = Shelf(
    name="pilots",
    row=PilotEntry,
    key=("pilot_id",),
    since="registered_seq",
    pages=pilot_pages,
    counts=pilot_counts,
    node=Pilot.of,
)


@strawberry.input
class PilotFilter:
    id: IdFilter | None = None
    name: TextFilter | None = None
    run_by: OneOf[RunBy] | None = None
    vendor: TextFilter | None = None
    started_on: DateFilter | None = None
    closed_on: DateFilter | None = None
    deferrals: IntFilter | None = strawberry.field(
        default=None, description="How often the decision to scale was put off; `from: 2` finds those that escalate."
    )
    and_: list["PilotFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["PilotFilter"] | None = strawberry.field(name="or", default=None)
    not_: "PilotFilter | None" = strawberry.field(name="not", default=None)


PILOT_COLUMNS = {"id": "pilot_id"}
PILOT_NOUNS = {"id": "Pilot"}


@strawberry.enum
class PilotOrderField(Enum):
    REGISTERED = "registered_seq"
    NAME = "name"
    STARTED = "started_on"
    CLOSED = "closed_on"


@strawberry.input
class PilotOrder:
    field: PilotOrderField
    direction: Direction = Direction.ASC
