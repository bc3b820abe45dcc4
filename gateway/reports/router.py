"""The endpoint: a report as a page, a PDF or canonical JSON, for whoever may read the engagement.

Without a position it is the one that was published last or, where none was, what is known now.
"""

import asyncio
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from gateway.consistency import ViewsBehind
from gateway.context import Backends
from gateway.gates.router import answering, context_of, engagement_of, readable_by
from gateway.links import LinkExpired
from gateway.masking import Expected
from gateway.reports.links import ReportLinks
from services.measurement.contracts import reports
from services.measurement.contracts.reports import AdoptionAsk, AdoptionReport
from shared.authority.grants import Readable
from shared.kernel.record import record
from shared.projecting.as_of import LIVE
from shared.projecting.positions import Reached

FORMS: Final = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}
AT_ONCE: Final = 2
"""So many reports are made at the same time; further ones wait."""
OUT = {
    "cache-control": "private, no-store",
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class ReportUnknown(Expected):
    """There is no such report: there are adoption.html, adoption.pdf and adoption.json of a system that is live."""

    status = 404


@record
class Wanted:
    tenant: UUID
    readable: Readable
    engagement_id: UUID
    position: int | None
    form: str


def reports_router(backends: Backends) -> APIRouter:
    making = asyncio.Semaphore(AT_ONCE)

    async def get(
        request: Request, engagement: str, form: str, position: int | None = None, link: str = ""
    ) -> Response:
        async def work() -> Response:
            if form not in FORMS:
                raise ReportUnknown
            wanted = (
                await linked(backends, engagement, form, link)
                if link
                else await asked(backends, request, (engagement, form), position)
            )
            async with making:
                return await file(backends, wanted)

        return await answering(work())

    router = APIRouter()
    router.add_api_route("/reports/{engagement}/adoption.{form}", get, methods=["GET"])
    return router


async def asked(backends: Backends, request: Request, named: tuple[str, str], position: int | None) -> Wanted:
    context = context_of(backends, request)
    engagement, form = named
    tenant, engagement_id = await readable_by(context, engagement)
    readable = await context.readable()
    return Wanted(tenant=tenant, readable=readable, engagement_id=engagement_id, position=position, form=form)


async def linked(backends: Backends, engagement: str, form: str, link: str) -> Wanted:
    links = ReportLinks(key=backends.cursor_key, now=backends.now)
    found = links.opened(engagement_of(engagement), form, link)
    readable = await backends.engagement.readable(found.tenant, found.person, found.home)
    if readable is None or not readable.includes(found.engagement_id):
        raise LinkExpired
    return Wanted(
        tenant=found.tenant,
        readable=readable,
        engagement_id=found.engagement_id,
        position=found.position,
        form=form,
    )


async def file(backends: Backends, wanted: Wanted) -> Response:
    report = await report_of(backends, wanted)
    if report is None:
        raise ReportUnknown
    names = await backends.directory.names(wanted.tenant, sorted(reports.people(report)))
    known = {name.person: name.name for name in names if name is not None}
    content = await asyncio.to_thread(content_of, report, known, wanted.form)
    name = f"adoption-{report.engagement_id}-day-{report.day}.{wanted.form}"
    disposition = "inline" if wanted.form == "html" else "attachment"
    headers = {**OUT, "content-disposition": f'{disposition}; filename="{name}"'}
    return Response(content, media_type=FORMS[wanted.form], headers=headers)


def content_of(report: AdoptionReport, names: dict[UUID, str], form: str) -> bytes:
    if form == "json":
        return reports.canonical(report)
    return reports.pdf(report, names) if form == "pdf" else reports.page(report, names).encode()


async def report_of(backends: Backends, wanted: Wanted) -> AdoptionReport | None:
    measurement, ledger, ids = backends.measurement, backends.ledger, [wanted.engagement_id]
    position = wanted.position
    if position is None:
        (published,) = await measurement.ask(wanted.tenant, wanted.readable, LIVE, reports.published_reports_of, ids)
        shown = await measurement.position(wanted.tenant)
        position = published[-1].position if published else shown.seq
    at = await ledger.recorded_at(wanted.tenant, position)
    if at is None:
        raise ReportUnknown
    if await measurement.reached(wanted.tenant, position, backends.tokens.wait) is Reached.TIMED_OUT:
        raise ViewsBehind
    ask = AdoptionAsk(engagement_id=wanted.engagement_id, position=position, at=at)
    (report,) = await measurement.ask(wanted.tenant, wanted.readable, LIVE, reports.adoption_reports, [ask])
    return report
