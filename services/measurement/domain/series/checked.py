"""Whether what is said of a series may be said: units, templates, and the way to the target."""

from services.measurement.domain.figures import figure
from services.measurement.domain.series.commands import (
    DefineSeries,
    SeriesDiffersFromTemplate,
    SeriesTemplateNotFound,
    UnitNotKnown,
)
from services.measurement.domain.series_policy import LATEST_SERIES, SeriesPolicy
from services.measurement.domain.windows import DAYS
from shared.events.series import PlanPoint
from shared.kernel.refusal import NotWellFormed

COMPARED = ("kind", "unit", "better", "cadence", "aggregation")
LONGEST_GIVEN = 60


def defined(command: DefineSeries, policy: SeriesPolicy = LATEST_SERIES) -> None:
    """Its unit is known, and what makes series of one template comparable is as the template has it."""
    if command.unit not in policy.units:
        known = ", ".join(policy.units)
        raise UnitNotKnown(where=("input", "unit"), given=command.unit[:LONGEST_GIVEN], known=known)
    if command.template is None:
        return
    template = policy.templates.get(command.template)
    if template is None:
        given, known = command.template[:LONGEST_GIVEN], ", ".join(policy.templates)
        raise SeriesTemplateNotFound(where=("input", "template"), given=given, known=known)
    for field in COMPARED:
        wanted = getattr(template, field)
        if getattr(command, field) != wanted:
            raise SeriesDiffersFromTemplate(
                where=("input", field), template=template.name, field=field, wanted=str(wanted)
            )


def points(given: tuple[PlanPoint, ...]) -> tuple[PlanPoint, ...]:
    """One or more days of the first ninety, in their order."""
    days = [point.day for point in given]
    if not days or days != sorted(set(days)) or not (days[0] >= 0 and days[-1] <= DAYS):
        raise NotWellFormed(
            where=("input", "points"), problem=f"points are one or more days from 0 to {DAYS}, in their order"
        )
    return tuple(PlanPoint(day=point.day, value=figure("points", point.value)) for point in given)
