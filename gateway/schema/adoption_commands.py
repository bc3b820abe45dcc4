"""Publishing the adoption report before the ninety days are over."""

from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.adoption_reports import made
from gateway.schema.answers import Given, commanded, rejectable
from gateway.schema.engagement_commands import EngagementInput, EngagementPayload
from gateway.schema.ids import named
from gateway.schema.moments import source_at_end
from services.measurement.contracts.reports import PublishAdoptionReport


@strawberry.type
class AdoptionMutations:
    @rejectable("Publish the adoption report as it reads now; that of day 90 publishes itself.")
    async def publish_adoption_report(self, info: Info, given: Given[EngagementInput]) -> EngagementPayload:
        engagement_id = named("Engagement", "engagementId", given.engagement_id)
        command = await publishing(info, engagement_id)
        asked = ("publishAdoptionReport", str(engagement_id))
        return await EngagementPayload.after(info, await commanded(info, given), command, engagement_id, asked)


async def publishing(info: Info, engagement_id: UUID) -> PublishAdoptionReport:
    """The report at the end of the log, by its digest; without one the command says why there is none."""
    source = await source_at_end(info)
    found = await made(info, engagement_id, source.seq)
    digest = found.digest if found else "0" * 64
    return PublishAdoptionReport(engagement_id=engagement_id, position=source.seq, digest=digest)
