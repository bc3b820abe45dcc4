"""Reports and the dashboard, as another process may speak of them."""

from services.measurement.domain.measuring import PublishAdoptionReport
from services.measurement.projections.reported_engagements import PublishedReport, ReportedCohort
from services.measurement.queries.reports import (
    AdoptionAsk,
    adoption_reports,
    dashboards_of,
    published_reports_of,
)
from services.measurement.queries.roi_reports import RoiAsk, roi_reports
from services.measurement.reports.acted import Acted, Standing
from services.measurement.reports.adoption import AdoptionReport, canonical, people
from services.measurement.reports.measures import Figure, Measure, Part, Trend, WindowState
from services.measurement.reports.page import page, roi_page
from services.measurement.reports.pdf import pdf, roi_pdf
from services.measurement.reports.roi import RoiReport
from services.measurement.reports.roi import canonical as roi_canonical
from services.measurement.reports.roi import people as roi_people

__all__ = [
    "Acted",
    "AdoptionAsk",
    "AdoptionReport",
    "Figure",
    "Measure",
    "Part",
    "PublishAdoptionReport",
    "PublishedReport",
    "ReportedCohort",
    "RoiAsk",
    "RoiReport",
    "Standing",
    "Trend",
    "WindowState",
    "adoption_reports",
    "canonical",
    "dashboards_of",
    "page",
    "pdf",
    "people",
    "published_reports_of",
    "roi_canonical",
    "roi_page",
    "roi_pdf",
    "roi_people",
    "roi_reports",
]
