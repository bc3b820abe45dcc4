"""Series and observations, as another process may speak of them."""

from typing import Any

from services.measurement.domain.not_found import EngagementNotFound
from services.measurement.domain.observations import OBSERVATIONS, CorrectObservation, RecordObservations
from services.measurement.domain.observations.commands import ObservationsNotTaken
from services.measurement.domain.observations.verdicts import DUPLICATE, RowVerdict, understood
from services.measurement.domain.series import (
    SERIES,
    DefineSeries,
    HandOverSeries,
    RetireSeries,
    SetBaseline,
    SetPlanCurve,
    SetTarget,
)
from services.measurement.domain.series.commands import SeriesTemplateNotFound
from services.measurement.domain.series_policy import LATEST_SERIES, SeriesTemplate, Unit
from services.measurement.projections.series import (
    BaselineEntry,
    PlanEntry,
    RetirementEntry,
    SeriesEntry,
    TargetEntry,
)
from services.measurement.queries.series import series_by_id, series_counts_of, series_of_engagements, series_pages_of
from services.measurement.queries.series_days import (
    SeriesDayLine,
    SeriesWindowLine,
    SplitLine,
    series_days_of,
    series_windows_of,
)
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (SERIES, OBSERVATIONS)

__all__ = [
    "DECIDERS",
    "DUPLICATE",
    "LATEST_SERIES",
    "BaselineEntry",
    "CorrectObservation",
    "DefineSeries",
    "EngagementNotFound",
    "HandOverSeries",
    "ObservationsNotTaken",
    "PlanEntry",
    "RecordObservations",
    "RetireSeries",
    "RetirementEntry",
    "RowVerdict",
    "SeriesDayLine",
    "SeriesEntry",
    "SeriesTemplate",
    "SeriesTemplateNotFound",
    "SeriesWindowLine",
    "SetBaseline",
    "SetPlanCurve",
    "SetTarget",
    "SplitLine",
    "TargetEntry",
    "Unit",
    "series_by_id",
    "series_counts_of",
    "series_days_of",
    "series_of_engagements",
    "series_pages_of",
    "series_windows_of",
    "understood",
]
