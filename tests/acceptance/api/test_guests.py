"""Who holds roles for engagements only: they read those, and to them there are no others."""

import pytest
import pytest_asyncio

from shared.events.people import Role
from shared.kernel.record import record
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.governance import registered_source
from tests.acceptance.api.line import line
from tests.acceptance.api.log import EVENTS, LOG, last_cursor
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import opened_gap, recorded_finding, registered_pilot, started_engagement, unknown
from tests.acceptance.api.test_foreign_tenant import alike

GUEST = "guest"
ROOTS = {"Engagement": "engagement", "Pilot": "pilot", "Gap": "gap", "DataSource": "dataSource"}
LISTS = """
{ engagements(first: 9) { totalCount nodes { id } } gaps(first: 9) { totalCount nodes { id } }
  pilots(first: 9) { totalCount nodes { id } } causeProfile { gaps } }
"""


@record
class House:
    """A tenant of two engagements, and what is in each by its noun; the guest sees the first one."""

    desk: Desk
    own: dict[str, str]
    other: dict[str, str]


async def furnished(desk: Desk, name: str) -> dict[str, str]:
    engagement = await started_engagement(desk, name)
    found = await desk.ask("query Q($id: ID!) { engagement(id: $id) { pilot { id } } }", id=engagement)
    pilot = str(found["engagement"]["pilot"]["id"])
    gap = await opened_gap(desk, engagement, name)
    source = await registered_source(desk, engagement, name)
    return {"Engagement": engagement, "Pilot": pilot, "Gap": gap, "DataSource": source}


@pytest_asyncio.fixture(scope="module")
async def house(running: Running) -> House:
    desk = await running.tenancy()
    own, other = await furnished(desk, "own"), await furnished(desk, "other")
    running_pilot = await registered_pilot(desk)
    other["Finding"] = await recorded_finding(desk, running_pilot, "Nobody knows")
    await invited(desk, GUEST, own["Engagement"])
    return House(desk=desk, own=own, other=other)


async def invited(desk: Desk, subject: str, *engagements: str, role: str = "VENDOR") -> None:
    await desk.do("registerPerson", by=Role.ADMINISTRATOR, issuer="fairway.local", subject=subject, name="Robin")
    for engagement in engagements:
        held = {"person": desk.person(subject), "role": role, "engagementId": engagement}
        await desk.do("grantRole", by=Role.ADMINISTRATOR, **held)


async def test_lists_and_counts_hold_what_is_theirs(house: House) -> None:
    assert await house.desk.ask(LISTS, by=GUEST) == {
        "engagements": {"totalCount": 1, "nodes": [{"id": house.own["Engagement"]}]},
        "gaps": {"totalCount": 1, "nodes": [{"id": house.own["Gap"]}]},
        "pilots": {"totalCount": 1, "nodes": [{"id": house.own["Pilot"]}]},
        "causeProfile": [{"gaps": 1}],
    }
    assert (await house.desk.ask(LISTS, by=Role.AUDITOR))["gaps"]["totalCount"] == 2


async def test_the_past_holds_no_more(house: House) -> None:
    query = "query Then($seq: Long!) { asOf(seq: $seq) { gaps(first: 9) { totalCount nodes { id } } } }"
    found = await house.desk.ask(query, by=GUEST, seq=await house.desk.head())
    assert found["asOf"]["gaps"] == {"totalCount": 1, "nodes": [{"id": house.own["Gap"]}]}


@pytest.mark.parametrize("noun", ["Engagement", "Pilot", "Gap", "Finding"])
async def test_another_engagement_is_as_one_that_never_was(house: House, noun: str) -> None:
    query = "query Node($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { id } }"
    theirs, nobodys = {"id": house.other[noun]}, {"id": unknown(noun)}
    assert "null" in await alike(house.desk, query, theirs, nobodys, GUEST)
    found = await house.desk.ask(query, by=Role.AUDITOR, id=house.other[noun])
    assert found["node"] == {"__typename": noun, "id": house.other[noun]}


@pytest.mark.parametrize("noun", ROOTS)
async def test_what_is_theirs_is_found_by_its_id(house: House, noun: str) -> None:
    query = f"query One($id: ID!) {{ {ROOTS[noun]}(id: $id) {{ id }} }}"
    assert await house.desk.ask(query, by=GUEST, id=house.own[noun]) == {ROOTS[noun]: {"id": house.own[noun]}}


async def test_the_log_tells_what_happened_there_in_its_order_and_nothing_else(house: House) -> None:
    everything = (await house.desk.ask(LOG, by=Role.AUDITOR, first=100))["events"]["nodes"]
    query = """query Log($first: Int!, $after: String, $id: ID) {
      events(first: $first, after: $after, engagementId: $id) { nodes { seq } hasNextPage endCursor } }"""
    own = (await house.desk.ask(query, first=100, id=house.own["Engagement"]))["events"]["nodes"]
    seen, after, more = [], None, True
    while more:
        page = (await house.desk.ask(query, by=GUEST, first=2, after=after))["events"]
        seen += page["nodes"]
        after, more = page["endCursor"], page["hasNextPage"]
    assert seen == own
    assert 0 < len(seen) < len(everything)
    theirs, nobodys = {"first": 5, "id": house.other["Engagement"]}, {"first": 5, "id": unknown("Engagement")}
    assert '"nodes":[]' in await alike(house.desk, query, theirs, nobodys, GUEST)


async def test_the_events_of_several_engagements_come_in_one_order(house: House) -> None:
    await invited(house.desk, "guest of both", house.own["Engagement"], house.other["Engagement"])
    query = "query Log($first: Int!, $id: ID) { events(first: $first, engagementId: $id) { nodes { seq } } }"
    both = [
        event["seq"]
        for each in (house.own, house.other)
        for event in (await house.desk.ask(query, first=100, id=each["Engagement"]))["events"]["nodes"]
    ]
    for first in (3, 100):
        found = (await house.desk.ask(query, by="guest of both", first=first))["events"]["nodes"]
        assert [event["seq"] for event in found] == sorted(both)[:first]


async def test_a_subscription_tells_what_is_theirs(fresh_desk: Desk, port: int) -> None:
    own, other = await started_engagement(fresh_desk, "own"), await started_engagement(fresh_desk, "other")
    await invited(fresh_desk, GUEST, own)
    begin = await last_cursor(fresh_desk)
    async with line(port, fresh_desk.token(GUEST)) as listener:
        following = await listener.begin(EVENTS, after=begin)
        await opened_gap(fresh_desk, other)
        await opened_gap(fresh_desk, own)
        heard = (await listener.next(following))["events"]["event"]
        assert heard["seq"] == await fresh_desk.head()


async def test_the_tenant_and_its_people_are_known_but_not_who_has_a_role_elsewhere(house: House) -> None:
    await invited(house.desk, "elsewhere", house.other["Engagement"])
    query = "query Who($id: ID!) { tenant { name } person(id: $id) { name roles { role pilot { id } } } }"
    person = house.desk.person("elsewhere")
    found = await house.desk.ask(query, by=GUEST, id=person)
    assert found == {"tenant": {"name": "Northern Benefits"}, "person": {"name": "Robin", "roles": []}}
    found = await house.desk.ask(query, by=Role.AUDITOR, id=person)
    assert found["person"]["roles"] == [{"role": "VENDOR", "pilot": {"id": house.other["Pilot"]}}]


async def test_a_role_in_the_tenant_opens_the_rest_at_once_and_closes_it_when_it_is_taken_back(house: House) -> None:
    await invited(house.desk, "promoted", house.own["Engagement"])
    held = {"person": house.desk.person("promoted"), "role": "CHAMPION"}
    query = "query One($id: ID!) { engagement(id: $id) { id } }"
    other = {"id": house.other["Engagement"]}
    assert await house.desk.ask(query, by="promoted", **other) == {"engagement": None}
    await house.desk.do("grantRole", by=Role.ADMINISTRATOR, **held)
    assert await house.desk.ask(query, by="promoted", **other) == {"engagement": other}
    await house.desk.do("revokeRole", by=Role.ADMINISTRATOR, **held)
    assert await house.desk.ask(query, by="promoted", **other) == {"engagement": None}
