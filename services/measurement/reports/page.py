"""A report as one self-contained HTML page: no script, nothing from elsewhere, readable on a phone and on paper."""

from collections.abc import Mapping
from uuid import UUID

from jinja2 import Environment, PackageLoader, StrictUndefined

from services.measurement.reports.adoption import AdoptionReport
from services.measurement.reports.adoption_told import adoption_told
from services.measurement.reports.document import Document
from services.measurement.reports.roi import RoiReport
from services.measurement.reports.roi_told import roi_told
from shared.events.tenants import Locale

PAGES = Environment(
    loader=PackageLoader("services.measurement.reports"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(report: AdoptionReport, names: Mapping[UUID, str], locale: Locale | None = None) -> str:
    """`names` holds those people whose names are still known; the others are shown by a part of their id."""
    return laid_out(adoption_told(report, names, locale))


def roi_page(report: RoiReport, names: Mapping[UUID, str], locale: Locale | None = None) -> str:
    return laid_out(roi_told(report, names, locale))


def laid_out(document: Document) -> str:
    return PAGES.get_template("report.html").render(document=document)
