"""The seven dimensions: how the pilot ran beside what production requires."""

from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.gaps import Gap, gap_of
from gateway.schema.node import plain
from gateway.schema.told import Locale, told
from services.engagement.contract import AspectLine, Difference, DimensionLine
from shared.events.dimensions import Dimension
from shared.events.gaps import Cause, GapKind, Severity
from shared.projecting.as_of import Source


@strawberry.type(description="Where the pilot falls short of what production requires: the gap that this proposes.")
class GapProposal:
    title: str
    kind: GapKind
    cause: Cause
    severity: Severity

    @classmethod
    async def of(cls, info: Info, row: Difference, locale: Locale | None) -> Self:
        title = await told(info, row.title, locale)
        return cls(title=title, kind=row.kind, cause=row.cause, severity=row.severity)


@strawberry.type(description="One aspect of a dimension: the name of a level, or a count in digits.")
class DimensionAspect:
    name: str
    pilot: str | None
    required: str | None
    current: str | None = strawberry.field(description="What is required, once the gap for it is verified.")
    dismissed: str | None = strawberry.field(description="Why the difference needs no gap.")
    row: strawberry.Private[AspectLine]
    source: strawberry.Private[Source]

    @strawberry.field
    async def proposal(self, info: Info, locale: Locale | None = None) -> GapProposal | None:
        return await GapProposal.of(info, self.row.difference, locale) if self.row.difference else None

    @strawberry.field
    async def gap(self, info: Info) -> Gap | None:
        return await gap_of(info, self.source, self.row.gap_id)


@strawberry.type(name="Dimension")
class DimensionState:
    dimension: Dimension
    pilot_note: str | None
    production_note: str | None
    version: int
    row: strawberry.Private[DimensionLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: DimensionLine, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    def aspects(self) -> list[DimensionAspect]:
        lines = self.row.aspects
        return [DimensionAspect(row=line, source=self.source, **plain(DimensionAspect, line)) for line in lines]
