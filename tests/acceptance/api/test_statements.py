"""How many SQL statements an answer takes: a fixed number, whatever the size of its pages."""

import asyncio

import pytest
import pytest_asyncio

from shared.events.people import Role
from tests.acceptance.api.change import taken_along
from tests.acceptance.api.counted import QUERIES
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.going_live import said
from tests.acceptance.api.governance import LOGGING, approved_access, requested_access
from tests.acceptance.api.hardening import addressed_delta, approved_grounding
from tests.acceptance.api.infrastructure import proven_release
from tests.acceptance.api.line import line
from tests.acceptance.api.log import last_cursor
from tests.acceptance.api.measured import cased_engagement, months_over
from tests.acceptance.api.portfolio import MUCH, opened_round
from tests.acceptance.api.portfolio import entered as candidate_of
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import (
    in_days,
    opened_gap,
    recorded_finding,
    recorded_result,
    registered_pilot,
    started_engagement,
)
from tests.acceptance.api.taking_over import accepted, broken_assumption, with_path


@pytest_asyncio.fixture(scope="module", autouse=True)
async def filled(desk: Desk) -> None:
    """Fifty gaps in five engagements, each with an owner, and some with needs and findings."""
    await asyncio.gather(*(filled_engagement(desk, f"Engagement {number}") for number in range(5)))


async def filled_engagement(desk: Desk, name: str) -> None:
    pilot = await registered_pilot(desk, name)
    finding = await recorded_finding(desk, pilot, "Curated sample")
    await recorded_result(desk, pilot)
    await desk.do("closePilot", pilotId=pilot, closedOn="2026-03-31", summary="It works")
    engagement = str((await desk.do("startEngagement", pilotId=pilot, name=name))["id"])
    role = {"role": "DATA_OWNER", "engagementId": engagement}
    await desk.do("grantRole", by=Role.ADMINISTRATOR, person=desk.person(Role.CHAMPION), **role)
    state = {"engagementId": engagement, "dimension": "DATA"}
    await desk.do("recordProductionState", **state, aspects=[{"name": "sample", "level": "full_volume"}])
    proposal = {"dimension": "DATA", "aspect": "sample"}
    await requested_access(desk, engagement)
    await approved_access(desk, engagement)
    answering = {"person": desk.person(Role.SPONSOR), "role": "SPONSOR"}
    await desk.do("assignModelAccountability", engagementId=engagement, **answering)
    await desk.do("configureAuditLogging", engagementId=engagement, **LOGGING)
    gaps = [await opened_gap(desk, engagement, f"{name}: gap 0", proposal=proposal, findingId=finding)]
    gaps += [await opened_gap(desk, engagement, f"{name}: gap {number}") for number in range(1, 10)]
    owner = desk.person(Role.DATA_OWNER)
    await asyncio.gather(*(desk.do("assignGapOwner", gapId=gap, owner=owner) for gap in gaps))
    await desk.do("linkGaps", engagementId=engagement, gapId=gaps[0], needs=gaps[1])
    await desk.do("assignSystemOwner", engagementId=engagement, owner=desk.person(Role.SYSTEM_OWNER))
    await accepted(desk, engagement)
    await with_path(desk, engagement)
    await desk.do("scheduleReview", engagementId=engagement)
    await on_its_way(desk, name, engagement)


async def on_its_way(desk: Desk, name: str, engagement: str) -> None:
    await broken_assumption(desk, engagement)
    await taken_along(desk, engagement)
    await addressed_delta(desk, engagement)
    await approved_grounding(desk, engagement)
    await proven_release(desk, engagement)
    await desk.do("recordForecast", engagementId=engagement)
    candidate = await candidate_of(desk, await opened_round(desk, name), engagement)
    await desk.do("valueCandidate", by=Role.SPONSOR, **candidate, yearly=MUCH, reason="Hours saved")


FOLLOWED = """
subscription F($after: String, $engagement: ID) { gapChanged(after: $after, engagementId: $engagement) { gap { id } } }
"""


@pytest.fixture(autouse=True)
def _statements_are_heard(running: Running) -> None:
    if running.fairway.app is None:
        pytest.skip("what another process sends to its database is not heard here")


async def statements(running: Running, desk: Desk, query: str, first: int) -> list[str]:
    """Where no language is named, to look up the tenant's takes one more."""
    named = {"accept-language": "en"}
    for _ in range(2):
        before = len(running.statements)
        answer = await desk.post(query, {"first": first}, headers=named)
        assert "errors" not in answer.json()
    return running.statements[before:]


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
async def test_an_answer_takes_no_more_statements_for_a_larger_page(
    running: Running, desk: Desk, query: tuple[str, int]
) -> None:
    document, number = query
    some = 2 if "engagements(" in document or "portfolioRounds(" in document else 25
    small, large = [await statements(running, desk, document, first) for first in (some, 2 * some)]
    """Two questions may go in one batch, so now and then it is one less."""
    assert max(len(small), len(large)) <= number, large
    assert min(len(small), len(large)) >= number - 1, small


async def test_things_by_their_ids_take_a_statement_for_each_noun(running: Running, desk: Desk) -> None:
    found = await desk.ask("{ gaps(first: 50) { nodes { id engagement { id } owner { id } } } }")
    gaps = found["gaps"]["nodes"]
    ids = [node["id"] for gap in gaps[:33] for node in (gap, gap["engagement"], gap["owner"])]
    before = len(running.statements)
    answer = await desk.ask("query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=ids)
    assert [node["id"] for node in answer["nodes"]] == ids
    assert len(running.statements) - before == 3


async def test_a_change_reads_no_more_than_what_it_answers(running: Running, desk: Desk) -> None:
    found = await desk.ask("{ gaps(first: 1) { nodes { id } } }")
    before = len(running.statements)
    await desk.do("setGapDueDate", gapId=found["gaps"]["nodes"][0]["id"], due="2027-05-01")
    assert len(running.statements) - before == 1


MEASURED = {
    "the dashboard of the first ninety days": (
        """
        query Q($id: ID!) {
          engagement(id: $id) {
            goLiveDashboard { lag series { name windows { actual } parts { actual } } openInterventions { dueOn } }
          }
        }
        """,
        9,
    ),
    "the return, as reported and as known": (
        """
        query Q($id: ID!) {
          engagement(id: $id) {
            roi {
              asReported { intact reckoned { digest } }
              asKnown { case { benefit { minor } lines { months { measured } } } }
              difference { figure because { reason } }
            }
          }
        }
        """,
        15,
    ),
    "the report on the return": ("query Q($id: ID!) { engagement(id: $id) { roiReport { digest } } }", 20),
}


async def test_what_is_measured_is_read_in_so_many_statements_however_much_there_is(
    running: Running, desk: Desk
) -> None:
    engagement, series = await cased_engagement(desk, live=True)
    of = {"seriesId": series, "source": "Claims system", "day": in_days(0)}
    counted = {}
    for several in (1, 400):
        rows = [{"key": f"{several}: {number}", "value": "30"} for number in range(several)]
        await desk.do("recordObservations", by=Role.INTEGRATOR, engagementId=engagement, **of, observations=rows)
        if several == 1:
            await said(desk, *months_over(engagement))
            await desk.do("publishRoi", by=Role.BUSINESS_OWNER, engagementId=engagement)
        for name, (document, _) in MEASURED.items():
            await desk.ask(document, id=engagement)
            before = len(running.statements)
            await desk.ask(document, id=engagement)
            counted[name, several] = len(running.statements) - before
    assert counted == {(name, several): number for several in (1, 400) for name, (_, number) in MEASURED.items()}


async def test_a_subscription_reads_at_once_what_it_catches_up_with(running: Running, desk: Desk, port: int) -> None:
    engagement, begin = await started_engagement(desk), await last_cursor(desk)
    opened = [await opened_gap(desk, engagement, f"gap {number}") for number in range(3)]
    async with line(port, desk.token(Role.AUDITOR)) as auditor:
        for _ in range(2):  # by the second time the views of all services show all of it
            before = len(running.statements)
            following = await auditor.begin(FOLLOWED, after=begin, engagement=engagement)
            heard = [frame["gapChanged"]["gap"]["id"] for frame in await auditor.take(following, 3)]
            await auditor.say({"type": "complete", "id": following})
            assert heard == opened
    assert len(running.statements) - before == 1
