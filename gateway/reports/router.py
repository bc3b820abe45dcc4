"""The endpoint: a report as a page, a PDF or canonical JSON, for whoever may read the engagement."""

import asyncio
from typing import Final

from fastapi import APIRouter, Request, Response

from gateway.context import Backends
from gateway.gates.router import answering, context_of, engagement_of, readable_by
from gateway.links import still_readable
from gateway.reports.files import File, ReportUnknown, Wanted, file_of
from gateway.reports.links import ReportLinks
from shared.kernel.record import record

FORMS: Final = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}
AT_ONCE: Final = 2
"""So many reports are made at the same time; further ones wait."""
OUT = {
    "cache-control": "private, no-store",
    "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


@record
class Named:
    """As the address names it: at a position of the log, and up to a day."""

    engagement: str
    name: str
    form: str
    position: int | None
    day: int | None


def reports_router(backends: Backends) -> APIRouter:
    making = asyncio.Semaphore(AT_ONCE)

    async def get(
        request: Request,
        engagement: str,
        name: str,
        form: str,
        position: int | None = None,
        day: int | None = None,
        link: str = "",
    ) -> Response:
        named = Named(engagement=engagement, name=name, form=form, position=position, day=day)

        async def work() -> Response:
            if form not in FORMS:
                raise ReportUnknown
            wanted = await linked(backends, named, link) if link else await asked(backends, request, named)
            async with making:
                return answer(form, await file_of(backends, wanted))

        return await answering(work())

    router = APIRouter()
    router.add_api_route("/reports/{engagement}/{name}.{form}", get, methods=["GET"])
    return router


async def asked(backends: Backends, request: Request, named: Named) -> Wanted:
    context = context_of(backends, request)
    tenant, engagement_id = await readable_by(context, named.engagement)
    return Wanted(
        tenant=tenant,
        readable=await context.readable(),
        engagement_id=engagement_id,
        name=named.name,
        position=named.position,
        until=None if named.day is None else max(0, named.day),
        form=named.form,
    )


async def linked(backends: Backends, named: Named, link: str) -> Wanted:
    links = ReportLinks(key=backends.cursor_key, now=backends.now)
    by, to = links.opened(engagement_of(named.engagement), named.name, named.form, link)
    return Wanted(
        tenant=by.tenant,
        readable=await still_readable(backends.engagement.readable, by),
        engagement_id=to.engagement_id,
        name=to.name,
        position=to.position,
        until=to.until,
        form=named.form,
    )


def answer(form: str, file: File) -> Response:
    disposition = "inline" if form == "html" else "attachment"
    headers = {**OUT, "content-disposition": f'{disposition}; filename="{file.name}"'}
    return Response(file.content, media_type=FORMS[form], headers=headers)
