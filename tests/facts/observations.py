"""What was measured in the first days of the claims assistant, and what was mended of it."""

from datetime import date
from decimal import Decimal

from shared.events.observations import (
    AdoptionIndicatorCorrected,
    AdoptionIndicatorRecorded,
    KpiCorrected,
    KpiRecorded,
    Observation,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import CLEO
from tests.facts.population import CLAIMS, PIONEERS
from tests.facts.series import KPI_ID, SERIES_ID

DAY = date(2026, 3, 11)

ACTIVE_PIONEERS = Observation(
    key="2026-03-11/pioneers", value=Decimal(7), of=Decimal(10), cohort_id=PIONEERS, department=CLAIMS
)
ACTIVE_OTHERS = Observation(key="2026-03-11/others", value=Decimal(4), of=Decimal(40), cohort_id=None, department=None)
INDICATOR_RECORDED = AdoptionIndicatorRecorded(
    engagement_id=ENGAGEMENT,
    series_id=SERIES_ID,
    day=DAY,
    source="Sign-ins of the claims assistant",
    observations=(ACTIVE_PIONEERS, ACTIVE_OTHERS),
)
INDICATOR_CORRECTED = AdoptionIndicatorCorrected(
    engagement_id=ENGAGEMENT,
    series_id=SERIES_ID,
    day=DAY,
    old=ACTIVE_PIONEERS,
    new=Observation(key=ACTIVE_PIONEERS.key, value=Decimal(6), of=Decimal(10), cohort_id=PIONEERS, department=CLAIMS),
    reason="One of them was a tester.",
    corrector=CLEO,
)
CLAIM_HANDLED = Observation(key="claim-1", value=Decimal("31.5"), of=None, cohort_id=None, department=CLAIMS)
KPI_RECORDED = KpiRecorded(
    engagement_id=ENGAGEMENT, series_id=KPI_ID, day=DAY, source="Claims system", observations=(CLAIM_HANDLED,)
)
KPI_CORRECTED = KpiCorrected(
    engagement_id=ENGAGEMENT,
    series_id=KPI_ID,
    day=DAY,
    old=CLAIM_HANDLED,
    new=None,
    reason="The claim was a test.",
    corrector=CLEO,
)
