"""Rules of what goes live: each is broken once, told as data, and leaves the log as it was."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.infrastructure import (
    BORNE,
    ENDPOINT,
    LEVEL,
    PEAK,
    completed_item,
    declared_environment,
    declared_point,
    digests,
    expecting,
    hardening_item,
    integration,
    pinned_release,
)
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import EVIDENCE, in_days, started_engagement, unknown


async def deployment(desk: Desk, environment: str, release: str) -> Answer:
    given: dict[str, Any] = {"releaseId": release, "deployedOn": in_days(0), "evidence": EVIDENCE}
    return await desk.refused("recordDeployment", environmentId=environment, **given)


async def load_test(desk: Desk, engagement: str, release: str) -> Answer:
    named = {"engagementId": engagement, "releaseId": release, "environmentId": unknown("Environment")}
    return await desk.refused("recordLoadTest", **named, ranOn=in_days(0), **BORNE)


async def environment_not_found(desk: Desk) -> Answer:
    return await desk.refused("addHardeningItem", environmentId=unknown("Environment"), **ENDPOINT)


async def release_not_found(desk: Desk) -> Answer:
    environment = await declared_environment(desk, await started_engagement(desk))
    return await deployment(desk, environment, unknown("Release"))


async def integration_point_not_found(desk: Desk) -> Answer:
    return await desk.refused("withdrawIntegrationPoint", pointId=unknown("IntegrationPoint"), reason="No use")


async def too_many_hardening_items(desk: Desk) -> Answer:
    environment = await declared_environment(desk, await started_engagement(desk))
    for _ in range(50):
        await desk.do("addHardeningItem", environmentId=environment, **ENDPOINT)
    return await desk.refused("addHardeningItem", environmentId=environment, **ENDPOINT)


async def hardening_item_not_found(desk: Desk) -> Answer:
    environment = await declared_environment(desk, await started_engagement(desk))
    return await desk.refused("verifyHardening", environmentId=environment, itemId=unknown("HardeningItem"))


async def hardening_not_completed(desk: Desk) -> Answer:
    return await desk.refused("verifyHardening", **await hardening_item(desk, await started_engagement(desk)))


async def hardening_already_verified(desk: Desk) -> Answer:
    item = await completed_item(desk, await started_engagement(desk))
    await desk.do("verifyHardening", by=Role.GOVERNANCE_REVIEWER, **item)
    return await desk.refused("completeHardening", **item, evidence={**EVIDENCE, "note": "Another scan"})


async def own_hardening(desk: Desk) -> Answer:
    item = await completed_item(desk, await started_engagement(desk))
    return await desk.refused("verifyHardening", by=Role.INFRASTRUCTURE_LEAD, **item)


async def environment_not_production(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    environment = await declared_environment(desk, engagement, "PRE_PRODUCTION")
    return await deployment(desk, environment, await pinned_release(desk, engagement))


async def integration_point_gone(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    release, point = await pinned_release(desk, engagement), await declared_point(desk, engagement)
    await desk.do("withdrawIntegrationPoint", pointId=point, reason="No use")
    return await desk.refused("recordIntegrationTest", **integration(point, release))


async def release_already_pinned(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    await pinned_release(desk, engagement)
    return await desk.refused("pinRelease", engagementId=engagement, name="Brand new", **digests(1))


async def peak_load_unknown(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    await desk.do("setServiceLevel", engagementId=engagement, **LEVEL)
    return await load_test(desk, engagement, await pinned_release(desk, engagement))


async def service_level_unknown(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    await desk.do("expectPeakLoad", engagementId=engagement, **PEAK)
    return await load_test(desk, engagement, await pinned_release(desk, engagement))


ATTEMPTS: dict[Attempt, list[str]] = {
    environment_not_found: [],
    release_not_found: ["input", "releaseId"],
    integration_point_not_found: [],
    too_many_hardening_items: [],
    hardening_item_not_found: ["input", "itemId"],
    hardening_not_completed: [],
    hardening_already_verified: [],
    own_hardening: [],
    environment_not_production: [],
    integration_point_gone: [],
    release_already_pinned: [],
    peak_load_unknown: [],
    service_level_unknown: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)


@pytest.mark.req("RH6")
async def test_what_belongs_to_another_engagement_is_none_of_this_one(desk: Desk) -> None:
    engagement, other = await started_engagement(desk), await started_engagement(desk, "Letters")
    elsewhere = await pinned_release(desk, other)
    point = await declared_point(desk, engagement)
    await expecting(desk, engagement)
    refused = [
        await deployment(desk, await declared_environment(desk, engagement), elsewhere),
        await desk.refused("recordIntegrationTest", **integration(point, elsewhere)),
        await desk.refused("restoreRelease", engagementId=engagement, releaseId=elsewhere),
        await load_test(desk, engagement, elsewhere),
    ]
    assert {each["code"] for each in refused} == {"RELEASE_NOT_FOUND"}
    there = await load_test(desk, engagement, await pinned_release(desk, engagement))
    assert (there["code"], there["where"]) == ("ENVIRONMENT_NOT_FOUND", ["input", "environmentId"])


async def test_nothing_is_reported_before_it_happened(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    release, point = await pinned_release(desk, engagement), await declared_point(desk, engagement)
    tomorrow = integration(point, release, ranOn=in_days(1))
    refused = await desk.refused("recordIntegrationTest", **tomorrow)
    assert (refused["code"], refused["where"]) == ("IN_THE_FUTURE", ["input", "ranOn"])
