"""The governance package, before a running Fairway: refused, assembled, given out, delivered, and held to the facts."""

import base64
import json
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from cli.packages import verify
from gateway.schema.ids import uuid_of
from shared.events.people import Role
from shared.events.stages import Stage
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.house import housed
from tests.acceptance.api.running import Running
from tests.acceptance.api.stages import entered
from tests.acceptance.api.story import opened_gap

PACKAGE = """
query Package($id: ID!, $seq: Long!) {
  engagement(id: $id) { ...Last packages { number } }
  asOf(seq: $seq) { engagement(id: $id) { ...Last } }
}
fragment Last on Engagement {
  package { id number digest link criteria { code state } standing { stands changed lacking { code state } } }
}
"""


@pytest.mark.req("RB7")
async def test_a_package_is_put_together_given_out_and_held_against_the_facts(
    running: Running, desk: Desk, tmp_path: Path
) -> None:
    engagement, _ = await housed(desk)
    await entered(desk, engagement, Stage.CLOSURE)
    await desk.do("assemblePackage", by=Role.GOVERNANCE_REVIEWER, engagementId=engagement)
    whole = await desk.head()
    first = (await desk.ask(PACKAGE, id=engagement, seq=whole))["engagement"]["package"]
    assert (first["number"], first["standing"]) == (1, {"stands": True, "changed": [], "lacking": []})
    assert first["criteria"] == [{"code": "house/owned", "state": "MET"}]
    await given_out(running, desk, engagement, first, tmp_path)

    evidence = {"digest": first["digest"], "link": first["link"], "note": "The package"}
    given = {"engagementId": engagement, "stage": "CLOSURE", "deliverable": "governance_approval"}
    await desk.do("submitDeliverable", **given, evidence=evidence)

    gap = await opened_gap(desk, engagement, "Nobody's", severity="MINOR")
    shown = await desk.ask(PACKAGE, id=engagement, seq=whole)
    lacks = {"code": "house/owned", "state": "NOT_MET"}
    fallen = {"stands": False, "changed": ["house/owned"], "lacking": [lacks]}
    assert shown["engagement"]["package"]["standing"] == fallen
    assert shown["asOf"]["engagement"]["package"] == first
    refused = await desk.refused("assemblePackage", engagementId=engagement)
    assert (refused["code"], "house/owned (not_met)" in refused["message"]) == ("PACKAGE_INCOMPLETE", True)

    await desk.do("assignGapOwner", gapId=gap, owner=desk.person(Role.DATA_OWNER))
    await desk.do("assemblePackage", engagementId=engagement)
    shown = (await desk.ask(PACKAGE, id=engagement, seq=whole))["engagement"]
    assert [each["number"] for each in shown["packages"]] == [2, 1]


async def given_out(running: Running, desk: Desk, engagement: str, package: dict[str, str], folder: Path) -> None:
    """As a file whose document has the digest that is on record, to those who may read the engagement."""
    address = f"/gates/{engagement}/packages/{package['id']}"
    found = await running.http.get(address, headers=desk.headers(Role.AUDITOR))
    assert found.status_code == httpx.codes.OK
    assert sha256(base64.b64decode(found.json()["payload"])).hexdigest() == package["digest"]
    file, keys = folder / "package.json", folder / "keys.json"
    file.write_bytes(found.content)
    keys.write_text(json.dumps((await running.http.get("/keys")).json()), encoding="utf-8")
    assert f"engagement {uuid_of('Engagement', engagement)}" in verify(file, keys, package["digest"])
    other = await running.http.get(f"/gates/{engagement}/packages/{engagement}", headers=desk.headers(Role.AUDITOR))
    assert (other.status_code, other.json()["errors"][0]["extensions"]["code"]) == (404, "PACKAGE_UNKNOWN")
