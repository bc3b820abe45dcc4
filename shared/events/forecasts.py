"""Forecasts that were put on record, to be held against what came. Stream `forecast-{engagement_id}`, by engagement."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


@record
class ForecastDates:
    """The days by which it has happened in 50, 80 and 95 of 100 runs."""

    p50: date
    p80: date
    p95: date


@record
class ForecastRecorded:
    """Made on the log up to `position`, on the day `made_on`, under this version of the forecast's policy.

    `ready`: no gap is left that blocks go-live; `all_resolved`: no gap at all; `go_live`: ready, and the change
    programme has had its time.
    """

    engagement_id: UUID
    position: int
    made_on: date
    policy: int
    ready: ForecastDates
    all_resolved: ForecastDates
    go_live: ForecastDates


ForecastEvent: TypeAlias = ForecastRecorded
