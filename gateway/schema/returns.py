"""The return on investment, as it was reported and as it is known, and what explains the difference."""

from datetime import datetime
from decimal import Decimal
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.reckoned import RoiReckoned
from gateway.schema.scalars import Long
from services.engagement.contract import EngagementEntry
from services.measurement.contracts import returns
from shared.events.roi import RoiFigure, RoiFigures
from shared.projecting.as_of import Source

strawberry.enum(returns.RoiWord, name="RoiWord", description="What was done with the figures.")


@strawberry.type(description="What was published, reckoned once more from the log as it stood then.")
class RoiAsReported:
    day: int | None = strawberry.field(description="Counted from the day of going live as 0.")
    position: Long
    at: datetime
    digest: str | None = strawberry.field(description="What was recorded when it was published.")
    intact: bool = strawberry.field(description="Whether the log still gives what was published.")
    reckoned: RoiReckoned | None

    @classmethod
    def of(cls, row: returns.Reported, source: Source) -> Self:
        told, again = row.told, row.again
        return cls(
            day=told.day,
            position=Long(told.position),
            at=told.at,
            digest=told.digest,
            intact=again is not None and again.digest == told.digest,
            reckoned=RoiReckoned.of(again, source) if again else None,
        )


@strawberry.type(description="An event that came in after what was told.")
class RoiCause:
    position: Long
    event_id: strawberry.ID
    type: str
    reason: str | None
    at: datetime


@strawberry.type(description="A figure that reads otherwise than it was published.")
class RoiDifference:
    figure: RoiFigure
    before: Decimal | None = strawberry.field(description="Amounts in minor units.")
    after: Decimal | None
    because: list[RoiCause] = strawberry.field(description="The latest of those that explain it.")
    causes: Long = strawberry.field(description="How many there are.")

    @classmethod
    def of(cls, row: returns.Moved, before: RoiFigures, after: RoiFigures) -> Self:
        causes = [
            RoiCause(
                position=Long(each.seq),
                event_id=strawberry.ID(str(each.event_id)),
                type=each.type,
                reason=each.reason,
                at=each.at,
            )
            for each in row.because
        ]
        then, now = (number(row.figure, each) for each in (before, after))
        return cls(figure=row.figure, before=then, after=now, because=causes, causes=Long(row.causes))


def number(figure: RoiFigure, figures: RoiFigures) -> Decimal | None:
    found = getattr(figures, figure.value)
    return None if found is None else Decimal(found)


@strawberry.type(description="What was told of the return: computed, published or restated.")
class RoiTold:
    word: returns.RoiWord
    day: int | None
    position: Long
    at: datetime
    digest: str | None
    roi: Decimal | None
    annualised: Decimal | None
    moved: list[RoiFigure] = strawberry.field(description="What a restatement says reads otherwise.")
    because: list[Long] = strawberry.field(description="The positions of the events that explain that.")

    @classmethod
    def of(cls, row: returns.RoiReportEntry) -> Self:
        return cls(
            word=row.word,
            day=row.day,
            position=Long(row.position),
            at=row.at,
            digest=row.digest,
            roi=row.figures.roi,
            annualised=row.figures.annualised,
            moved=list(row.moved),
            because=[Long(each.position) for each in row.because],
        )


@strawberry.type(description="What the system brought beside its business case, and what it cost.")
class Roi:
    published: bool
    as_reported: RoiAsReported | None = strawberry.field(description="None before it was published.")
    as_known: RoiReckoned | None = strawberry.field(description="None before the system is live.")
    difference: list[RoiDifference] = strawberry.field(description="None of them where nothing changed since.")
    told: list[RoiTold] = strawberry.field(description="From the first to the last.")

    @classmethod
    def of(cls, row: returns.RoiAnswer, source: Source) -> Self:
        reported, known = row.reported, row.known
        before = reported.again.roi.figures if reported and reported.again else None
        return cls(
            published=reported is not None,
            as_reported=RoiAsReported.of(reported, source) if reported else None,
            as_known=RoiReckoned.of(known, source) if known else None,
            difference=[RoiDifference.of(each, before, known.roi.figures) for each in row.moved if before and known],
            told=[RoiTold.of(each) for each in row.told],
        )


@strawberry.type
class EngagementReturns:
    """What an engagement shows of what the system brought."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="The return on investment. None without a business case.")
    async def roi(self, info: Info) -> Roi | None:
        row = await info.context.load(self.source, returns.rois_of, self.row.engagement_id)
        return Roi.of(row, self.source) if row else None
