"""Adoption reports: made again from the log whenever they are read, and checked against what was published."""

import asyncio
from base64 import b64encode
from collections.abc import Callable
from typing import Annotated, TypeVar
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.reports.links import Leading, report_address
from gateway.schema.adoption import GoLiveDashboard, dashboard_of
from gateway.schema.made_reports import MadeReport, made_at, text_of
from gateway.schema.scalars import Long
from gateway.schema.told import Locale
from services.engagement.contract import EngagementEntry
from services.measurement.contracts import reports
from services.measurement.contracts.reports import AdoptionAsk, PublishedReport
from shared.projecting.as_of import LIVE, AtSeq, Source

Made = TypeVar("Made")
Report = TypeVar("Report")


@strawberry.type(name="AdoptionReport", description="The first days in production as they read at one position.")
class Adoption(MadeReport):
    day: int = strawberry.field(description="Counted from the one of going live as 0; 90 once all windows closed.")
    published_digest: str | None = strawberry.field(description="What was published at this position.")
    intact: bool | None = strawberry.field(description="Whether the log still gives what was published.")
    report: strawberry.Private[reports.AdoptionReport]
    until: strawberry.Private[int | None]

    @strawberry.field(description="One self-contained page, with names as the directory knows them; no script.")
    async def html(self, info: Info, locale: Locale | None = None) -> str:
        return await named(info, self.report, reports.people, reports.page, locale)

    @strawberry.field(description="The same as a PDF, in base64.")
    async def pdf(self, info: Info, locale: Locale | None = None) -> str:
        return b64encode(await named(info, self.report, reports.people, reports.pdf, locale)).decode()

    @strawberry.field(description="Where a browser saves it from for a few minutes, from the gateway's root on.")
    async def links(self, info: Info) -> "ReportLinks":
        of = self.report.engagement_id
        return await links_to(
            info, Leading(engagement_id=of, name="adoption", position=self.position, until=self.until)
        )


@strawberry.type(description="Whoever holds one reads the report, for minutes, while who asked for it may.")
class ReportLinks:
    html: str
    pdf: str
    json: str


async def links_to(info: Info, to: Leading) -> ReportLinks:
    return ReportLinks(
        html=await report_address(info.context, to, "html"),
        pdf=await report_address(info.context, to, "pdf"),
        json=await report_address(info.context, to, "json"),
    )


@strawberry.type(description="What was published, and what is known now.")
class AdoptionReports:
    engagement_id: strawberry.Private[UUID]
    day: strawberry.Private[int | None]
    source: strawberry.Private[Source]

    @strawberry.field(description="The one that was published last, as the log stood then.")
    async def as_reported(self, info: Info) -> Adoption | None:
        published = await info.context.load(self.source, reports.published_reports_of, self.engagement_id)
        return await reported(info, self.engagement_id, published[-1]) if published else None

    @strawberry.field(description="With all that came in since, up to `day` where that is given; none in a fork.")
    async def as_known(self, info: Info) -> Adoption | None:
        position = await shown_at(info, self.source)
        return None if position is None else await made(info, self.engagement_id, position, until=self.day)


@strawberry.type
class EngagementAdoption:
    """What an engagement shows of its first ninety days in production."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="Each series beside its plan, and the interventions that are not over.")
    async def go_live_dashboard(self, info: Info) -> GoLiveDashboard | None:
        return await dashboard_of(info, self.source, self.row.engagement_id)

    @strawberry.field(description="The adoption report: published by itself once the ninety days are over.")
    def adoption_report(
        self,
        day: Annotated[int | None, strawberry.argument(description="Only what was up to this day, from 0.")] = None,
    ) -> AdoptionReports:
        until = None if day is None else max(0, day)
        return AdoptionReports(engagement_id=self.row.engagement_id, day=until, source=self.source)


async def shown_at(info: Info, source: Source) -> int | None:
    """Up to which event the source shows everything; None where it shows what never was."""
    if isinstance(source, AtSeq):
        return source.seq
    if source != LIVE:
        return None
    tenant = (await info.context.identity()).tenant
    return (await info.context.backends.measurement.position(tenant)).seq


async def reported(info: Info, engagement_id: UUID, published: PublishedReport) -> Adoption | None:
    return await made(info, engagement_id, published.position, published=published.digest)


async def made(
    info: Info, engagement_id: UUID, position: int, *, until: int | None = None, published: str | None = None
) -> Adoption | None:
    """None where the system was not live then."""
    at = await made_at(info, position)
    ask = AdoptionAsk(engagement_id=engagement_id, position=position, at=at, until=until)
    report = await info.context.load(AtSeq(seq=position), reports.adoption_reports, ask)
    if report is None:
        return None
    text, found = await text_of(info, ask, reports.canonical, report)
    return Adoption(
        day=report.day,
        position=Long(position),
        made_at=at,
        digest=found,
        published_digest=published,
        intact=None if published is None else published == found,
        report=report,
        text=text,
        until=until,
    )


async def named(
    info: Info,
    report: Report,
    people: Callable[[Report], frozenset[UUID]],
    make: Callable[[Report, dict[UUID, str], Locale | None], Made],
    locale: Locale | None,
) -> Made:
    """With the names that the directory knows now."""
    found = await asyncio.gather(*map(info.context.name_of, sorted(people(report))))
    names = {name.person: name.name for name in found if name is not None}
    return await asyncio.to_thread(make, report, names, locale)
