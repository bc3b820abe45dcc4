"""The measurement service's read models."""

from typing import Any

from services.measurement.projections.business_cases import BUSINESS_CASES
from services.measurement.projections.interventions import INTERVENTIONS
from services.measurement.projections.live_days import LIVE_DAYS
from services.measurement.projections.measurement_windows import MEASUREMENT_WINDOWS
from services.measurement.projections.reported_engagements import REPORTED_ENGAGEMENTS
from services.measurement.projections.reported_tenants import REPORTED_TENANTS
from services.measurement.projections.roi_costs import ROI_COSTS
from services.measurement.projections.roi_events import ROI_EVENTS
from services.measurement.projections.roi_reports import ROI_REPORTS
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
    BUSINESS_CASES,
    ROI_COSTS,
    ROI_REPORTS,
    ROI_EVENTS,
    REPORTED_TENANTS,
    REPORTED_ENGAGEMENTS,
)
