"""Reports and the dashboard, as another process may speak of them."""

from services.measurement.domain.measuring import PublishAdoptionReport
from services.measurement.projections.reported_engagements import PublishedReport, ReportedCohort
from services.measurement.queries.reports import (
    AdoptionAsk,
    adoption_reports,
    dashboards_of,
    published_reports_of,
)
from services.measurement.reports.acted import Acted, Standing
from services.measurement.reports.adoption import AdoptionReport, canonical, people
from services.measurement.reports.measures import Figure, Measure, Part, Trend, WindowState
from services.measurement.reports.page import page
from services.measurement.reports.pdf import pdf

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
]
