"""What nobody asks for happens while Fairway runs, and the log says that it was nobody."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import pytest_asyncio

from deploy.clock import now
from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.governance import registered_source
from tests.acceptance.api.measured_story import Weeks, begun, windows
from tests.acceptance.api.ninety_days import began, closed
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


REPLAYED = """query ($id: ID!, $trigger: ID!) { engagement(id: $id) {
  triggerBacktest(trigger: $trigger, dips: [{first: 1, last: 3}, {first: 5, last: 5}]) {
    precision recall falseAlarms runs { windows firedIn dips { first firedIn lead } }
  }
} }"""
HELD = """query ($id: ID!) { engagement(id: $id) {
  systemOwner { id } accountability { stands vacatedReason } gaps(first: 5) { nodes { owner { id } } }
  stages { lead { id } } goLive { blockers { code subject } }
} }"""
OF_TRIGGERS = """query { events(first: 100, types: [
  "InterventionTriggered", "InterventionAcknowledged", "InterventionCompleted", "TriggerCleared",
  "InterventionEffective", "InterventionIneffective",
]) { nodes { type actor { id } } } }"""


@pytest_asyncio.fixture(scope="module")
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


@pytest.mark.req("RO4", "RSG6")
async def test_whoever_is_erased_leaves_all_that_they_had_taken_on_and_it_blocks_at_once(acting: Running) -> None:
    desk = await acting.tenancy()
    engagement = await started_engagement(desk)
    leaver, source = desk.person(Role.MANAGER), await registered_source(desk, engagement)
    of = {"engagementId": engagement}
    await desk.do("assignSystemOwner", **of, owner=leaver)
    await desk.do("assignModelAccountability", **of, person=leaver, role="MANAGER")
    await desk.do("nameDataSourceOwner", sourceId=source, owner=leaver)
    gap = await opened_gap(desk, engagement)
    await desk.do("assignGapOwner", gapId=gap, owner=leaver)
    await desk.do("nameStageLead", **of, stage="CLOSURE", lead=leaver)
    assert await vacated(desk, engagement) == {}
    await desk.do("erasePerson", by=Role.ADMINISTRATOR, person=leaver)
    wanted = {"MODEL_ACCOUNTABILITY_VACATED": None, "DATA_SOURCE_OWNER_VACATED": source, "GAP_OWNER_VACATED": gap}
    async with asyncio.timeout(SECONDS):
        while await vacated(desk, engagement) != wanted:
            pass
        while (await desk.ask(HELD, id=engagement))["engagement"]["systemOwner"]:
            pass
    held = (await desk.ask(HELD, id=engagement))["engagement"]
    assert held["accountability"] == {"stands": False, "vacatedReason": "The person was erased."}
    assert held["gaps"]["nodes"] == [{"owner": None}]
    assert {each["lead"] for each in held["stages"]} == {None}


async def vacated(desk: Desk, engagement: str) -> dict[str, str | None]:
    """The roles that block going live since whoever held them left, and of what."""
    found = (await desk.ask(HELD, id=engagement))["engagement"]["goLive"]["blockers"]
    return {each["code"]: each["subject"] for each in found if each["code"].endswith("VACATED")}


@pytest.mark.req("RL2", "RL3", "RL6", "RL7", "X10")
async def test_windows_close_and_a_trigger_fires_once_per_crossing_and_its_effect_is_measured(acting: Running) -> None:
    weeks = await begun(acting)
    standing = await weeks.until(lambda it: it["measurement"])
    assert standing["measurement"]["startedOn"] == in_days(0)
    assert {each["status"] for each in windows(standing)} == {"OPEN"}
    await it_fires(weeks)
    await it_stays_quiet(weeks)
    await it_is_effective(weeks)
    events = (await weeks.desk.ask(OF_TRIGGERS, by=Role.AUDITOR))["events"]["nodes"]
    assert [(event["type"], event["actor"] is None) for event in events] == [
        ("InterventionTriggered", True),
        ("InterventionAcknowledged", False),
        ("InterventionCompleted", False),
        ("TriggerCleared", True),
        ("InterventionEffective", True),
    ]
    await a_back_test_tells_the_same(weeks)


async def a_back_test_tells_the_same(weeks: Weeks) -> None:
    """It would have fired where it did, a week before the end of the dip; what was no dip is one that it missed."""
    asked = await weeks.desk.ask(REPLAYED, id=weeks.engagement, trigger=weeks.trigger)
    found = asked["engagement"]["triggerBacktest"]
    assert [Decimal(found["precision"]), Decimal(found["recall"])] == [Decimal(1), Decimal("0.5")]
    (own,) = found["runs"]
    assert (own["windows"], own["firedIn"], found["falseAlarms"]) == (5, [2], 0)
    assert own["dips"] == [{"first": 1, "firedIn": 2, "lead": 1}, {"first": 5, "firedIn": None, "lead": None}]


async def it_fires(weeks: Weeks) -> None:
    """In the second of two weeks that are more than a fifth below plan, and not in the first."""
    await weeks.day(3)
    await weeks.told(2, "3")
    await weeks.day(9)
    await weeks.told(8, "3")
    assert (await weeks.closed(1))["interventions"]["nodes"] == []
    await weeks.day(14)
    (fired,) = (await weeks.until(lambda it: it["interventions"]["nodes"]))["interventions"]["nodes"]
    assert (fired["firedIn"], fired["dueOn"], fired["open"]) == (2, in_days(21), True)
    assert fired["seen"] == [
        {"name": "active_share.shortfall", "value": "0.400000"},
        {"name": "active_share.value", "value": "0.300000"},
    ]
    assert fired["owner"]["id"] == weeks.desk.person(Role.CHANGE_LEAD)
    of = {"triggerId": weeks.trigger, "interventionId": fired["id"]}
    await weeks.desk.do("acknowledgeIntervention", by=Role.CHANGE_LEAD, **of)
    await weeks.desk.do("completeIntervention", by=Role.CHANGE_LEAD, **of, outcome="Five teams were shown how")


async def it_stays_quiet(weeks: Weeks) -> None:
    """Though the third week is as low as the two before, and more comes in of the first."""
    await weeks.told(14, "3")
    await weeks.told(3, "1", key="late")
    await weeks.told(3, "5", series=weeks.silent)
    await weeks.day(22)
    standing = await weeks.closed(3)
    assert [each["status"] for each in windows(standing)[:4]] == ["LATE", "MISSED", "MISSED", "OPEN"]
    assert [each["id"] for each in windows(standing)[0]["missed"]] == [weeks.silent]
    assert {each["id"] for each in windows(standing)[0]["late"]} == {weeks.series, weeks.silent}
    assert [each["missed"] for each in windows(standing)[1:3]] == [[{"id": weeks.silent}]] * 2


async def it_is_effective(weeks: Weeks) -> None:
    """Once two whole weeks lie behind its completion; by then the trigger has cleared."""
    await weeks.told(21, "5")
    await weeks.day(29)
    await weeks.told(28, "6")
    await weeks.closed(4)
    await weeks.day(36)
    standing = await weeks.until(lambda it: it["interventions"]["nodes"][0]["effective"] is not None)
    (measured,) = standing["interventions"]["nodes"]
    assert (measured["effective"], measured["measuredIn"]) == (True, 5)
    assert (measured["valueBefore"], measured["valueAfter"]) == ("0.300000", "0.600000")
    assert measured["completedBy"]["id"] == weeks.desk.person(Role.CHANGE_LEAD)
    assert standing["triggers"]["nodes"] == [{"firing": False, "crossedIn": 4, "fired": 1}]


@pytest.mark.req("RL2", "RL3", "RL4", "RL9", "RL10")
async def test_on_day_ninety_all_windows_are_closed_and_both_reports_stand_though_nobody_asked(acting: Running) -> None:
    ninety = await began(acting)
    for day, value in ((0, "30"), (40, "25"), (89, "20")):
        await ninety.told(day, value)
    before = await ninety.until(lambda it: len(closed(it)) == 14)
    assert (before["adoptionReport"]["asReported"], before["roi"]["published"]) == (None, False)
    await ninety.day(90)
    after = await ninety.until(lambda it: it["adoptionReport"]["asReported"] and it["roi"]["published"])
    ninety.stand_whole(after)
    assert after["adoptionReport"]["asReported"] == {"day": 90, "intact": True}
    reported, known = after["roi"]["asReported"], after["roi"]["asKnown"]
    assert (reported["day"], reported["intact"], reported["digest"]) == (90, True, known["digest"])
    benefit = (10 + 15 + 20) * 4_200 * 85  # minutes less than before, of so many cases, at so many cents
    assert (known["days"], known["case"]["benefit"]["minor"]) == (90, benefit)
    told = await ninety.recorded()
    assert {each["actor"] for each in told} == {None}
    assert Counter(each["type"] for each in told) == {
        "MeasurementStarted": 1,
        "MeasurementWindowClosed": 16,
        "WindowMissed": 13,
        "AdoptionReportPublished": 1,
        "RoiComputed": 3,
        "RoiReportPublished": 1,
    }
