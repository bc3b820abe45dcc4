"""A cluster before a running Fairway: what was decided on is let in, and nothing else, for as long as that stands."""

from typing import Any
from uuid import UUID

import httpx
import pytest

from cli.gate_checking import pass_of
from gateway.schema.ids import uuid_of
from shared.events.gates import GateDecisionRevoked
from shared.events.people import Role
from tests.acceptance.api.deciding import STAGE, decided_on
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.infrastructure import digests, pinned_release
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import started_engagement
from tests.acceptance.api.test_pipelines import asking
from tests.unit.gateway.gates.cluster import image, pod, review, workload

pytestmark = pytest.mark.req("X16")

PROXY = "e5" * 32
RELEASE, OTHER = (image(digests(number)["modelDigest"]) for number in (1, 2))


def deployed(*images: str) -> dict[str, Any]:
    return review(workload("Deployment", pod(*images)))


class Cluster:
    """What an API server sends, by the pass of its forwarder."""

    def __init__(self, http: httpx.AsyncClient, engagement_id: UUID, shown: str) -> None:
        self._http, self._address = http, f"/gates/{engagement_id}/{STAGE}/admission"
        self._shown = {"authorization": f"Bearer {shown}"}

    async def says(self, made: object) -> str:
        """That it is let in, or by which codes it is not."""
        response = await self.sends(made)
        assert response.status_code == 200, response.text
        told = response.json()["response"]
        return "let in" if told["allowed"] else str(told["status"]["message"])

    async def sends(self, made: object) -> httpx.Response:
        return await self._http.post(self._address, json=made, headers=self._shown, timeout=10)


async def test_a_cluster_lets_in_what_was_decided_on_until_it_is_revoked(
    running: Running, desk: Desk, port: int
) -> None:
    engagement = await started_engagement(desk)
    engagement_id = uuid_of("Engagement", engagement)
    await pinned_release(desk, engagement)
    async with asking(desk, port) as http:
        shown = await pass_of(http, engagement_id, STAGE, (f"sha256:{PROXY}",), 30)
    cluster = Cluster(running.http, engagement_id, shown)
    assert (await cluster.says(deployed(RELEASE))).startswith("GATE_DENIES: The gate does not let it pass: NOT_DECIDED")

    decision_id = await decided_on(desk, engagement_id)
    assert await cluster.says(deployed(RELEASE, image(PROXY))) == "let in"
    assert (await cluster.says(deployed(RELEASE, OTHER))).startswith("IMAGE_NOT_OF_RELEASE")
    assert (await cluster.says(deployed(RELEASE.partition("@")[0]))).startswith("IMAGE_WITHOUT_DIGEST")
    await others_are_refused(running, cluster, engagement_id)

    revoked = GateDecisionRevoked(
        engagement_id=engagement_id, stage=STAGE, decision_id=decision_id, reason="A complaint"
    )
    await desk.fairway.gates.record(desk.tenant, revoked)
    assert (await cluster.says(deployed(RELEASE))).startswith("GATE_DENIES: The gate does not let it pass: REVOKED")


async def others_are_refused(running: Running, cluster: Cluster, engagement_id: UUID) -> None:
    """A pass of another tenant opens nothing here, and is given out for nothing of this one's."""
    neighbour = await running.tenancy()
    theirs = uuid_of("Engagement", await started_engagement(neighbour))
    headers = neighbour.headers(Role.AUDITOR)
    shown = (await running.http.post(f"/gates/{theirs}/{STAGE}/passes", json={}, headers=headers)).json()["pass"]
    foreign = await Cluster(running.http, engagement_id, shown).sends(deployed(RELEASE))
    assert (foreign.status_code, foreign.json()["errors"][0]["extensions"]["code"]) == (403, "BAD_PASS")
    unknown = await running.http.post(f"/gates/{engagement_id}/{STAGE}/passes", json={}, headers=headers)
    assert (unknown.status_code, unknown.json()["errors"][0]["extensions"]["code"]) == (404, "ENGAGEMENT_UNKNOWN")
    assert await cluster.says(deployed(RELEASE)) == "let in"
