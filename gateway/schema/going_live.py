"""Going live: what is planned, what blocks it, when it happened; and the scope that goes live."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.blockers import GoLiveBlocker
from gateway.schema.ids import global_id
from gateway.schema.moments import moment_of
from gateway.schema.node import plain
from gateway.schema.outcomes import Outcome, outcome_of
from gateway.schema.people import Person, person_of
from services.engagement.contract import EngagementEntry
from services.engagement.contracts.going_live import (
    GoLiveEntry,
    ScopeEntry,
    ViolationEntry,
    blockers_of,
    earliest_after,
    go_lives_of,
    scopes_of,
)
from shared.projecting.as_of import Source


@strawberry.type(name="EngagementScope", description="What goes to production, and for whom.")
class Scope:
    in_scope: list[str]
    out_of_scope: list[str]
    target_users: list[str]
    sites: list[str] = strawberry.field(description="Sites or regions.")
    defined_at: datetime
    version: int
    row: strawberry.Private[ScopeEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: ScopeEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def defined_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.defined_by)


@strawberry.type(description="The day that is planned comes too soon after the launch of the change programme.")
class LeadTimeViolation:
    planned_on: date
    launched_on: date
    earliest: date

    @classmethod
    def of(cls, row: ViolationEntry) -> Self:
        return cls(**plain(cls, row))


async def open_blockers_of(info: Info, source: Source, engagement_id: UUID) -> list[GoLiveBlocker]:
    rows = await info.context.load(source, blockers_of, engagement_id, await moment_of(info, source))
    return [*map(GoLiveBlocker.of, rows)]


@strawberry.type(description="Going live, planned and done.")
class GoLive:
    rescheduled: int = strawberry.field(description="How often the day was moved.")
    reason: str | None = strawberry.field(description="Why it last was.")
    went_live_on: date | None = strawberry.field(description="Day 0, in the tenant's time.")
    went_live_at: datetime | None
    version: int
    row: strawberry.Private[GoLiveEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: GoLiveEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field(description="The day; that it passes changes nothing else.")
    def planned(self) -> date | None:
        return self.row.planned_on

    @strawberry.field(description="The first day that keeps the lead time of the change programme, once launched.")
    def earliest_possible(self) -> date | None:
        return earliest_after(self.row.launched_on, self.row.change_policy)

    @strawberry.field(description="As it was found when the day was planned.")
    def lead_time_violation(self) -> LeadTimeViolation | None:
        return LeadTimeViolation.of(self.row.violation) if self.row.violation else None

    @strawberry.field(description="All that would refuse it today; nothing once it is done.")
    async def blockers(self, info: Info) -> list[GoLiveBlocker]:
        return await open_blockers_of(info, self.source, self.row.engagement_id)

    @strawberry.field(description="What runs.")
    def release_id(self) -> strawberry.ID | None:
        return global_id("Release", self.row.release_id) if self.row.release_id else None

    @strawberry.field(description="The decision at the fourth gate that let it pass.")
    def decision_id(self) -> strawberry.ID | None:
        return global_id("GateDecision", self.row.decision_id) if self.row.decision_id else None

    @strawberry.field(description="Whoever owned the system and accepted the hand-over.")
    async def taken_over_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.taken_over_by)

    @strawberry.field
    def taken_over_on(self) -> date | None:
        return self.row.taken_over_on

    @strawberry.field(description="The day after going live up to which adoption is reported on.")
    def reported_day(self) -> int | None:
        return self.row.reported_day


@strawberry.type
class EngagementGoingLive:
    """What an engagement shows of its scope, its way to going live, and its end."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="None before it is defined, which is before the second stage.")
    async def scope(self, info: Info) -> Scope | None:
        row = await info.context.load(self.source, scopes_of, self.row.engagement_id)
        return Scope.of(row, self.source) if row else None

    @strawberry.field
    async def go_live(self, info: Info) -> GoLive | None:
        row = await info.context.load(self.source, go_lives_of, self.row.engagement_id)
        return GoLive.of(row, self.source) if row else None

    @strawberry.field(description="All that would refuse going live today, in one list.")
    async def open_blockers(self, info: Info) -> list[GoLiveBlocker]:
        return await open_blockers_of(info, self.source, self.row.engagement_id)

    @strawberry.field(description="Where it stands and, where it ended, why.")
    async def outcome(self, info: Info) -> Outcome | None:
        return await outcome_of(info, self.source, self.row.engagement_id)
