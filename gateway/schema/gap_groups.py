"""How gaps are grouped and put off: work streams, templates, deferral debt, and what was found late."""

from decimal import Decimal
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.node import plain
from gateway.schema.plan import EffortLeft
from gateway.schema.told import Locale, told
from services.engagement.contract import numbers
from shared.events.gaps import Cause, GapKind, Severity

SHARE = Decimal("0.0001")


@strawberry.type(description="What gaps and deliverables are grouped by.")
class Workstream:
    name: str
    deliverables: list[str] = strawberry.field(description="The names of those that belong to it.")
    version: int = strawberry.field(description="Of the work streams.")
    row: strawberry.Private[numbers.Workstream]

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.label, locale)


def workstreams() -> list[Workstream]:
    latest = numbers.LATEST_WORKSTREAMS
    return [
        Workstream(name=row.name, deliverables=list(row.deliverables), version=latest.version, row=row)
        for row in latest.by_name.values()
    ]


@strawberry.type(description="What a common gap starts out with.")
class GapTemplate:
    name: str
    kind: GapKind
    cause: Cause
    severity: Severity
    workstreams: list[str]
    version: int = strawberry.field(description="Of the templates.")
    row: strawberry.Private[numbers.GapTemplate]

    @classmethod
    def of(cls, row: numbers.GapTemplate) -> Self:
        return cls(version=numbers.LATEST_DEFAULTS.version, row=row, **plain(cls, row))

    @strawberry.field
    async def title(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.title, locale)

    @strawberry.field
    async def detail(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.detail, locale)


def gap_templates(kind: GapKind | None) -> list[GapTemplate]:
    templates = numbers.LATEST_DEFAULTS.templates.values()
    return [GapTemplate.of(row) for row in templates if kind in (None, row.kind)]


@strawberry.type(description="What is put off today, on the tenant's calendar.")
class DeferralDebt:
    gaps: int
    blocking: int
    effort: EffortLeft
    unestimated: int = strawberry.field(description="Gaps without an estimate: they add no effort.")
    days: int = strawberry.field(description="From the first day of each deferral to its last, added up.")
    extensions: int
    over: int = strawberry.field(description="Gaps whose deferral is over and that nobody took up again.")
    past_go_live: int = strawberry.field(description="Gaps put off beyond the day planned for go-live.")

    @classmethod
    def of(cls, row: numbers.DeferralDebt) -> Self:
        return cls(**{**plain(cls, row), "effort": EffortLeft.of(row.effort, row.unestimated)})


@strawberry.type(description="Gaps found after the register was baselined; cancelled ones do not count.")
class GapsFoundAfterClose:
    late: int
    late_blocking: int
    late_open: int
    gaps: int = strawberry.field(description="All gaps, whenever they were found.")
    share: Decimal | None = strawberry.field(description="Late ones among all, rounded at four places; empty: no gaps.")

    @classmethod
    def of(cls, row: numbers.FoundLate) -> Self:
        share = (Decimal(row.late) / Decimal(row.gaps)).quantize(SHARE) if row.gaps else None
        return cls(share=share, **plain(cls, row))
