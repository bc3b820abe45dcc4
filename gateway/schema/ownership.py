"""Who answers for a system once it runs: its owner, their obligations, the escalation path, the reviews."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.filters import DateFilter, IdFilter, filtering
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.moments import moment_of
from gateway.schema.node import plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from services.engagement.contracts.ownership import (
    OwnershipBlocker,
    OwnershipLine,
    ReviewEntry,
    ReviewStatus,
    days_of,
    level_reached,
    ownerships_of,
    review_counts_of,
    review_pages_of,
    review_status,
)
from shared.events.ownership import CycleUnit, EscalationLevel, Party
from shared.projecting.as_of import Source

strawberry.enum(Party, description="The three sides that work on an engagement.")
strawberry.enum(CycleUnit)
strawberry.enum(OwnershipBlocker, description="What is missing before anybody answers for the system.")
strawberry.enum(ReviewStatus, description="Overdue follows from the day; missed is on record, and was escalated.")


@strawberry.type(name="ReviewCycle", description="How often the system is reviewed.")
class Cycle:
    every: int
    unit: CycleUnit


@strawberry.type(description="What the system's owner accepted.")
class Obligations:
    items: list[str]
    review_cycle: Cycle
    accepted_on: date
    in_force: bool = strawberry.field(description="Whoever accepted them still owns the system.")
    row: strawberry.Private[OwnershipLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, line: OwnershipLine, source: Source) -> Self | None:
        entry = line.entry
        if entry.cycle is None or entry.accepted_on is None:
            return None
        return cls(
            items=list(entry.obligations),
            review_cycle=Cycle(every=entry.cycle.every, unit=entry.cycle.unit),
            accepted_on=entry.accepted_on,
            in_force=line.in_force,
            row=line,
            source=source,
        )

    @strawberry.field
    async def accepted_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.entry.accepted_by)


@strawberry.type(name="EscalationLevel", description="Who is asked, and how long before the next level is.")
class Level:
    hours: int
    row: strawberry.Private[EscalationLevel]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: EscalationLevel, source: Source) -> Self:
        return cls(hours=row.hours, row=row, source=source)

    @strawberry.field
    async def person(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.person)


@strawberry.type(description="Who answers for the system once it runs.")
class Ownership:
    vacated_at: datetime | None = strawberry.field(description="When the last owner left, if nobody followed.")
    vacated_reason: str | None
    blockers: list[OwnershipBlocker]
    version: int
    row: strawberry.Private[OwnershipLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, line: OwnershipLine, source: Source) -> Self:
        return cls(blockers=list(line.blockers), row=line, source=source, **plain(cls, line.entry))

    @strawberry.field
    async def system_owner(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.entry.system_owner)

    @strawberry.field(description="The last owner, if nobody followed.")
    async def former_owner(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.entry.former_owner)

    @strawberry.field(description="As they were last accepted.")
    def obligations(self) -> Obligations | None:
        return Obligations.of(self.row, self.source)

    @strawberry.field(description="First level first.")
    def escalation_path(self) -> list[Level]:
        return [Level.of(level, self.source) for level in self.row.entry.escalation]


@strawberry.type(description="A review of the running system, due by the cycle that its owner accepted.")
class Review:
    id: strawberry.ID
    due: date
    held_on: date | None
    held_at: datetime | None = strawberry.field(description="When that was reported.")
    summary: str | None
    missed_at: datetime | None = strawberry.field(description="When it was put on record that it was missed.")
    row: strawberry.Private[ReviewEntry]
    source: strawberry.Private[Source]
    can = whether("Review")

    @classmethod
    def of(cls, row: ReviewEntry, source: Source) -> Self:
        return cls(id=global_id("Review", row.review_id), row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def status(self, info: Info) -> ReviewStatus:
        row = self.row
        today = await info.context.load(self.source, days_of, await moment_of(info, self.source))
        return review_status(row.due, today, held=row.held_on is not None, missed=row.missed_at is not None)

    @strawberry.field(description="Whom a missed review has reached by now; nobody once it is held.")
    async def escalated_to(self, info: Info) -> Level | None:
        row = self.row
        if row.missed_at is None or row.held_on is not None:
            return None
        at = await moment_of(info, self.source)
        return Level.of(level_reached(row.escalation, row.missed_at, at), self.source)


@filtering
class ReviewFilter:
    id: IdFilter | None = None
    due: DateFilter | None = None
    held_on: DateFilter | None = strawberry.field(default=None, description="`missing: true`: not held yet.")


REVIEWS = Shelf(
    name="reviews",
    row=ReviewEntry,
    key=("review_id",),
    since="scheduled_seq",
    pages=review_pages_of,
    counts=review_counts_of,
    node=Review.of,
    filter=ReviewFilter,
    order=ordering("Review", SCHEDULED="scheduled_seq", DUE="due", HELD="held_on"),
    columns={"id": "review_id"},
    nouns={"id": "Review"},
)


async def ownership_of(info: Info, source: Source, engagement_id: UUID) -> Ownership | None:
    line = await info.context.load(source, ownerships_of, engagement_id)
    return Ownership.of(line, source) if line else None
