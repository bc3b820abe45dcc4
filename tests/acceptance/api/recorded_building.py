"""The part of a recorded run in which what goes live is built, hardened, integrated and put under load."""

from datetime import timedelta
from typing import Any

from shared.events.people import Role
from tests.acceptance.api.infrastructure import BORNE, CLAIMS, ENDPOINT, LEVEL, PEAK, built, digests
from tests.acceptance.api.recording import Run
from tests.acceptance.api.story import EVIDENCE


async def what_goes_live_is_tested(run: Run) -> None:
    """Nearly proven: the load test falls short, and the only integration point is withdrawn."""
    environment = {"environmentId": await declared_production(run)}
    await run.do("addHardeningItem", **environment, **ENDPOINT)
    (item,) = (await built(run.desk, run.ids["engagement"]))["environments"]["nodes"][0]["hardening"]
    await release_is_tested(run, environment)
    named = {**environment, "itemId": item["id"]}
    await run.do("completeHardening", **named, evidence=EVIDENCE)
    await run.do("verifyHardening", by=Role.GOVERNANCE_REVIEWER, **named)
    await run.do("reopenHardening", **named, reason="The network was divided anew")


async def declared_production(run: Run) -> str:
    of = {"engagementId": run.ids["engagement"], "name": "Montreal", "kind": "PRODUCTION"}
    run.ids["environment"] = str((await run.do("declareEnvironment", **of))["id"])
    return run.ids["environment"]


async def release_is_tested(run: Run, environment: dict[str, str]) -> None:
    of: dict[str, Any] = {"engagementId": run.ids["engagement"]}
    await run.do("pinRelease", **of, name="2026.3", **digests(1))
    pinned = (await built(run.desk, run.ids["engagement"]))["releasePlan"]["pinned"]
    with_it = {"releaseId": str(pinned["id"])}
    await run.do("pinRelease", **of, name="2026.4", **digests(2))
    await run.do("restoreRelease", **of, **with_it)
    yesterday = the_day_before(run)
    await run.do("recordDeployment", **environment, **with_it, deployedOn=yesterday, evidence=EVIDENCE)
    await run.do("expectPeakLoad", by=Role.SPONSOR, **of, **PEAK)
    await run.do("setServiceLevel", **of, **LEVEL)
    borne = {**BORNE, "achieved": "59", "ranOn": yesterday}
    await run.do("recordLoadTest", **of, **with_it, **environment, **borne)
    point = {"pointId": str((await run.do("declareIntegrationPoint", **of, **CLAIMS))["id"])}
    passed: dict[str, Any] = {"outcome": "PASSED", "target": "PRODUCTION", "ranOn": yesterday, "evidence": EVIDENCE}
    await run.do("recordIntegrationTest", **point, **with_it, **passed)
    await run.do("withdrawIntegrationPoint", **point, reason="The portal fetches drafts instead")


def the_day_before(run: Run) -> str:
    return (run.now - timedelta(days=1)).date().isoformat()
