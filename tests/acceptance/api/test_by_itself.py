"""What nobody asks for happens while Fairway runs, and the log says that it was nobody."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio

from deploy.clock import now
from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.running import Running, running_fairway
from tests.acceptance.api.story import in_days, opened_gap, started_engagement
from tests.database import Database, copy_of

SECONDS = 30
GAP = "query ($id: ID!) { gap(id: $id) { status deferredUntil } }"
LAST = """
query { events(first: 100) { nodes { type occurredAt recordedAt causationId correlationId commandId actor { name } } } }
"""


DELAYS = """query ($id: ID!) { engagement(id: $id) { stages {
  stage delays { daysLate endedAt waitingOn { matter subject } }
} } }"""


@pytest_asyncio.fixture
async def acting(server: str, template: Database, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Running]:
    folder = tmp_path_factory.mktemp("by itself")
    async with copy_of(template, server) as database, running_fairway(database, folder, by_itself=True) as running:
        yield running


@pytest.mark.req("RF7")
@pytest.mark.req("RB6")
async def test_a_gap_comes_back_from_being_put_off_and_nobody_did_it(acting: Running) -> None:
    desk = await acting.tenancy()
    engagement = await started_engagement(desk)
    gap = await opened_gap(desk, engagement)
    await desk.do("deferGap", by=Role.SPONSOR, gapId=gap, until=in_days(1), reason="The new feed comes first")
    await acting.set_clock(now() + timedelta(days=4))

    async with asyncio.timeout(SECONDS):
        while (await desk.ask(GAP, id=gap))["gap"]["status"] != "OPEN":
            pass
    deferred, over = (await desk.ask(LAST, by=Role.AUDITOR))["events"]["nodes"][-2:]
    assert (deferred["type"], over["type"], over["actor"]) == ("GapDeferred", "GapDeferralExpired", None)
    assert over["correlationId"] == deferred["commandId"]
    assert over["causationId"] is not None
    assert over["occurredAt"].startswith(in_days(2))
    assert over["recordedAt"] > over["occurredAt"]
    await late_is_told_once(acting, desk, engagement)


async def late_is_told_once(acting: Running, desk: Desk, engagement: str) -> None:
    """The first stage takes longer than its 21 days and the slack of five."""
    await acting.set_clock(now() + timedelta(days=30))
    stages: list[dict[str, Any]] = []
    async with asyncio.timeout(SECONDS):
        while not any(each["delays"] for each in stages):
            stages = (await desk.ask(DELAYS, id=engagement))["engagement"]["stages"]
    (late,) = (each for each in stages if each["delays"])
    (delay,) = late["delays"]
    assert (late["stage"], delay["daysLate"] > 5, delay["endedAt"]) == ("ASSESSMENT", True, None)
    assert delay["waitingOn"][0] == {"matter": "DELIVERABLE", "subject": "close_out_report"}
