"""Questions about what going to production will have cost in the end."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from services.engagement.domain.cost_forecast import CostForecast, Work, cost_forecasts, work
from services.engagement.domain.forecast_policy import FORECAST_POLICIES, ForecastPolicy
from services.engagement.domain.gap_status import REMAINING, GapStatus
from services.engagement.queries.calendar import zone_of
from services.engagement.queries.costs import BAND, cost_multiples_of
from services.engagement.queries.gap_register import GapLine, gaps_of
from services.engagement.queries.plan import estimate
from shared.policy.shipped import in_force
from shared.projecting.as_of import Source
from shared.projecting.reading import Reader


async def cost_forecasts_of(
    reader: Reader, source: Source, engagement_ids: Sequence[UUID], at: datetime
) -> list[tuple[CostForecast, ...]]:
    """One for each currency that anything was spent in, by the policy of the tenant's day of `at`."""
    policy = in_force(FORECAST_POLICIES, at.astimezone(await zone_of(reader, source)).date())
    registers = await gaps_of(reader, source, engagement_ids)
    spent = await cost_multiples_of(reader, source, engagement_ids)
    return [
        cost_forecasts([each.spent for each in mine], work_of(gaps, policy), BAND)
        for gaps, mine in zip(registers, spent, strict=True)
    ]


def work_of(gaps: Sequence[GapLine], policy: ForecastPolicy) -> Work:
    """What was cancelled is neither done nor left."""
    standing = [gap for gap in gaps if gap.status is not GapStatus.CANCELLED]
    closed = (estimate(gap) for gap in standing if gap.status not in REMAINING)
    left = (estimate(gap) for gap in standing if gap.status in REMAINING)
    return work(closed, left, policy.unestimated)
