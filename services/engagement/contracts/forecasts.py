"""What another process may know of forecasts: as they are made, and how those on record turned out."""

from typing import Any

from services.engagement.domain.forecast import FORECAST, RecordForecast
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
    "DECIDERS",
    "DriverLine",
    "ForecastLine",
    "PastForecastLine",
    "RecordForecast",
    "forecasts_of",
    "past_forecast_counts_of",
    "past_forecast_pages_of",
]
