"""How many SQL statements an answer takes: a fixed number, whatever the size of its pages."""

import asyncio

import pytest
import pytest_asyncio

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.governance import LOGGING, approved_access, requested_access
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import opened_gap, recorded_finding, recorded_result, registered_pilot
from tests.acceptance.api.taking_over import accepted, broken_assumption, with_path

QUERIES: dict[str, tuple[str, int]] = {
    "a page of gaps": ("query Q($first: Int) { gaps(first: $first) { nodes { id title } } }", 1),
    "and how many there are": (
        "query Q($first: Int) { gaps(first: $first) { totalCount totalCountCapped nodes { id title } } }",
        2,
    ),
    "with all that they name": (
        """
        query Q($first: Int) {
          gaps(first: $first, orderBy: [{field: TITLE}]) {
            nodes {
              title owner { id } openedBy { id } resolver { id } needs { title }
              engagement { name } finding { title }
            }
          }
        }
        """,
        6,
    ),
    "with the names of their people": (
        "query Q($first: Int) { gaps(first: $first) { nodes { owner { name email } openedBy { name email } } } }",
        3,
    ),
    "the register of each engagement": (
        """
        query Q($first: Int) {
          engagements(first: $first) { nodes { name gaps(first: 20) { totalCount nodes { title owner { id } } } } }
        }
        """,
        4,
    ),
    "the plan of each engagement": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              effort { p50 p80 } criticalPath { length }
              causeProfile { gaps } costByDiscovery { atClose { gaps } }
            }
          }
        }
        """,
        6,
    ),
    "the order in which the gaps of each engagement can be worked off": (
        "query Q($first: Int) { engagements(first: $first) { nodes { criticalPath { order { gap { title } } } } } }",
        4,
    ),
    "the days of each engagement": (
        "query Q($first: Int) { engagements(first: $first) { nodes { burndown { remaining } } } }",
        3,
    ),
    "the matrix of each engagement": (
        """
        query Q($first: Int) {
          engagements(first: $first) { nodes { name dimensions { aspects { required gap { title } } } } }
        }
        """,
        4,
    ),
    "the stages of each engagement": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              name
              stages { status lead { id } gate { outcome } entryCheck { unmet { label } } history { by { id } } }
            }
          }
        }
        """,
        4,
    ),
    "each pilot's review": (
        """
        query Q($first: Int) {
          pilots(first: $first) {
            nodes {
              results { criterion } costs { purpose } findings { title gap { title } recordedBy { id } }
              engagement { name }
            }
          }
        }
        """,
        7,
    ),
    "people and what they hold": (
        "query Q($first: Int) { people(first: $first) { nodes { name roles { role engagement { name } } } } }",
        3,
    ),
    "who answers for each system, and what is taken over": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              ownership { blockers systemOwner { id } escalationPath { person { id } } }
              responsibilities { activities { party } gaps(first: 5) { nodes { party } } }
              reviews(first: 5) { nodes { status } }
              provenance { blockers { count } assumptions(first: 5) { nodes { gap { title } } } }
            }
          }
        }
        """,
        10,
    ),
    "the data sources of each engagement and who uses them": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes {
              dataSources(first: 5) { nodes { name owner { id } accesses(first: 5) { nodes { scope stands whyNot } } } }
            }
          }
        }
        """,
        7,
    ),
    "what each engagement waits for, who answers for it and what is logged": (
        """
        query Q($first: Int) {
          engagements(first: $first) {
            nodes { waitingOn { matter person { id } } accountability { stands } auditLogging { passed } }
          }
        }
        """,
        13,
    ),
    "the log with its actors": (
        """
        query Q($first: Int!) {
          events(first: $first, types: ["GapOpened"]) { nodes { type actor { id } engagement { name } } }
        }
        """,
        2,
    ),
}


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
    await broken_assumption(desk, engagement)


@pytest.fixture(autouse=True)
def _statements_are_heard(running: Running) -> None:
    if running.fairway.app is None:
        pytest.skip("what another process sends to its database is not heard here")


async def statements(running: Running, desk: Desk, query: str, first: int) -> list[str]:
    await desk.ask(query, first=first)
    before = len(running.statements)
    await desk.ask(query, first=first)
    return running.statements[before:]


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
async def test_an_answer_takes_the_same_few_statements_for_any_page(
    running: Running, desk: Desk, query: tuple[str, int]
) -> None:
    document, number = query
    some = 2 if "engagements(" in document else 25
    small, large = [await statements(running, desk, document, first) for first in (some, 2 * some)]
    assert len(small) == len(large) == number, large


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
