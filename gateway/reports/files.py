"""The reports as files: made anew from the log, with the names that the directory knows now."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Final, Generic, TypeVar
from uuid import UUID

from gateway.consistency import ViewsBehind
from gateway.context import Backends
from gateway.masking import Expected
from services.measurement.contracts import reports
from services.measurement.contracts.reports import AdoptionAsk, RoiAsk
from shared.authority.grants import Readable
from shared.kernel.record import record
from shared.projecting.as_of import LIVE
from shared.projecting.positions import Reached

Report = TypeVar("Report")


class ReportUnknown(Expected):
    """There is no such report: there are adoption and roi, each as .html, .pdf and .json, of a system that is live."""

    status = 404


@record
class Wanted:
    """`position` None: as that report reads where nobody names one. `until`: only what was up to that day."""

    tenant: UUID
    readable: Readable
    engagement_id: UUID
    name: str
    position: int | None
    until: int | None
    form: str


@record
class File:
    name: str
    content: bytes


@record
class Forms(Generic[Report]):
    """How a report is written; the page and the PDF with names of these people."""

    canonical: Callable[[Report], bytes]
    people: Callable[[Report], frozenset[UUID]]
    page: Callable[[Report, dict[UUID, str]], str]
    pdf: Callable[[Report, dict[UUID, str]], bytes]


ADOPTION = Forms(canonical=reports.canonical, people=reports.people, page=reports.page, pdf=reports.pdf)
ROI = Forms(canonical=reports.roi_canonical, people=reports.roi_people, page=reports.roi_page, pdf=reports.roi_pdf)


async def file_of(backends: Backends, wanted: Wanted) -> File:
    if wanted.name not in MAKERS:
        raise ReportUnknown
    return await MAKERS[wanted.name](backends, wanted)


async def adoption_file(backends: Backends, wanted: Wanted) -> File:
    """Without a position the one that was published last or, where none was, what is known now."""
    position = wanted.position
    if position is None and wanted.until is None:
        position = await published_at(backends, wanted)
    position, at = await moment_of(backends, wanted, position)
    ask = AdoptionAsk(engagement_id=wanted.engagement_id, position=position, at=at, until=wanted.until)
    (report,) = await backends.measurement.ask(wanted.tenant, wanted.readable, LIVE, reports.adoption_reports, [ask])
    if report is None:
        raise ReportUnknown
    content = await content_of(backends, wanted, ADOPTION, report)
    return File(name=f"adoption-{report.engagement_id}-day-{report.day}.{wanted.form}", content=content)


async def roi_file(backends: Backends, wanted: Wanted) -> File:
    """Without a position what is known now: what was published stands beside it."""
    position, at = await moment_of(backends, wanted, wanted.position)
    ask = RoiAsk(engagement_id=wanted.engagement_id, position=position, at=at)
    (report,) = await backends.measurement.ask(wanted.tenant, wanted.readable, LIVE, reports.roi_reports, [ask])
    if report is None:
        raise ReportUnknown
    content = await content_of(backends, wanted, ROI, report)
    return File(name=f"roi-{report.engagement_id}-at-{report.position}.{wanted.form}", content=content)


MAKERS: Final[Mapping[str, Callable[[Backends, Wanted], Awaitable[File]]]] = {
    "adoption": adoption_file,
    "roi": roi_file,
}


async def published_at(backends: Backends, wanted: Wanted) -> int | None:
    ids = [wanted.engagement_id]
    (published,) = await backends.measurement.ask(
        wanted.tenant, wanted.readable, LIVE, reports.published_reports_of, ids
    )
    return published[-1].position if published else None


async def moment_of(backends: Backends, wanted: Wanted, position: int | None) -> tuple[int, datetime]:
    """The position to report at, shown by now, and when it was recorded."""
    if position is None:
        position = (await backends.measurement.position(wanted.tenant)).seq
    at = await backends.ledger.recorded_at(wanted.tenant, position)
    if at is None:
        raise ReportUnknown
    if await backends.measurement.reached(wanted.tenant, position, backends.tokens.wait) is Reached.TIMED_OUT:
        raise ViewsBehind
    return position, at


async def content_of(backends: Backends, wanted: Wanted, forms: Forms[Report], report: Report) -> bytes:
    if wanted.form == "json":
        return await asyncio.to_thread(forms.canonical, report)
    names = await names_of(backends, wanted.tenant, forms.people(report))
    if wanted.form == "pdf":
        return await asyncio.to_thread(forms.pdf, report, names)
    return (await asyncio.to_thread(forms.page, report, names)).encode()


async def names_of(backends: Backends, tenant: UUID, people: frozenset[UUID]) -> dict[UUID, str]:
    names = await backends.directory.names(tenant, sorted(people))
    return {name.person: name.name for name in names if name is not None}
