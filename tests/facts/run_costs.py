"""What it costs to run the claims assistant."""

from datetime import date
from uuid import UUID

from shared.events.costs import CostKind
from shared.events.run_costs import RunCostCorrected, RunCostRecorded, RunCostWithdrawn
from shared.kernel.money import Money
from tests.facts.engagements import ENGAGEMENT

TOKENS_COST = UUID(int=0xC05)

RUN_COST = RunCostRecorded(
    engagement_id=ENGAGEMENT,
    cost_id=TOKENS_COST,
    kind=CostKind.EXTERNAL_SERVICES,
    amount=Money(minor=1_650_050, currency="CAD"),
    spent_on=date(2026, 3, 31),
    note="The model's provider, March",
)
RUN_COST_CORRECTED = RunCostCorrected(
    engagement_id=ENGAGEMENT,
    cost_id=TOKENS_COST,
    kind=CostKind.EXTERNAL_SERVICES,
    amount=Money(minor=1_600_050, currency="CAD"),
    spent_on=date(2026, 3, 31),
    note="The model's provider, March",
    reason="A credit note came in",
)
RUN_COST_WITHDRAWN = RunCostWithdrawn(
    engagement_id=ENGAGEMENT, cost_id=TOKENS_COST, reason="Another system was billed for"
)
