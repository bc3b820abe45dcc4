"""What the claims assistant brought in its first 90 days, and what was said of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from shared.events.roi import RoiCause, RoiComputed, RoiFigure, RoiFigures, RoiReportPublished, RoiRestated
from tests.facts.engagements import ENGAGEMENT

FIGURES = RoiFigures(
    currency="CAD",
    days=90,
    benefit=9_817_500,
    run_cost=1_650_050,
    pilot_cost=4_000_000,
    scale_cost=12_500_000,
    roi=Decimal("0.4950"),
    annualised=Decimal("2.0075"),
)
RESTATED = replace(FIGURES, run_cost=1_600_050, roi=Decimal("0.4980"), annualised=Decimal("2.0198"))
ROI_COMPUTED = RoiComputed(engagement_id=ENGAGEMENT, day=90, position=640, figures=FIGURES)
ROI_PUBLISHED = RoiReportPublished(engagement_id=ENGAGEMENT, day=90, position=640, digest="3c" * 32, figures=FIGURES)
ROI_RESTATED = RoiRestated(
    engagement_id=ENGAGEMENT,
    position=655,
    restated_on=date(2026, 6, 12),
    before=FIGURES,
    after=RESTATED,
    moved=(RoiFigure.RUN_COST, RoiFigure.ROI, RoiFigure.ANNUALISED),
    because=(RoiCause(position=655, event_id=UUID(int=0x655)),),
    causes=1,
)
