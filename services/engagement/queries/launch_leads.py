"""Questions about how early a system may go live."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from services.engagement.domain.change_policy import CHANGE_POLICIES
from services.engagement.domain.launch_lead import earliest_go_live, lead_days
from services.engagement.projections.change_programs import CHANGE_PROGRAMS, ChangeProgramEntry
from services.engagement.queries.calendar import zone_of
from shared.kernel.days import day_begins
from shared.kernel.record import record
from shared.projecting.as_of import Source
from shared.projecting.questions import by_key
from shared.projecting.reading import Reader


@record
class LaunchLead:
    """Nothing but the days that are due until the programme is launched; `begins_at` is the tenant's own midnight."""

    launched_on: date | None
    lead_days: int
    earliest_go_live: date | None
    begins_at: datetime | None


async def launch_leads_of(reader: Reader, source: Source, engagement_ids: Sequence[UUID]) -> list[LaunchLead | None]:
    """None for engagements without a programme."""
    zone = await zone_of(reader, source)
    programs = await by_key(reader, source, CHANGE_PROGRAMS, engagement_ids)
    return [launch_lead(program, zone) if program else None for program in programs]


def launch_lead(program: ChangeProgramEntry, zone: ZoneInfo) -> LaunchLead:
    lead, launched = lead_days(CHANGE_POLICIES[program.policy]), program.launched_on
    earliest = earliest_go_live(launched, lead) if launched else None
    return LaunchLead(
        launched_on=launched,
        lead_days=lead,
        earliest_go_live=earliest,
        begins_at=day_begins(earliest, zone) if earliest else None,
    )
