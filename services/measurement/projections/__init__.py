"""The measurement service's read models."""

from typing import Any

from services.measurement.projections.interventions import INTERVENTIONS
from services.measurement.projections.live_days import LIVE_DAYS
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS
from services.measurement.projections.series import SERIES
from services.measurement.projections.series_days import SERIES_DAYS
from services.measurement.projections.timers import TIMERS
from services.measurement.projections.triggers import TRIGGERS
from shared.projecting.projection import Projection

PROJECTIONS: tuple[Projection[Any], ...] = (
    SERIES,
    SERIES_DAYS,
    LIVE_DAYS,
    TIMERS,
    MEASUREMENT_WINDOWS,
    TRIGGERS,
    INTERVENTIONS,
)
