"""The report on the return in words and pictures: what was expected, what came of it, and what it rests on."""

from collections.abc import Iterator, Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from services.measurement.reports.document import Document
from services.measurement.reports.roi import RoiReport, digest
from services.measurement.reports.roi_attention import attention, brief
from services.measurement.reports.roi_bridge import bridge, month_by_month
from services.measurement.reports.roi_lines import line_by_line
from services.measurement.reports.roi_moved import moved
from services.measurement.reports.roi_rests import costs, rests
from services.measurement.reports.wording import Wording
from shared.events.tenants import Locale

SECTIONS = (bridge, moved, month_by_month, line_by_line, costs, rests)


def roi_told(report: RoiReport, names: Mapping[UUID, str], locale: Locale | None = None) -> Document:
    """`names` holds those people whose names are still known. `locale` None: in the tenant's language."""
    wording = Wording(
        locale=locale or report.locale, zone=ZoneInfo(report.time_zone), currency=report.known.currency, names=names
    )
    t = wording.text
    return Document(
        locale=wording.locale,
        eyebrow=t("roi_report"),
        title=report.name,
        tenant=report.tenant,
        made=made(report, wording),
        brief_title=t("in_brief"),
        brief=brief(report, wording),
        attention_title=t("attention"),
        attention=attention(report, wording),
        fine=t("roi_fine"),
        sections=tuple(each(report, wording) for each in SECTIONS),
        provenance_title=t("provenance"),
        provenance=tuple(provenance(report, wording)),
        digest=digest(report),
    )


def made(report: RoiReport, wording: Wording) -> str:
    roi = report.known
    return wording.text(
        "roi_made_at",
        days=roi.days,
        live=wording.day(roi.went_live_on),
        at=wording.day_of(report.at),
        position=report.position,
        currency=roi.currency,
    )


def provenance(report: RoiReport, wording: Wording) -> Iterator[str]:
    t, told = wording.text, report.reported
    yield t("roi_provenance_how")
    if told is not None:
        key = "roi_provenance_published" if told.intact else "roi_provenance_broken"
        yield t(key, day=told.day, digest=told.digest)
    yield t("provenance_text", position=report.position)
    yield t("provenance_days", zone=report.time_zone)
