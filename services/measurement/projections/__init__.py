"""The measurement service's read models."""

from typing import Any

from services.measurement.projections.live_days import LIVE_DAYS
from services.measurement.projections.series import SERIES
from services.measurement.projections.series_days import SERIES_DAYS
from shared.projecting.projection import Projection

PROJECTIONS: tuple[Projection[Any], ...] = (SERIES, SERIES_DAYS, LIVE_DAYS)
