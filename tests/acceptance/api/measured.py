"""Setting the scene of measuring through the API."""

from shared.events.people import Role
from tests.acceptance.api.desk import Desk


async def defined_series(desk: Desk, engagement: str, template: str = "help_requests") -> str:
    owned = {"source": "Help desk", "owner": desk.person(Role.CHANGE_LEAD)}
    return str((await desk.do("defineSeries", engagementId=engagement, template=template, **owned))["id"])
