"""A report as a printed document: the parts of the page on sheets, tagged for who reads it by ear.

The same report gives the same bytes: only fonts that come with the compiler, and no clock. What people wrote is handed
in as data, and never read as markup.
"""

import json
from collections.abc import Mapping
from importlib.resources import files
from uuid import UUID

import typst
from pydantic import TypeAdapter

from services.measurement.reports.adoption import AdoptionReport
from services.measurement.reports.adoption_told import adoption_told
from services.measurement.reports.document import Document
from services.measurement.reports.roi import RoiReport
from services.measurement.reports.roi_told import roi_told
from services.measurement.reports.wording import TEXTS
from shared.events.tenants import Locale

LAYOUT = files("services.measurement.reports").joinpath("templates/report.typ").read_bytes()
DOCUMENT = TypeAdapter(Document)


def pdf(report: AdoptionReport, names: Mapping[UUID, str], locale: Locale | None = None) -> bytes:
    return printed(adoption_told(report, names, locale))


def roi_pdf(report: RoiReport, names: Mapping[UUID, str], locale: Locale | None = None) -> bytes:
    return printed(roi_told(report, names, locale))


def printed(document: Document) -> bytes:
    data = DOCUMENT.dump_python(document, mode="json")
    inputs = {"document": json.dumps(data), "page_of": str(TEXTS["page_of"][document.locale])}
    made: bytes = typst.compile(LAYOUT, format="pdf", sys_inputs=inputs, ignore_system_fonts=True)
    return made
