"""Where the time between a pilot's close and its go-live went."""

from datetime import datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.data_sources import DataAccess, data_access_of
from gateway.schema.gaps import Gap, gap_of
from gateway.schema.node import plain
from gateway.schema.scalars import Long
from gateway.schema.told import Locale, told
from services.engagement.contract import numbers
from services.engagement.contracts import lead_times
from shared.events.stages import Stage
from shared.projecting.as_of import Source

strawberry.enum(
    numbers.Matter,
    name="LeadTimeMatter",
    description="What an instant went into; each that is no work is a hand-off that was waited for.",
)
strawberry.enum(numbers.Kind, name="LeadTimeKind")
strawberry.enum(numbers.Hand, name="LeadTimeHand", description="In whose hands it lay.")

A_DAY = Decimal(86_400_000_000)
CENT = Decimal("0.01")


def in_days(microseconds: int) -> Decimal:
    return (Decimal(microseconds) / A_DAY).quantize(CENT)


@strawberry.type(description="A length of time: exact in microseconds, and in days rounded to two places.")
class Duration:
    microseconds: Long
    days: Decimal

    @classmethod
    def of(cls, microseconds: int) -> Self:
        return cls(microseconds=Long(microseconds), days=in_days(microseconds))


@strawberry.type(description="Time in all, of which somebody worked in one part and the other was waited through.")
class SplitTime:
    total: Duration
    work: Duration
    wait: Duration

    @classmethod
    def of(cls, row: numbers.Time) -> Self:
        return cls(total=Duration.of(row.total), work=Duration.of(row.work), wait=Duration.of(row.wait))


@strawberry.type
class StageTime:
    stage: Stage | None = strawberry.field(description="Empty: before the first stage was entered.")
    time: SplitTime


@strawberry.type(description="What it went into, with the hand that it lay in.")
class MatterTime:
    matter: numbers.Matter
    kind: numbers.Kind
    hand: numbers.Hand
    time: SplitTime
    policy: strawberry.Private[int]

    @classmethod
    def of(cls, matter: numbers.Matter, time: numbers.Time, policy: int) -> Self:
        meaning = numbers.POLICIES[policy].meanings[matter]
        return cls(matter=matter, kind=meaning.kind, hand=meaning.hand, time=SplitTime.of(time), policy=policy)

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, numbers.POLICIES[self.policy].meanings[self.matter].label, locale)


@strawberry.type
class HandTime:
    hand: numbers.Hand
    time: SplitTime


@strawberry.type
class CriterionTime:
    criterion: str | None = strawberry.field(description="As `framework/code`.")
    time: SplitTime


@strawberry.type(
    description="Time that went into one gap, one access, one deliverable, one gate, or into none of them."
)
class SubjectTime:
    stage: Stage | None = strawberry.field(description="Of a deliverable, or the stage whose gate was waited at.")
    deliverable: str | None
    time: SplitTime
    subject: strawberry.Private[numbers.Subject]
    source: strawberry.Private[Source]

    @strawberry.field
    async def gap(self, info: Info) -> Gap | None:
        return await gap_of(info, self.source, self.subject.gap)

    @strawberry.field
    async def access(self, info: Info) -> DataAccess | None:
        access = self.subject.access
        return await data_access_of(info, self.source, access) if access else None


@strawberry.type(description="What is going on or waited for at the end of the time, be it counted then or not.")
class OpenMatter:
    matter: numbers.Matter
    hand: numbers.Hand
    number: int
    since: datetime = strawberry.field(description="The longest.")

    @classmethod
    def of(cls, row: numbers.Open, policy: int) -> Self:
        return cls(hand=numbers.POLICIES[policy].meanings[row.matter].hand, **plain(cls, row))


@strawberry.type(description="From the day on which the pilot closed to the day on which it went live, or until now.")
class LeadTime:
    begun_at: datetime
    ended_at: datetime
    live: bool
    policy: int = strawberry.field(description="The version of the order in which one matter comes before another.")
    row: strawberry.Private[numbers.LeadTime]
    source: strawberry.Private[Source]
    engagement_id: strawberry.Private[UUID]

    @classmethod
    def of(cls, row: numbers.LeadTime, source: Source, engagement_id: UUID) -> Self:
        return cls(row=row, source=source, engagement_id=engagement_id, **plain(cls, row))

    @strawberry.field
    def total(self) -> SplitTime:
        return SplitTime.of(self.row.total)

    @strawberry.field(description="Adds up to the total.")
    def by_stage(self) -> list[StageTime]:
        return [StageTime(stage=part.stage, time=SplitTime.of(part.time)) for part in self.row.by_stage]

    @strawberry.field(description="Adds up to the total; in the order of precedence.")
    def by_matter(self) -> list[MatterTime]:
        return [MatterTime.of(part.matter, part.time, self.policy) for part in self.row.by_matter]

    @strawberry.field(description="Adds up to the total.")
    def by_hand(self) -> list[HandTime]:
        return [HandTime(hand=part.hand, time=SplitTime.of(part.time)) for part in self.row.by_hand]

    @strawberry.field(
        description="Adds up to the total; longest first, and last what served no criterion in particular. "
        "A gap serves the criterion of the difference that it came of."
    )
    async def by_criterion(self, info: Info) -> list[CriterionTime]:
        gaps = await info.context.load(self.source, lead_times.criteria_of_gaps, self.engagement_id)
        parts = lead_times.by_criterion(self.row.by_subject, gaps)
        return [CriterionTime(criterion=part.criterion, time=SplitTime.of(part.time)) for part in parts]

    @strawberry.field(description="What took longest, longest first; with `rest` it adds up to the total.")
    def longest(self) -> list[SubjectTime]:
        return [
            SubjectTime(
                stage=part.subject.stage,
                deliverable=part.subject.deliverable,
                time=SplitTime.of(part.time),
                subject=part.subject,
                source=self.source,
            )
            for part in self.row.longest
        ]

    @strawberry.field(description="What all else took.")
    def rest(self) -> SplitTime:
        return SplitTime.of(self.row.rest)

    @strawberry.field(description="Nothing once it is live.")
    def waiting_on(self, hand: numbers.Hand | None = None) -> list[OpenMatter]:
        found = [OpenMatter.of(each, self.policy) for each in self.row.waiting_on]
        return [each for each in found if hand in (None, each.hand)]


@strawberry.type(description="The smallest lead time that so many percent of what is live took at most.")
class LeadTimePercentile:
    percent: int
    duration: Duration


@strawberry.type(description="How long it usually takes from a pilot's close to production.")
class UsualLeadTime:
    months: int
    version: int = strawberry.field(description="Of the benchmarks.")

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, numbers.LATEST_BENCHMARKS.lead_time.label, locale)


@strawberry.type(description="The lead times of all engagements.")
class PortfolioLeadTime:
    live: int = strawberry.field(description="Engagements that went live: the percentiles are theirs.")
    under_way: int = strawberry.field(description="The others, but for those that were stopped.")
    percentiles: list[LeadTimePercentile]
    usual: UsualLeadTime

    @classmethod
    def of(cls, row: numbers.PortfolioLeadTime) -> Self:
        benchmarks = numbers.LATEST_BENCHMARKS
        return cls(
            live=row.live,
            under_way=row.under_way,
            percentiles=[
                LeadTimePercentile(percent=each.percent, duration=Duration.of(each.microseconds))
                for each in row.percentiles
            ],
            usual=UsualLeadTime(months=benchmarks.lead_time.months, version=benchmarks.version),
        )
