"""The numbers of an engagement: what it costs, how long it takes and where that time goes."""

from typing import Any

from services.engagement.domain.benchmarks import LATEST_BENCHMARKS, Beside
from services.engagement.domain.cost import COST, CorrectScaleCost, RecordScaleCost, WithdrawScaleCost
from services.engagement.domain.cost_by_discovery import SpentByDiscovery
from services.engagement.domain.cost_forecast import CostBasis, CostForecast
from services.engagement.domain.cost_multiple import CostMultiple
from services.engagement.domain.deferral_debt import DeferralDebt
from services.engagement.domain.gap import (
    DEFERRING,
    GROUPING,
    ExpireGapDeferral,
    LinkGapToStage,
    TagWorkstream,
    UntagWorkstream,
)
from services.engagement.domain.gap_defaults import LATEST_DEFAULTS, GapTemplate
from services.engagement.domain.lead_time.policy import POLICIES, Hand, Kind, Matter
from services.engagement.domain.lead_time.split import LeadTime, Open, Time
from services.engagement.domain.lead_time.stretches import Subject
from services.engagement.domain.workstreams import LATEST_WORKSTREAMS, Workstream
from services.engagement.projections.scale_costs import ScaleCost
from services.engagement.queries.cost_forecasts import cost_forecasts_of
from services.engagement.queries.costs import (
    PortfolioMultiple,
    cost_multiples_of,
    portfolio_multiples,
    scale_cost_counts_of,
    scale_cost_pages_of,
    scale_costs_by_id,
)
from services.engagement.queries.deferrals import (
    FoundLate,
    deferral_debts_of,
    found_late_of,
    portfolio_debts,
    portfolio_found_late,
)
from services.engagement.queries.lead_times import PortfolioLeadTime, lead_times_of, portfolio_lead_times
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (COST, GROUPING, DEFERRING)

__all__ = [
    "DECIDERS",
    "LATEST_BENCHMARKS",
    "LATEST_DEFAULTS",
    "LATEST_WORKSTREAMS",
    "POLICIES",
    "Beside",
    "CorrectScaleCost",
    "CostBasis",
    "CostForecast",
    "CostMultiple",
    "DeferralDebt",
    "ExpireGapDeferral",
    "FoundLate",
    "GapTemplate",
    "Hand",
    "Kind",
    "LeadTime",
    "LinkGapToStage",
    "Matter",
    "Open",
    "PortfolioLeadTime",
    "PortfolioMultiple",
    "RecordScaleCost",
    "ScaleCost",
    "SpentByDiscovery",
    "Subject",
    "TagWorkstream",
    "Time",
    "UntagWorkstream",
    "WithdrawScaleCost",
    "Workstream",
    "cost_forecasts_of",
    "cost_multiples_of",
    "deferral_debts_of",
    "found_late_of",
    "lead_times_of",
    "portfolio_debts",
    "portfolio_found_late",
    "portfolio_lead_times",
    "portfolio_multiples",
    "scale_cost_counts_of",
    "scale_cost_pages_of",
    "scale_costs_by_id",
]
