"""The close-out report as one self-contained HTML page: no script, nothing from elsewhere, in the tenant's language."""

from collections.abc import Mapping
from uuid import UUID
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined

from services.engagement.domain.catalogue import CATALOGUES, AspectChoice, DimensionChoice
from services.engagement.reports.charts.burndown import burndown_chart
from services.engagement.reports.charts.causes import cause_chart
from services.engagement.reports.charts.dimensions import dimension_chart
from services.engagement.reports.charts.results import results_chart, target_told
from services.engagement.reports.charts.timeline import timeline_chart
from services.engagement.reports.close_out import CloseOutReport, digest
from services.engagement.reports.compared import ComparedAspect, ComparedDimension
from services.engagement.reports.wording import Wording
from shared.events.tenants import Locale
from shared.kernel.record import record
from shared.policy.shipped import Label

PAGES = Environment(
    loader=PackageLoader("services.engagement.reports"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
CHARTS = {
    "results_chart": results_chart,
    "target_told": target_told,
    "dimension_chart": dimension_chart,
    "cause_chart": cause_chart,
    "timeline_chart": timeline_chart,
    "burndown_chart": burndown_chart,
}


@record
class Labels:
    """What dimensions, aspects and levels are called."""

    locale: Locale

    def dimension(self, compared: ComparedDimension) -> str:
        return self._in(choice(compared).label)

    def aspect(self, compared: ComparedDimension, aspect: ComparedAspect) -> str:
        found = aspect_choice(compared, aspect)
        return aspect.name if found is None else self._in(found.label)

    def level(self, compared: ComparedDimension, aspect: ComparedAspect, level: str) -> str:
        """A count stands for itself."""
        found = aspect_choice(compared, aspect)
        levels = () if found is None else found.levels
        return next((self._in(each.label) for each in levels if each.name == level), level)

    def _in(self, label: Label) -> str:
        return label.told_in(self.locale)


def choice(compared: ComparedDimension) -> DimensionChoice:
    return CATALOGUES[compared.catalogue].dimensions[compared.dimension]


def aspect_choice(compared: ComparedDimension, aspect: ComparedAspect) -> AspectChoice | None:
    return next((each for each in choice(compared).aspects if each.name == aspect.name), None)


def page(report: CloseOutReport, names: Mapping[UUID, str]) -> str:
    """`names` holds those people whose names are still known; the others are shown by a part of their id."""
    wording = Wording(locale=report.locale, zone=ZoneInfo(report.time_zone), names=names)
    return PAGES.get_template("close_out.html").render(
        report=report,
        digest=digest(report),
        w=wording,
        t=wording.text,
        labels=Labels(locale=report.locale),
        gaps={gap.number: gap for gap in report.gaps},
        finding_titles={finding.finding_id: finding.title for finding in report.findings},
        **CHARTS,
    )
