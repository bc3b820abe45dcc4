"""Rules of governance closure: each is broken once, told as data, and leaves the log as it was."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.governance import (
    CONFIDENTIAL,
    MET,
    SUITABLE,
    access_to,
    adopted_set,
    approved_access,
    classified_source,
    registered_source,
    requested_access,
)
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import EVIDENCE, in_days, started_engagement, unknown


async def approval(desk: Desk, source: str, access: str, until: str = in_days(90)) -> Answer:
    return await desk.refused("approveDataAccess", by=Role.DATA_OWNER, sourceId=source, accessId=access, until=until)


async def data_source_not_found(desk: Desk) -> Answer:
    return await desk.refused("nameDataSourceOwner", sourceId=unknown("DataSource"), owner=desk.person(Role.DATA_OWNER))


async def data_source_has_no_owner(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    source = str((await desk.do("registerDataSource", engagementId=engagement, name="Letters"))["id"])
    return await approval(desk, source, await access_to(desk, source))


async def data_not_classified(desk: Desk) -> Answer:
    source = await registered_source(desk, await started_engagement(desk))
    return await approval(desk, source, await access_to(desk, source))


async def not_the_data_owner(desk: Desk) -> Answer:
    source, access = await requested_access(desk, await started_engagement(desk))
    await desk.do("nameDataSourceOwner", sourceId=source, owner=desk.person(Role.MANAGER))
    return await approval(desk, source, access)


async def own_request(desk: Desk) -> Answer:
    source = await classified_source(desk, await started_engagement(desk))
    return await approval(desk, source, await access_to(desk, source, by=Role.DATA_OWNER))


async def data_access_not_found(desk: Desk) -> Answer:
    source = await classified_source(desk, await started_engagement(desk))
    return await approval(desk, source, unknown("DataAccess"))


async def data_access_gone(desk: Desk) -> Answer:
    source, access = await approved_access(desk, await started_engagement(desk))
    await desk.do("revokeDataAccess", by=Role.DATA_OWNER, sourceId=source, accessId=access, reason="Too much")
    return await approval(desk, source, access)


async def approval_out_of_bounds(desk: Desk) -> Answer:
    source, access = await requested_access(desk, await started_engagement(desk))
    return await approval(desk, source, access, in_days(400))


async def role_not_of_the_business(desk: Desk) -> Answer:
    answering = {"person": desk.person(Role.INFRASTRUCTURE_LEAD), "role": "INFRASTRUCTURE_LEAD"}
    return await desk.refused("assignModelAccountability", engagementId=await started_engagement(desk), **answering)


async def not_assigned_to_you(desk: Desk) -> Answer:
    of = {"engagementId": await started_engagement(desk)}
    await desk.do("assignModelAccountability", **of, person=desk.person(Role.SPONSOR), role="SPONSOR")
    return await desk.refused("acceptModelAccountability", by=Role.MANAGER, **of)


async def assigned_role_not_held(desk: Desk) -> Answer:
    of = {"engagementId": await started_engagement(desk)}
    await desk.do("assignModelAccountability", **of, person=desk.person(Role.MANAGER), role="SPONSOR")
    return await desk.refused("acceptModelAccountability", by=Role.MANAGER, **of)


async def audit_logging_not_configured(desk: Desk) -> Answer:
    of = {"engagementId": await started_engagement(desk)}
    return await desk.refused("recordAuditLogTest", **of, evidence=EVIDENCE, passed=True)


async def unknown_edition(desk: Desk) -> Answer:
    of: dict[str, Any] = {"engagementId": await started_engagement(desk), "jurisdictions": ["CANADA"]}
    return await desk.refused("adoptObligationSet", **of, edition=99)


async def earlier_edition(desk: Desk) -> Answer:
    of: dict[str, Any] = {"engagementId": await adopted_set(desk), "jurisdictions": ["INTERNATIONAL"]}
    return await desk.refused("adoptObligationSet", **of, edition=1)


async def no_duties_there(desk: Desk) -> Answer:
    of: dict[str, Any] = {"engagementId": await started_engagement(desk), "jurisdictions": ["CANADA"]}
    return await desk.refused("adoptObligationSet", **of, edition=1)


async def no_obligation_set(desk: Desk) -> Answer:
    return await desk.refused("mapObligation", engagementId=await started_engagement(desk), **MET)


async def obligation_not_adopted(desk: Desk) -> Answer:
    return await desk.refused("mapObligation", engagementId=await adopted_set(desk), **{**MET, "at": "Principle 9"})


async def own_set(desk: Desk) -> Answer:
    of: dict[str, Any] = {"engagementId": await started_engagement(desk), "jurisdictions": ["CANADA"]}
    person = {"person": desk.person(Role.ENGAGEMENT_LEAD), "engagementId": of["engagementId"]}
    await desk.do("adoptObligationSet", **of)
    await desk.do("grantRole", by=Role.ADMINISTRATOR, **person, role="SPONSOR")
    return await desk.refused("excludeObligation", engagementId=of["engagementId"], **SUITABLE, reason="None of ours")


async def obligation_out_of_force(desk: Desk) -> Answer:
    of = {"engagementId": await adopted_set(desk)}
    await desk.do("excludeObligation", by=Role.SPONSOR, **of, **SUITABLE, reason="None of ours")
    return await desk.refused("mapObligation", **of, **MET)


async def obligation_not_mapped(desk: Desk) -> Answer:
    of = {"engagementId": await adopted_set(desk)}
    return await desk.refused("confirmCompliance", by=Role.GOVERNANCE_REVIEWER, **of, **SUITABLE, evidence=EVIDENCE)


async def own_mapping(desk: Desk) -> Answer:
    of = {"engagementId": await adopted_set(desk), "by": Role.GOVERNANCE_REVIEWER}
    await desk.do("mapObligation", **of, **MET)
    return await desk.refused("confirmCompliance", **of, **SUITABLE, evidence=EVIDENCE)


ATTEMPTS: dict[Attempt, list[str]] = {
    data_source_not_found: [],
    data_source_has_no_owner: [],
    data_not_classified: [],
    not_the_data_owner: [],
    own_request: [],
    data_access_not_found: [],
    data_access_gone: [],
    approval_out_of_bounds: ["input", "until"],
    role_not_of_the_business: ["input", "role"],
    not_assigned_to_you: [],
    assigned_role_not_held: [],
    audit_logging_not_configured: [],
    unknown_edition: ["input", "edition"],
    earlier_edition: ["input", "edition"],
    no_duties_there: ["input", "jurisdictions"],
    no_obligation_set: [],
    obligation_not_adopted: ["input", "at"],
    own_set: [],
    obligation_out_of_force: [],
    obligation_not_mapped: [],
    own_mapping: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)


@pytest.mark.req("RB5")
@pytest.mark.parametrize("role", sorted(set(Role) - {Role.BUSINESS_OWNER}))
async def test_no_role_but_that_of_a_business_owner_classifies_data(desk: Desk, role: Role) -> None:
    source = await registered_source(desk, await started_engagement(desk))
    refused = await desk.refused("classifyData", by=role, sourceId=source, **CONFIDENTIAL)
    assert refused["code"] == "NOT_PERMITTED"


async def test_an_owner_is_somebody_of_the_tenant(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    nobody = unknown("Person")
    for_good = await desk.refused("registerDataSource", engagementId=engagement, name="Claims", owner=nobody)
    source = await registered_source(desk, engagement)
    later = await desk.refused("nameDataSourceOwner", sourceId=source, owner=nobody)
    answering = await desk.refused("assignModelAccountability", engagementId=engagement, person=nobody, role="SPONSOR")
    assert {each["code"] for each in (for_good, later, answering)} == {"PERSON_NOT_FOUND"}
