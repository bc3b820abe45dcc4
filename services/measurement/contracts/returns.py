"""Business cases, run costs and the return on investment, as another process may speak of them."""

from typing import Any

from services.measurement.domain.case.commands import CaseTerms, RegisterBusinessCase, ReviseBusinessCase
from services.measurement.domain.case.rules import BUSINESS_CASE
from services.measurement.domain.roi import Reckoning, Roi, Spending
from services.measurement.domain.roi_benefits import LineBenefit, LineProblem, WindowBenefit
from services.measurement.domain.roi_reporting import ROI, ComputeRoi, PublishRoi
from services.measurement.domain.roi_rows import Origin
from services.measurement.domain.run_cost import RUN_COST, CorrectRunCost, RecordRunCost, WithdrawRunCost
from services.measurement.projections.business_cases import BusinessCaseEntry, CaseEntry
from services.measurement.projections.roi_costs import RoiCostEntry
from services.measurement.projections.roi_events import RoiEventEntry
from services.measurement.projections.roi_reports import RoiReportEntry, RoiWord
from services.measurement.queries.roi import (
    Moved,
    Opened,
    Reported,
    RoiAnswer,
    RoiLine,
    business_cases_of,
    rois_of,
    run_cost_counts_of,
    run_cost_pages_of,
    run_costs_of,
)
from shared.kernel.canonical import canonical
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (BUSINESS_CASE, RUN_COST, ROI)

__all__ = [
    "DECIDERS",
    "BusinessCaseEntry",
    "CaseEntry",
    "CaseTerms",
    "ComputeRoi",
    "CorrectRunCost",
    "LineBenefit",
    "LineProblem",
    "Moved",
    "Opened",
    "Origin",
    "PublishRoi",
    "Reckoning",
    "RecordRunCost",
    "RegisterBusinessCase",
    "Reported",
    "ReviseBusinessCase",
    "Roi",
    "RoiAnswer",
    "RoiCostEntry",
    "RoiEventEntry",
    "RoiLine",
    "RoiReportEntry",
    "RoiWord",
    "Spending",
    "WindowBenefit",
    "WithdrawRunCost",
    "business_cases_of",
    "canonical",
    "rois_of",
    "run_cost_counts_of",
    "run_cost_pages_of",
    "run_costs_of",
]
