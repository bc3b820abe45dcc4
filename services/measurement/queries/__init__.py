"""Questions to the read models. Each takes many keys at once and answers in their order, in one SQL statement."""

from collections.abc import Callable
from typing import Any

from services.measurement.queries import (
    benchmarks,
    lasting,
    measurement_windows,
    reports,
    roi,
    roi_reports,
    series,
    series_days,
    trials,
    triggers,
)

QUESTIONS: tuple[Callable[..., Any], ...] = (
    series.series_by_id,
    series.series_pages_of,
    series.series_counts_of,
    series.series_of_engagements,
    series_days.series_windows_of,
    series_days.series_days_of,
    measurement_windows.measurement_windows_of,
    triggers.triggers_by_id,
    triggers.trigger_pages_of,
    triggers.trigger_counts_of,
    triggers.interventions_by_id,
    triggers.intervention_pages_of,
    triggers.intervention_counts_of,
    trials.trials_of,
    roi.business_cases_of,
    roi.run_costs_of,
    roi.run_cost_pages_of,
    roi.run_cost_counts_of,
    roi.rois_of,
    lasting.lasting_of,
    lasting.portfolio_lasting,
    benchmarks.indicator_benchmarks,
    reports.adoption_reports,
    reports.dashboards_of,
    reports.published_reports_of,
    roi_reports.roi_reports,
)
