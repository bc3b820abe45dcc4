"""A series of measurements: what it counts, who answers for it, its baseline, its target and its plan."""

from services.measurement.domain.series.commands import (
    DefineSeries,
    HandOverSeries,
    RetireSeries,
    SeriesCommand,
    SetBaseline,
    SetPlanCurve,
    SetTarget,
)
from services.measurement.domain.series.rules import SERIES

__all__ = [
    "SERIES",
    "DefineSeries",
    "HandOverSeries",
    "RetireSeries",
    "SeriesCommand",
    "SetBaseline",
    "SetPlanCurve",
    "SetTarget",
]
