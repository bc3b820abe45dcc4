"""What was forecast for the claims assistant."""

from datetime import date

from shared.events.forecasts import ForecastDates, ForecastRecorded
from tests.facts.engagements import ENGAGEMENT

FORECAST_RECORDED = ForecastRecorded(
    engagement_id=ENGAGEMENT,
    position=42,
    made_on=date(2026, 3, 2),
    policy=1,
    ready=ForecastDates(p50=date(2026, 3, 20), p80=date(2026, 3, 26), p95=date(2026, 4, 2)),
    all_resolved=ForecastDates(p50=date(2026, 3, 24), p80=date(2026, 3, 31), p95=date(2026, 4, 7)),
    go_live=ForecastDates(p50=date(2026, 4, 6), p80=date(2026, 4, 6), p95=date(2026, 4, 7)),
)
