"""What another process may know of forecasts: as they are made, and how those on record turned out."""

from typing import Any

from services.engagement.domain.calibration import CALIBRATION_POLICIES, Calibration, Judgement, Kept, Promised
from services.engagement.domain.forecast import FORECAST, RecordForecast
from services.engagement.domain.readiness import Readiness
from services.engagement.queries.calibrations import Calibrations, calibrations, ready_since_of
from services.engagement.queries.forecasts import (
    DriverLine,
    ForecastLine,
    PastForecastLine,
    forecasts_of,
    past_forecast_counts_of,
    past_forecast_pages_of,
)
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (FORECAST,)

__all__ = [
    "CALIBRATION_POLICIES",
    "DECIDERS",
    "Calibration",
    "Calibrations",
    "DriverLine",
    "ForecastLine",
    "Judgement",
    "Kept",
    "PastForecastLine",
    "Promised",
    "Readiness",
    "RecordForecast",
    "calibrations",
    "forecasts_of",
    "past_forecast_counts_of",
    "past_forecast_pages_of",
    "ready_since_of",
]
