"""Setting the scene for what goes live through the API: where it runs, whom it meets, what it must bear."""

from typing import Any

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.story import EVIDENCE, in_days

BUILT = """
query Built($id: ID!) {
  engagement(id: $id) {
    environments(last: 1) { nodes { id hardening { id status } } }
    releasePlan { pinned { id name } }
  }
}
"""
PEAK = {"requestsPerSecond": "40", "basis": "The busiest hour of the storm, and half as much again"}
LEVEL: dict[str, Any] = {"percentile": "95", "latencyMs": 1_200, "errorShare": "0.005"}
BORNE: dict[str, Any] = {"achieved": "60", "latencyMs": 1_200, "errorShare": "0.005", "evidence": EVIDENCE}
CLAIMS = {"system": "Claims system", "direction": "BOTH", "workflow": "A new claim asks for a draft"}
ENDPOINT = {"kind": "PRIVATE_ENDPOINT", "title": "Answers inside the network only"}


def digests(number: int) -> dict[str, str]:
    """Of the release with this number."""
    return {f"{part}Digest": f"{number:02x}" * 32 for part in ("model", "prompt", "data", "configuration")}


async def built(desk: Desk, engagement: str) -> dict[str, Any]:
    found: dict[str, Any] = (await desk.ask(BUILT, id=engagement))["engagement"]
    return found


async def pinned_release(desk: Desk, engagement: str, number: int = 1) -> str:
    await desk.do("pinRelease", engagementId=engagement, name=f"Release {number}", **digests(number))
    return str((await built(desk, engagement))["releasePlan"]["pinned"]["id"])


async def declared_environment(desk: Desk, engagement: str, kind: str = "PRODUCTION") -> str:
    wanted = {"engagementId": engagement, "name": f"Montreal, {kind.lower()}", "kind": kind}
    return str((await desk.do("declareEnvironment", by=Role.INFRASTRUCTURE_LEAD, **wanted))["id"])


async def hardening_item(desk: Desk, engagement: str) -> dict[str, str]:
    """In a production environment of its own: what names it."""
    environment = await declared_environment(desk, engagement)
    await desk.do("addHardeningItem", environmentId=environment, **ENDPOINT)
    (item,) = (await built(desk, engagement))["environments"]["nodes"][0]["hardening"]
    return {"environmentId": environment, "itemId": item["id"]}


async def completed_item(desk: Desk, engagement: str) -> dict[str, str]:
    """By the infrastructure lead."""
    item = await hardening_item(desk, engagement)
    await desk.do("completeHardening", by=Role.INFRASTRUCTURE_LEAD, **item, evidence=EVIDENCE)
    return item


async def declared_point(desk: Desk, engagement: str, system: str = "Claims system") -> str:
    point = await desk.do("declareIntegrationPoint", engagementId=engagement, **{**CLAIMS, "system": system})
    return str(point["id"])


async def expecting(desk: Desk, engagement: str) -> None:
    await desk.do("expectPeakLoad", by=Role.SPONSOR, engagementId=engagement, **PEAK)
    await desk.do("setServiceLevel", by=Role.SYSTEM_OWNER, engagementId=engagement, **LEVEL)


async def load_tested(desk: Desk, engagement: str, release: str, environment: str, **given: object) -> dict[str, Any]:
    named = {"engagementId": engagement, "releaseId": release, "environmentId": environment, "ranOn": in_days(-1)}
    return await desk.do("recordLoadTest", by=Role.INFRASTRUCTURE_LEAD, **{**named, **BORNE, **given})


def integration(point: str, release: str, **given: object) -> dict[str, Any]:
    """A test that passed on production yesterday."""
    passed = {"outcome": "PASSED", "target": "PRODUCTION", "ranOn": in_days(-1), "evidence": EVIDENCE}
    return {"pointId": point, "releaseId": release, **passed, **given}


async def proven_release(desk: Desk, engagement: str) -> dict[str, str]:
    """Pinned, under load and at an integration point; the id of each thing that took, by its noun."""
    return await proven(desk, engagement, await pinned_release(desk, engagement))


async def proven(desk: Desk, engagement: str, release: str) -> dict[str, str]:
    """Under load and at an integration point; the id of each thing that took, by its noun."""
    item, point = await completed_item(desk, engagement), await declared_point(desk, engagement)
    await expecting(desk, engagement)
    await load_tested(desk, engagement, release, item["environmentId"])
    await desk.do("recordIntegrationTest", **integration(point, release))
    ids = {"Release": release, "IntegrationPoint": point}
    return {**ids, "Environment": item["environmentId"], "HardeningItem": item["itemId"]}
