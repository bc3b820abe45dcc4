"""Triggers: what makes people step in, as it is read; and those of an engagement."""

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.filters import IdFilter, OneOf, TextFilter, filter_of
from gateway.schema.ids import Id, global_id, uuid_of
from gateway.schema.lists import Connection, Paging, Shelf, connect
from gateway.schema.measured_series import Series, series_of
from gateway.schema.node import Node, plain, seen
from gateway.schema.orders import Direction, orders
from gateway.schema.people import Person, person_of
from services.engagement.contract import EngagementEntry
from services.measurement.contracts.measuring import (
    TriggerEntry,
    trigger_counts_of,
    trigger_pages_of,
    triggers_by_id,
)
from shared.events.series import Cadence
from shared.events.triggers import TriggerSeverity, Watched
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

NOUN = "Trigger"
strawberry.enum(TriggerSeverity, description="How bad it is when a trigger fires.")


@strawberry.type(description="A series, and what the trigger's rules call it.")
class WatchedSeries:
    name: str
    row: strawberry.Private[Watched]
    source: strawberry.Private[Source]

    @strawberry.field
    async def series(self, info: Info) -> Series | None:
        return await series_of(info, self.source, self.row.series_id)


@strawberry.input(description="A series of the engagement, and what the rules call it.")
class WatchedInput:
    name: str
    series_id: strawberry.ID


@strawberry.type(name=NOUN, description="If this is seen when a window closes, somebody has to do something.")
class Trigger(Node):
    name: str
    expression: str = strawberry.field(description="The rule, in CEL; decimals are told in millionths.")
    clears: str | None = strawberry.field(
        description="The rule by which it may fire again; none: once `expression` holds no more."
    )
    consecutive: int = strawberry.field(description="In how many windows in a row the rule holds before it fires.")
    cadence: Cadence
    severity: TriggerSeverity
    playbook: str = strawberry.field(description="What to do.")
    due_in_days: int
    template: str | None = strawberry.field(description="One of `triggerTemplates`, or none.")
    firing: bool = strawberry.field(description="It fired in `crossedIn` and has not cleared since.")
    crossed_in: int | None = strawberry.field(description="The window in which it last fired or cleared.")
    fired: int = strawberry.field(description="How often.")
    retired: str | None = strawberry.field(description="Why it did; it is judged no more.")
    defined_at: datetime
    version: int
    row: strawberry.Private[TriggerEntry]
    source: strawberry.Private[Source]
    can = whether("Trigger")

    @classmethod
    def of(cls, row: TriggerEntry, source: Source) -> Self:
        return cls(id=global_id(NOUN, row.trigger_id), row=row, source=source, **plain(cls, row))

    @strawberry.field(description="What its rules are about; what came of an intervention is seen by the first.")
    def watches(self) -> list[WatchedSeries]:
        return [WatchedSeries(name=each.name, row=each, source=self.source) for each in self.row.watches]

    @strawberry.field(description="Who has to do something when it fires.")
    async def owner(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.owner)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


async def trigger_of(info: Info, source: Source, trigger_id: UUID | None) -> Trigger | None:
    row = await info.context.load(source, triggers_by_id, trigger_id) if trigger_id else None
    return Trigger.of(row, source) if row else None


TRIGGERS = Shelf(
    name="triggers",
    row=TriggerEntry,
    key=("trigger_id",),
    since="defined_seq",
    pages=trigger_pages_of,
    counts=trigger_counts_of,
    node=Trigger.of,
)


@strawberry.input
class TriggerFilter:
    id: IdFilter | None = None
    name: TextFilter | None = None
    cadence: OneOf[Cadence] | None = None
    severity: OneOf[TriggerSeverity] | None = None
    template: TextFilter | None = None
    firing: bool | None = None
    owner: IdFilter | None = None
    and_: list["TriggerFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["TriggerFilter"] | None = strawberry.field(name="or", default=None)
    not_: "TriggerFilter | None" = strawberry.field(name="not", default=None)


TRIGGER_COLUMNS = {"id": "trigger_id"}
TRIGGER_NOUNS = {"id": NOUN, "owner": "Person"}


@strawberry.enum
class TriggerOrderField(Enum):
    DEFINED = "defined_seq"
    CHANGED = "changed_seq"
    NAME = "name"


@strawberry.input
class TriggerOrder:
    field: TriggerOrderField
    direction: Direction = Direction.ASC


@strawberry.type
class EngagementTriggers:
    """What an engagement shows of what makes people step in."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="What makes people step in: laid down before the system is live.")
    async def triggers(
        self,
        info: Info,
        filter_: Annotated[TriggerFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[TriggerOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Trigger]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, TRIGGER_NOUNS, TRIGGER_COLUMNS)
        parent = self.row.engagement_id
        return await connect(info, TRIGGERS, self.source, paging, wanted=wanted, order=orders(order_by), parent=parent)


@strawberry.type
class TriggersQuery:
    """What can be read of triggers by their ids."""

    @strawberry.field
    async def trigger(self, info: Info, gid: Id) -> Trigger | None:
        return await trigger_of(info, seen(self), uuid_of(NOUN, gid))
