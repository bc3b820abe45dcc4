"""The adoption report publishes itself: once the last window has closed, as the log stood at that moment.

The reaction remembers the very rows that the report is made from, folded as the read models fold them; of days it
remembers one for each window, where what the window comes to is a sum.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from services.measurement.domain.measuring import PublishAdoptionReport
from services.measurement.domain.window_values import summed_under
from services.measurement.domain.windows import DAYS, count
from services.measurement.projections.interventions import INTERVENTIONS
from services.measurement.projections.live_days import LIVE_DAYS, LiveDayEntry
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS
from services.measurement.projections.reported_engagements import REPORTED_ENGAGEMENTS
from services.measurement.projections.reported_tenants import REPORTED_TENANTS
from services.measurement.projections.series import SERIES, SeriesEntry
from services.measurement.projections.series_days import SERIES_DAYS
from services.measurement.projections.triggers import TRIGGERS
from services.measurement.reports.adoption import AdoptionRows, build, digest
from services.measurement.reports.measures import cadence_of
from shared.events.measurement import AdoptionReportPublished, MeasurementWindowClosed
from shared.kernel.growing import Growing
from shared.kernel.reaction import Memory, Reaction
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection

OF_AN_ENGAGEMENT: tuple[Projection[Any], ...] = (
    REPORTED_ENGAGEMENTS,
    LIVE_DAYS,
    MEASUREMENT_WINDOWS,
    SERIES,
    SERIES_DAYS,
    TRIGGERS,
    INTERVENTIONS,
)
FOLDED = (REPORTED_TENANTS, *OF_AN_ENGAGEMENT)
HANDLED: tuple[type, ...] = tuple(dict.fromkeys(event for each in FOLDED for event in each.handles))
Rows: TypeAlias = Growing[tuple[str, Key], Any]
NO_ROWS: Rows = Growing()


@record
class Folded:
    """The tenant's own row, and the rows of every engagement until its last report is published."""

    tenant: Rows = field(default_factory=Growing)
    engagements: Mapping[UUID, Rows] = field(default_factory=dict)
    reported: frozenset[UUID] = frozenset()


def evolve(folded: Folded, recorded: Recorded[Any]) -> Folded:
    of, event = recorded.engagement_id, recorded.event
    if isinstance(event, REPORTED_TENANTS.handles):
        return replace(folded, tenant=after(folded.tenant, (REPORTED_TENANTS,), recorded))
    if of is None or of in folded.reported:
        return folded
    others = {engagement_id: rows for engagement_id, rows in folded.engagements.items() if engagement_id != of}
    if isinstance(event, AdoptionReportPublished) and event.day >= DAYS:
        return replace(folded, engagements=others, reported=folded.reported | {of})
    rows = after(folded.engagements.get(of, NO_ROWS), OF_AN_ENGAGEMENT, recorded)
    return replace(folded, engagements={**others, of: rows})


def after(rows: Rows, projections: tuple[Projection[Any], ...], recorded: Recorded[Any]) -> Rows:
    for projection in projections:
        if isinstance(recorded.event, projection.handles):
            for key in projection.keys(recorded):
                place = (projection.name, under(rows, key) if projection is SERIES_DAYS else key)
                rows = rows.having(place, projection.after(key, rows.get(place), recorded))
    return rows


def under(rows: Rows, key: Key) -> Key:
    """Where a day of a series is kept, and its parts."""
    series_id, day, part = key
    series: SeriesEntry = rows[SERIES.name, (series_id,)]
    live: LiveDayEntry = rows[LIVE_DAYS.name, (series.engagement_id,)]
    first = summed_under(series.aggregation, cadence_of(series), live.went_live_on, date.fromisoformat(str(day)))
    return (series_id, first, part)


def publish(closed: Recorded[MeasurementWindowClosed], folded: Folded) -> list[PublishAdoptionReport]:
    """With the window that closes last."""
    event, engagement_id = closed.event, closed.event.engagement_id
    if event.number < count(event.cadence):
        return []
    rows = folded.engagements.get(engagement_id)
    if rows is None:
        return []
    report = build(rows_of(rows, folded.tenant), position=closed.seq, at=closed.recorded_at)
    if report.day < DAYS:
        return []
    return [PublishAdoptionReport(engagement_id=engagement_id, position=closed.seq, digest=digest(report))]


def rows_of(rows: Rows, tenant: Rows) -> AdoptionRows:
    def all_of(projection: Projection[Any]) -> list[Any]:
        return [row for (name, _), row in rows.items() if name == projection.name]

    (engagement,), (live,), (own,) = all_of(REPORTED_ENGAGEMENTS), all_of(LIVE_DAYS), tenant.values()
    return AdoptionRows(
        tenant=own,
        engagement=engagement,
        live=live,
        windows=all_of(MEASUREMENT_WINDOWS),
        series=all_of(SERIES),
        days=all_of(SERIES_DAYS),
        triggers=all_of(TRIGGERS),
        interventions=all_of(INTERVENTIONS),
    )


REACTIONS = (
    Reaction(
        name="the adoption report of the ninety days",
        handles=(MeasurementWindowClosed,),
        react=publish,
        memory=Memory(handles=HANDLED, initial=Folded(), evolve=evolve),
    ),
)
