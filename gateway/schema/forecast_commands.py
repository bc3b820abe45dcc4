"""Putting a forecast on record."""

from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import Given, commanded, rejectable
from gateway.schema.engagement_commands import EngagementInput, EngagementPayload
from gateway.schema.ids import named
from gateway.schema.moments import source_at_end
from services.engagement.contracts.forecasts import RecordForecast, forecasts_of


@strawberry.type
class ForecastMutations:
    @rejectable("Put on record what the forecast says now, to hold it against what comes.")
    async def record_forecast(self, info: Info, given: Given[EngagementInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = await recording(info, engagement_id)
        asked = ("recordForecast", str(engagement_id))
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id, asked)


async def recording(info: Info, engagement_id: UUID) -> RecordForecast:
    """The forecast at the end of the log, made today; without gaps it is a forecast too."""
    source = await source_at_end(info)
    now = await info.context.backends.ledger.now()
    found = await info.context.load(source, forecasts_of, engagement_id, now)
    return RecordForecast(
        engagement_id=engagement_id,
        position=source.seq,
        made_on=found.made_on,
        policy=found.policy,
        ready=found.ready,
        all_resolved=found.all_resolved,
        go_live=found.go_live,
    )
