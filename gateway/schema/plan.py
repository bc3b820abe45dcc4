"""The way that is left: critical path, effort, burn-down, and why the gaps are there."""

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.gaps import Gap, gaps_named
from gateway.schema.node import plain
from gateway.schema.scalars import Long
from services.engagement.contract import (
    CauseCount,
    Day,
    Discovery,
    Effort,
    EffortLine,
    Schedule,
    Times,
    in_days,
    numbers,
)
from shared.events.gaps import Cause
from shared.projecting.as_of import Source


@strawberry.type(description="Person-days that suffice in 50 and in 80 of 100 cases.")
class EffortLeft:
    p50: Decimal
    p80: Decimal
    unestimated: int = strawberry.field(description="Gaps without an estimate: they add nothing here.")

    @classmethod
    def of(cls, row: Effort, unestimated: int) -> Self:
        return cls(p50=row.p50, p80=row.p80, unestimated=unestimated)

    @classmethod
    def told(cls, row: EffortLine) -> Self:
        return cls.of(row, row.unestimated)


@strawberry.type(description="When a gap can begin and end, and when it must, in person-days from now.")
class GapTimes:
    earliest_start: Decimal
    earliest_finish: Decimal
    latest_start: Decimal
    latest_finish: Decimal
    slack: Decimal
    critical: bool
    gap_id: strawberry.Private[UUID]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, gap_id: UUID, times: Times, critical: bool, source: Source) -> Self:  # noqa: FBT001 - a field
        return cls(
            earliest_start=in_days(times.earliest_start),
            earliest_finish=in_days(times.earliest_finish),
            latest_start=in_days(times.latest_start),
            latest_finish=in_days(times.latest_finish),
            slack=in_days(times.slack),
            critical=critical,
            gap_id=gap_id,
            source=source,
        )

    @strawberry.field
    async def gap(self, info: Info) -> Gap:
        (gap,) = await gaps_named(info, self.source, [self.gap_id])
        return gap


@strawberry.type(description="What decides how long the rest takes; finished and cancelled gaps take no part.")
class CriticalPath:
    length: Decimal = strawberry.field(description="Person-days along the longest chain of gaps.")
    row: strawberry.Private[Schedule]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: Schedule, source: Source) -> Self:
        return cls(length=in_days(row.length), row=row, source=source)

    @strawberry.field(description="The chain itself, first to last.")
    async def gaps(self, info: Info) -> list[Gap]:
        return await gaps_named(info, self.source, list(self.row.critical_path))

    @strawberry.field(description="One order in which all can be worked off, those with the least slack first.")
    def order(self) -> list[GapTimes]:
        critical = set(self.row.critical_path)
        times = self.row.times
        return [GapTimes.of(gap_id, times[gap_id], gap_id in critical, self.source) for gap_id in self.row.order]

    @strawberry.field(description="Gaps without an estimate: they count as no time at all.")
    async def unknown(self, info: Info) -> list[Gap]:
        return await gaps_named(info, self.source, list(self.row.unknown))


@strawberry.type(description="One of the tenant's days: its moves, and how the register stood at its end.")
class BurndownDay:
    day: date
    opened: int
    closed: int
    remaining: int
    resolved: int
    verified: int

    @classmethod
    def of(cls, row: Day) -> Self:
        return cls(**plain(cls, row))


@strawberry.type(name="CauseCount", description="How many gaps have this cause; cancelled ones do not count.")
class CauseShare:
    cause: Cause
    gaps: int
    blocking: int
    closed: int

    @classmethod
    def of(cls, row: CauseCount) -> Self:
        return cls(**plain(cls, row))


@strawberry.type(description="Gaps by when they were found, with the effort that they take.")
class FoundWhen:
    gaps: int
    effort: EffortLeft


@strawberry.type(description="What was really spent, set against the gaps that were found before or since going live.")
class SpentByDiscovery:
    currency: str
    before: Long = strawberry.field(description="Spent before the day of going live, in the smallest unit.")
    since: Long = strawberry.field(description="Spent from that day on, in the smallest unit.")
    per_gap_before: Decimal | None = strawberry.field(description="For each gap found before; empty: there is none.")
    per_gap_since: Decimal | None = strawberry.field(description="For each gap found since; empty: there is none.")
    multiple: Decimal | None = strawberry.field(
        description="How many times as much a gap costs that is found in production; empty: it cannot be told."
    )

    @classmethod
    def of(cls, row: numbers.SpentByDiscovery) -> Self:
        return cls(
            currency=row.currency,
            before=Long(row.before),
            since=Long(row.since),
            per_gap_before=row.per_gap_before,
            per_gap_since=row.per_gap_since,
            multiple=row.multiple,
        )


@strawberry.type(description="What was found by the pilot's close, beside what was found later.")
class CostByDiscovery:
    at_close: FoundWhen
    after_close: FoundWhen
    after_go_live: FoundWhen = strawberry.field(description="Those among the later ones that were found in production.")
    spent: list[SpentByDiscovery] = strawberry.field(description="By currency; cancelled gaps do not count.")

    @classmethod
    def of(cls, row: Discovery) -> Self:
        return cls(
            at_close=FoundWhen(gaps=row.at_close, effort=EffortLeft.told(row.at_close_effort)),
            after_close=FoundWhen(gaps=row.after_close, effort=EffortLeft.told(row.after_close_effort)),
            after_go_live=FoundWhen(gaps=row.after_go_live, effort=EffortLeft.told(row.after_go_live_effort)),
            spent=[SpentByDiscovery.of(each) for each in row.spent],
        )
