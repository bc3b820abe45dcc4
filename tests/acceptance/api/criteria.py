"""An engagement that is held to something, and what is shown and said of it."""

from collections.abc import Mapping
from typing import Any

import httpx

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.story import in_days, started_engagement
from tests.facts.frameworks import CLAIMS_RULES

FAIRWAY = {"name": "fairway", "version": 1}
CLAIMS = {"name": "claims", "version": 1}
PLAYBOOK = {"criterion": "fairway/incident_playbook", "kind": "incident_playbook", "title": "Playbook, edition 3"}
READ_BY_ALL = [{"name": "version", "value": "3"}, {"name": "acknowledged_share", "value": "0.95"}]


async def adopted_engagement(desk: Desk, *beside: dict[str, Any]) -> str:
    """Held to what ships, and to these."""
    engagement = await started_engagement(desk)
    await held_to(desk, engagement, *beside)
    return engagement


async def held_to(desk: Desk, engagement: str, *beside: dict[str, Any]) -> None:
    of: dict[str, Any] = {
        "engagementId": engagement,
        "frameworks": [FAIRWAY, *beside],
        "reason": "What every pilot is held to",
    }
    await desk.do("adoptCriteriaSet", **of)


async def published_claims(desk: Desk) -> None:
    await desk.do("publishFramework", by=Role.GOVERNANCE_REVIEWER, name="claims", document=CLAIMS_RULES)


def artefact(begins: int = 0, lasts: int = 90, **changed: object) -> dict[str, Any]:
    """From so many days from today on, for so many days."""
    days = {"validFrom": in_days(begins), "validUntil": in_days(begins + lasts)}
    said = {"digest": "ab" * 32, "size": 4_096, "mediaType": "application/pdf", "source": "https://wiki.example/play"}
    return {**said, "values": READ_BY_ALL, **days, **changed}


async def submitted_evidence(desk: Desk, engagement: str, *, by: Role = Role.ENGAGEMENT_LEAD, **given: object) -> str:
    wanted: dict[str, Any] = {**PLAYBOOK, "artefact": artefact(), **given}
    return str((await desk.do("submitEvidence", by=by, engagementId=engagement, **wanted))["id"])


async def sent(
    desk: Desk,
    engagement: str,
    content: bytes,
    said: Mapping[str, str],
    *,
    by: Role = Role.INTEGRATOR,
    media_type: str = "application/json",
) -> httpx.Response:
    """A file, as a pipeline pushes it."""
    about = {"engagement": engagement, "source": "https://ci.example/7", "title": "As the pipeline made it"}
    days = {"validFrom": in_days(0), "validUntil": in_days(30)}
    headers = {**desk.headers(by), "content-type": media_type}
    return await desk.http.put("/evidence", params={**about, **days, **said}, content=content, headers=headers)


async def sent_from_elsewhere(
    http: httpx.AsyncClient, by: Mapping[str, str], content: bytes, engagement: str, piece: str | None
) -> httpx.Response:
    """A text for the playbook, or in the place of a piece that was sent before."""
    said = {"source": "https://wiki.example/play", "validFrom": in_days(0), "validUntil": in_days(9)}
    about = {"engagement": engagement, **PLAYBOOK} if piece is None else {"reason": "Edition 2"}
    address = "/evidence" if piece is None else f"/evidence/{piece}"
    headers = {**by, "content-type": "text/plain"}
    return await http.put(address, params={**said, **about}, content=content, headers=headers)
