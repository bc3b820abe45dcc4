"""Interventions: what a trigger had somebody do, what came of it, and whether it helped."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.filters import DateFilter, IdFilter, OneOf, filter_of
from gateway.schema.ids import Id, global_id, uuid_of
from gateway.schema.lists import Connection, Paging, Shelf, connect
from gateway.schema.node import Node, plain, seen
from gateway.schema.orders import Direction, orders
from gateway.schema.people import Person, person_of
from gateway.schema.told import Locale, told
from gateway.schema.triggers import Trigger, trigger_of
from services.engagement.contract import EngagementEntry
from services.measurement.contracts.measuring import (
    LATEST_TRIGGERS,
    InterventionEntry,
    intervention_counts_of,
    intervention_pages_of,
    interventions_by_id,
)
from shared.events.series import Cadence
from shared.events.triggers import TriggerSeverity
from shared.projecting.as_of import Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

NOUN = "Intervention"


@strawberry.type(description="What a rule saw of a series, as `name.fact`, and its value in words.")
class SeenFact:
    name: str
    value: str

    @strawberry.field(description="What this fact is, such as the rule of a control chart that holds.")
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, LATEST_TRIGGERS.facts[self.name.partition(".")[2]], locale)


@strawberry.type(name=NOUN, description="A trigger fired, and somebody has to do something.")
class Intervention(Node):
    cadence: Cadence
    fired_in: int = strawberry.field(description="The window at whose closing it fired.")
    severity: TriggerSeverity
    reasons: list[str] = strawberry.field(description="Of what was seen, the alarms.")
    open: bool = strawberry.field(description="Until it is completed.")
    due_on: date
    triggered_at: datetime
    acknowledged_at: datetime | None
    completed_on: date | None
    outcome: str | None = strawberry.field(description="What was done, and what came of it as people say.")
    effective: bool | None = strawberry.field(
        description="Whether what is watched first is better now than when it fired; none while that is not known."
    )
    value_before: Decimal | None
    value_after: Decimal | None
    measured_in: int | None = strawberry.field(description="The window that was compared.")
    version: int = strawberry.field(description="That of its trigger.")
    row: strawberry.Private[InterventionEntry]
    source: strawberry.Private[Source]
    can = whether("Intervention")

    @classmethod
    def of(cls, row: InterventionEntry, source: Source) -> Self:
        return cls(id=global_id(NOUN, row.intervention_id), row=row, source=source, **plain(cls, row))

    @strawberry.field(description="What the rules saw when it fired.")
    def seen(self) -> list[SeenFact]:
        return [SeenFact(name=each.name, value=each.value) for each in self.row.seen]

    @strawberry.field
    async def trigger(self, info: Info) -> Trigger | None:
        return await trigger_of(info, self.source, self.row.trigger_id)

    @strawberry.field(description="Who has to do something.")
    async def owner(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.owner)

    @strawberry.field
    async def acknowledged_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.acknowledged_by)

    @strawberry.field
    async def completed_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.completed_by)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


async def intervention_of(info: Info, source: Source, intervention_id: UUID | None) -> Intervention | None:
    row = await info.context.load(source, interventions_by_id, intervention_id) if intervention_id else None
    return Intervention.of(row, source) if row else None


INTERVENTIONS = Shelf(
    name="interventions",
    row=InterventionEntry,
    key=("intervention_id",),
    since="triggered_seq",
    pages=intervention_pages_of,
    counts=intervention_counts_of,
    node=Intervention.of,
)


@strawberry.input
class InterventionFilter:
    id: IdFilter | None = None
    trigger: IdFilter | None = None
    open: bool | None = None
    severity: OneOf[TriggerSeverity] | None = None
    due_on: DateFilter | None = None
    effective: bool | None = None
    owner: IdFilter | None = None
    and_: list["InterventionFilter"] | None = strawberry.field(name="and", default=None)
    or_: list["InterventionFilter"] | None = strawberry.field(name="or", default=None)
    not_: "InterventionFilter | None" = strawberry.field(name="not", default=None)


INTERVENTION_COLUMNS = {"id": "intervention_id", "trigger": "trigger_id"}
INTERVENTION_NOUNS = {"id": NOUN, "trigger": "Trigger", "owner": "Person"}


@strawberry.enum
class InterventionOrderField(Enum):
    TRIGGERED = "triggered_seq"
    CHANGED = "changed_seq"
    DUE = "due_on"


@strawberry.input
class InterventionOrder:
    field: InterventionOrderField
    direction: Direction = Direction.ASC


@strawberry.type
class EngagementInterventions:
    """What an engagement shows of what was done."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="What its triggers had people do.")
    async def interventions(
        self,
        info: Info,
        filter_: Annotated[InterventionFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[InterventionOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Intervention]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted, parent = filter_of(filter_, INTERVENTION_NOUNS, INTERVENTION_COLUMNS), self.row.engagement_id
        order = orders(order_by)
        return await connect(info, INTERVENTIONS, self.source, paging, wanted=wanted, order=order, parent=parent)


@strawberry.type
class InterventionsQuery:
    """What can be read of interventions by their ids."""

    @strawberry.field
    async def intervention(self, info: Info, gid: Id) -> Intervention | None:
        return await intervention_of(info, seen(self), uuid_of(NOUN, gid))
