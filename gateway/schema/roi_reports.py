"""The report on the return, made from the log whenever it is read."""

from base64 import b64encode

import strawberry

from gateway.context import Info
from gateway.reports.links import Leading
from gateway.schema.adoption_reports import ReportLinks, links_to, named, shown_at
from gateway.schema.made_reports import MadeReport, made_at, text_of
from gateway.schema.scalars import Long
from services.engagement.contract import EngagementEntry
from services.measurement.contracts import reports
from services.measurement.contracts.reports import RoiAsk
from shared.events.tenants import Locale
from shared.projecting.as_of import AtSeq, Source


@strawberry.type(description="The return as it is known at one position, beside what was published and what moved it.")
class RoiReport(MadeReport):
    report: strawberry.Private[reports.RoiReport]

    @strawberry.field(description="One self-contained page, with names as the directory knows them; no script.")
    async def html(self, info: Info, locale: Locale | None = None) -> str:
        return await named(info, self.report, reports.roi_people, reports.roi_page, locale)

    @strawberry.field(description="The same as a PDF, in base64.")
    async def pdf(self, info: Info, locale: Locale | None = None) -> str:
        return b64encode(await named(info, self.report, reports.roi_people, reports.roi_pdf, locale)).decode()

    @strawberry.field(description="Where a browser saves it from for a few minutes, from the gateway's root on.")
    async def links(self, info: Info) -> ReportLinks:
        return await links_to(
            info, Leading(engagement_id=self.report.engagement_id, name="roi", position=self.position)
        )


@strawberry.type
class EngagementRoiReport:
    """What an engagement shows of the return, to be read by people."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(
        description="The report on the return. None without a business case, before the system is live and in a fork."
    )
    async def roi_report(self, info: Info) -> RoiReport | None:
        position = await shown_at(info, self.source)
        if position is None:
            return None
        at = await made_at(info, position)
        ask = RoiAsk(engagement_id=self.row.engagement_id, position=position, at=at)
        report = await info.context.load(AtSeq(seq=position), reports.roi_reports, ask)
        if report is None:
            return None
        text, digest = await text_of(info, ask, reports.roi_canonical, report)
        return RoiReport(position=Long(position), made_at=at, digest=digest, report=report, text=text)
