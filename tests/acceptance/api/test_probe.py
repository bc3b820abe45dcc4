"""Probe."""
from tests.acceptance.api.desk import Desk
async def test_probe(desk: Desk) -> None:
    p = await desk.do("registerPilot", name="Claims triage", purpose="Sort", runBy="OWN_TEAM", startedOn="2026-03-02")
    print(p)
    r = await desk.refused("registerPilot", by="auditor", name="Claims triage", purpose="Sort", runBy="OWN_TEAM", startedOn="2026-03-02")
    print(r)
    print(await desk.head())
