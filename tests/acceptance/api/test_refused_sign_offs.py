"""Rules about who acts for whom, and who still may: each is broken once, and told as data."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.house import SIGNERS, requested
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.sdl import document
from tests.acceptance.api.story import in_days, started_engagement


async def lent(desk: Desk, **more: object) -> dict[str, Any]:
    """What a manager lends the champion in an engagement of its own, so that it ties nobody elsewhere."""
    given = {"engagementId": await started_engagement(desk), "role": "MANAGER", "until": in_days(9), "reason": "Away"}
    return {"person": desk.person(Role.CHAMPION), **given, **more}


async def self_delegation(desk: Desk) -> Answer:
    own = await lent(desk, person=desk.person(Role.MANAGER))
    return await desk.refused("delegateRole", by=Role.MANAGER, **own)


async def role_never_delegated(desk: Desk) -> Answer:
    return await desk.refused("delegateRole", by=Role.MANAGER, **await lent(desk, role="AUDITOR"))


async def role_not_yours_to_delegate(desk: Desk) -> Answer:
    return await desk.refused("delegateRole", by=Role.MANAGER, **await lent(desk, role="SPONSOR"))


async def delegation_out_of_bounds(desk: Desk) -> Answer:
    return await desk.refused("delegateRole", by=Role.MANAGER, **await lent(desk, until=in_days(400)))


async def delegation_of_others(desk: Desk) -> Answer:
    given = await lent(desk)
    await desk.do("delegateRole", by=Role.MANAGER, **given)
    of = {name: given[name] for name in ("person", "role", "engagementId")}
    return await desk.refused("endDelegation", **of, delegator=desk.person(Role.MANAGER), reason="Enough")


async def not_delegated(desk: Desk) -> Answer:
    """Nobody has lent the champion anything in this engagement."""
    engagement = await started_engagement(desk)
    given = {"input": {"engagementId": engagement, "plannedOn": in_days(90)}}
    behalf = {"fairway-on-behalf-of": desk.person(Role.ENGAGEMENT_LEAD)}
    answer = (await desk.post(document("planGoLive"), given, by=Role.CHAMPION, headers=behalf)).json()
    rejection: Answer = answer["data"]["planGoLive"]["rejection"]
    return rejection


async def signer_lost_role(desk: Desk) -> Answer:
    """The role for the first domain was given for a while, to a manager."""
    at = await requested(desk)
    held = {"person": desk.person(Role.MANAGER), "role": "GOVERNANCE_REVIEWER", "engagementId": at["engagementId"]}
    await desk.do("grantRole", by=Role.ADMINISTRATOR, **held)
    for domain, role in {**SIGNERS, "house/governance": Role.MANAGER}.items():
        await desk.do("recordSignOff", by=role, **at, domain=domain)
    await desk.do("revokeRole", by=Role.ADMINISTRATOR, **held)
    return await desk.refused("decideGate", by=Role.SPONSOR, **at, outcome="GO")


ATTEMPTS: dict[Attempt, list[str]] = {
    self_delegation: ["input", "person"],
    role_never_delegated: ["input", "role"],
    role_not_yours_to_delegate: ["input", "role"],
    delegation_out_of_bounds: ["input", "until"],
    delegation_of_others: [],
    not_delegated: [],
    signer_lost_role: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)
