"""Questions to the read models. Each takes many keys at once and answers in their order, in one SQL statement."""

from collections.abc import Callable
from typing import Any

from services.measurement.queries import series, series_days

QUESTIONS: tuple[Callable[..., Any], ...] = (
    series.series_by_id,
    series.series_pages_of,
    series.series_counts_of,
    series_days.series_windows_of,
    series_days.series_days_of,
)
