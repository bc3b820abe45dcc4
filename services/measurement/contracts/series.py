"""Series and observations, as another process may speak of them."""

from typing import Any

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
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (SERIES, OBSERVATIONS)

__all__ = [
    "DECIDERS",
    "DUPLICATE",
    "LATEST_SERIES",
    "CorrectObservation",
    "DefineSeries",
    "HandOverSeries",
    "ObservationsNotTaken",
    "RecordObservations",
    "RetireSeries",
    "RowVerdict",
    "SeriesTemplate",
    "SeriesTemplateNotFound",
    "SetBaseline",
    "SetPlanCurve",
    "SetTarget",
    "Unit",
    "understood",
]
