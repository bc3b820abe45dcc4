"""Setting the scene of governance closure through the API: data sources, and who asks for them."""

from typing import Any

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.story import EVIDENCE, in_days, started_engagement

CONFIDENTIAL: dict[str, Any] = {"dataClass": "CONFIDENTIAL", "personalData": True}
LOGGING: dict[str, Any] = {
    "destination": "The archive of records",
    "covers": ["prompts", "drafts"],
    "retentionDays": 2_555,
}


SUITABLE: dict[str, Any] = {"instrument": "osfi_e23", "at": "Principle 3.2"}
MET: dict[str, Any] = {**SUITABLE, "criteria": [11, 13], "how": "Letters of all offices", "evidence": EVIDENCE}


async def adopted_set(desk: Desk) -> str:
    """The engagement that adopted it: Canadian guidance in the latest edition."""
    engagement = await started_engagement(desk)
    await desk.do("adoptObligationSet", engagementId=engagement, jurisdictions=["CANADA"])
    return engagement


async def registered_source(desk: Desk, engagement: str, name: str = "Claims") -> str:
    """Owned by the data owner, and not classified yet."""
    owner = desk.person(Role.DATA_OWNER)
    source = await desk.do("registerDataSource", engagementId=engagement, name=name, owner=owner)
    return str(source["id"])


async def classified_source(desk: Desk, engagement: str, name: str = "Claims") -> str:
    source = await registered_source(desk, engagement, name)
    await desk.do("classifyData", by=Role.BUSINESS_OWNER, sourceId=source, **CONFIDENTIAL)
    return source


async def access_to(desk: Desk, source: str, *, by: str = Role.MODEL_LEAD) -> str:
    asked = await desk.do("requestDataAccess", by=by, sourceId=source, purpose="Grounding", scope="The last two years")
    return str(asked["id"])


async def requested_access(desk: Desk, engagement: str) -> tuple[str, str]:
    """The source, and the access to it that waits for its owner."""
    source = await classified_source(desk, engagement)
    return source, await access_to(desk, source)


async def approved_access(desk: Desk, engagement: str) -> tuple[str, str]:
    source, access = await requested_access(desk, engagement)
    await desk.do("approveDataAccess", by=Role.DATA_OWNER, sourceId=source, accessId=access, until=in_days(90))
    return source, access
