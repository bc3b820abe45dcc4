"""What it costs to take the claims assistant to production."""

from datetime import date
from uuid import UUID

from shared.events.costs import CostKind, ScaleCostCorrected, ScaleCostRecorded, ScaleCostWithdrawn
from shared.kernel.money import Money
from tests.facts.engagements import ENGAGEMENT

CLUSTER_COST = UUID("0190c7a0-0000-7000-8000-0000000000c1")

SCALE_COST = ScaleCostRecorded(
    engagement_id=ENGAGEMENT,
    cost_id=CLUSTER_COST,
    kind=CostKind.INFRASTRUCTURE,
    amount=Money(minor=12_500_000, currency="CAD"),
    spent_on=date(2026, 2, 27),
    note="Cluster with private endpoints",
)
SCALE_COST_CORRECTED = ScaleCostCorrected(
    engagement_id=ENGAGEMENT,
    cost_id=CLUSTER_COST,
    kind=CostKind.INFRASTRUCTURE,
    amount=Money(minor=12_400_000, currency="CAD"),
    spent_on=date(2026, 2, 27),
    note="Cluster with private endpoints",
    reason="The invoice came with a discount",
)
SCALE_COST_WITHDRAWN = ScaleCostWithdrawn(
    engagement_id=ENGAGEMENT, cost_id=CLUSTER_COST, reason="The platform team pays for it"
)
