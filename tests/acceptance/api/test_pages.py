"""Pages: every row once, in order, forwards and backwards, also while others write."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from gateway.schema.ids import uuid_of
from shared.events.gaps import Cause, GapKind, GapOpened, Severity
from shared.eventstore.codec import encode
from shared.eventstore.log import Attempt, Write
from shared.eventstore.postgres import PostgresLog, open_pool
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.register import GAPS, SEVERITIES, Gap, Register, titles
from tests.acceptance.api.running import Running
from tests.acceptance.api.story import opened_gap, started_engagement

FIELDS = {
    "OPENED": "opened",
    "TITLE": "title",
    "SEVERITY": "severity",
    "STATUS": "status",
    "DUE": "due",
    "CHANGED": "changedAt",
}
ORDERS = [[{"field": field, "direction": way}] for field in FIELDS for way in ("ASC", "DESC")]
ORDERS += [[{"field": "SEVERITY"}, {"field": "DUE", "direction": "DESC"}, {"field": "TITLE"}]]


async def forwards(register: Register, size: int, **given: Any) -> list[Gap]:  # noqa: ANN401 - any arguments of the list
    """All pages from the first on; what each says of those beside it is true."""
    seen: list[Gap] = []
    after = None
    while True:
        page = await register.page(first=size, after=after, **given)
        assert page["pageInfo"]["hasPreviousPage"] is bool(seen)
        assert [edge["node"]["id"] for edge in page["edges"]] == [node["id"] for node in page["nodes"]]
        assert page["pageInfo"]["endCursor"] == page["edges"][-1]["cursor"]
        seen += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return seen
        after = page["pageInfo"]["endCursor"]


async def backwards(register: Register, size: int, **given: Any) -> list[Gap]:  # noqa: ANN401 - any arguments of the list
    seen: list[Gap] = []
    before = None
    while True:
        page = await register.page(last=size, before=before, **given)
        assert page["pageInfo"]["hasNextPage"] is bool(seen)
        seen = page["nodes"] + seen
        if not page["pageInfo"]["hasPreviousPage"]:
            return seen
        before = page["pageInfo"]["startCursor"]


def steps(gaps: list[Gap], order: list[dict[str, str]], register: Register) -> Iterator[bool]:
    """Whether each gap may stand before the next: empty values last, whichever the direction."""
    opened = [gap["id"] for gap in register.gaps]
    for one, other in pairwise(gaps):
        pairs = [(value(one, by, opened), value(other, by, opened), by.get("direction") == "DESC") for by in order]
        first, second, descending = next(((a, b, down) for a, b, down in pairs if a != b), (0, 0, False))
        if first is None or second is None:
            yield second is None
        else:
            yield first >= second if descending else first <= second


def value(gap: Gap, by: dict[str, str], opened: list[str]) -> Any:  # noqa: ANN401 - whatever the gaps are ordered by
    match by["field"]:
        case "OPENED":
            return opened.index(gap["id"])
        case "TITLE":
            return gap["title"].encode()
        case "SEVERITY":
            return SEVERITIES.index(gap["severity"])
        case field:
            return gap[FIELDS[field]]


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: " ".join("-".join(by.values()) for by in order))
async def test_pages_both_ways_hold_every_gap_once_and_in_order(
    register: Register, order: list[dict[str, str]]
) -> None:
    everything = (await register.page(first=100, orderBy=order))["nodes"]
    assert all(steps(everything, order, register))
    assert sorted(titles(everything)) == sorted(titles(register.gaps))
    assert await forwards(register, 7, orderBy=order) == everything
    assert await backwards(register, 5, orderBy=order) == everything


async def test_pages_of_a_filter_hold_what_it_keeps(register: Register) -> None:
    wanted = {"not": {"severity": {"eq": "MINOR"}}}
    order = [{"field": "DUE"}]
    everything = (await register.page(first=100, filter=wanted, orderBy=order))["nodes"]
    assert 1 < len(everything) < len(register.gaps)
    assert await forwards(register, 4, filter=wanted, orderBy=order) == everything


async def test_each_engagement_has_pages_of_its_own(register: Register) -> None:
    query = """
    query Registers($first: Int) {
      engagements(first: 5, orderBy: [{field: NAME}]) {
        nodes { name gaps(first: $first, orderBy: [{field: TITLE, direction: DESC}]) {
          totalCount nodes { title } pageInfo { hasNextPage endCursor }
        } }
      }
    }
    """
    one, other = (await register.desk.ask(query, first=10))["engagements"]["nodes"]
    assert (one["gaps"]["totalCount"], other["gaps"]["totalCount"]) == (15, 3)
    assert (one["gaps"]["pageInfo"]["hasNextPage"], other["gaps"]["pageInfo"]["hasNextPage"]) == (True, False)
    everything = sorted(titles(register.gaps[:15]), key=str.encode, reverse=True)
    assert titles(one["gaps"]["nodes"]) == everything[:10]
    assert titles(other["gaps"]["nodes"]) == ["unowned 17", "unowned 16", "unowned 15"]
    rest = """
    query Rest($id: ID!, $after: String) {
      engagement(id: $id) {
        gaps(first: 10, after: $after, orderBy: [{field: TITLE, direction: DESC}]) { nodes { title } }
      }
    }
    """
    after = one["gaps"]["pageInfo"]["endCursor"]
    found = await register.desk.ask(rest, id=register.engagements[0], after=after)
    assert titles(found["engagement"]["gaps"]["nodes"]) == everything[10:]


async def test_what_others_add_meanwhile_neither_repeats_nor_hides_a_row(desk: Desk) -> None:
    engagement = await started_engagement(desk)
    for title in ("b", "c", "d", "e"):
        await opened_gap(desk, engagement, title)
    order = [{"field": "TITLE"}]
    first = (await desk.ask(GAPS, first=2, orderBy=order))["gaps"]
    await opened_gap(desk, engagement, "a, which comes before all others")
    await opened_gap(desk, engagement, "dd, which comes in between")
    after = first["pageInfo"]["endCursor"]
    rest = (await desk.ask(GAPS, first=100, orderBy=order, after=after))["gaps"]
    assert titles(first["nodes"]) == ["b", "c"]
    assert titles(rest["nodes"]) == ["d", "dd, which comes in between", "e"]


async def test_a_list_is_counted_up_to_a_thousand_and_says_when_there_are_more(running: Running, desk: Desk) -> None:
    """Seven gaps by the API, and 994 as if they had been opened long ago."""
    engagement = await started_engagement(desk, "Endless")
    counting = """
    query Counting($id: ID!) {
      gaps(first: 1, filter: {engagement: {eq: $id}}) { totalCount totalCountCapped }
      engagement(id: $id) { gaps(first: 1) { totalCount totalCountCapped } }
    }
    """
    for number in range(7):
        await opened_gap(desk, engagement, f"gap {number}")
    for opened, answer in ((993, (1_000, False)), (1, (1_000, True))):
        await recorded_gaps(running, desk, engagement, opened)
        found = await desk.ask(counting, id=engagement)
        for counted in (found["gaps"], found["engagement"]["gaps"]):
            assert (counted["totalCount"], counted["totalCountCapped"]) == answer


async def recorded_gaps(running: Running, desk: Desk, engagement: str, number: int) -> None:
    """Put into the log at once, past the API."""
    engagement_id, command_id = uuid_of("Engagement", engagement), uuid7()
    terms: dict[str, Any] = {"kind": GapKind.DATA, "cause": Cause.SUCCESS_UNDEFINED, "severity": Severity.MINOR}
    gaps = [
        GapOpened(gap_id=uuid7(), engagement_id=engagement_id, title="x", detail="", **terms) for _ in range(number)
    ]
    writes = [
        Write(stream=f"gap-{gap.gap_id}", expected=0, engagement_id=engagement_id, events=(encode(gap, uuid7()),))
        for gap in gaps
    ]
    actor = desk.tenancy.person("engagement_lead")
    attempt = Attempt(command_id=command_id, digest=bytes(32), actor=actor, writes=tuple(writes))
    async with await open_pool(running.database.dsn("engagement")) as pool:
        await PostgresLog(pool).append(desk.tenant, [attempt])
    await running.caught_up(desk.tenant)


BAD_PAGES: dict[str, tuple[dict[str, Any], str]] = {
    "neither first nor last": ({}, "PAGE_SIZE"),
    "both": ({"first": 5, "last": 5}, "PAGE_SIZE"),
    "none": ({"first": 0}, "PAGE_SIZE"),
    "fewer than none": ({"last": -1}, "PAGE_SIZE"),
    "a hundred and one": ({"first": 101}, "PAGE_SIZE"),
    "a hundred thousand": ({"first": 100_000}, "COST_LIMIT"),
    "an empty cursor": ({"first": 5, "after": ""}, "BAD_CURSOR"),
    "a made-up cursor": ({"first": 5, "after": "YXJyYXljb25uZWN0aW9uOjE"}, "BAD_CURSOR"),
    "an endless cursor": ({"first": 5, "after": "A" * 100_000}, "BAD_CURSOR"),
    "a NUL as cursor": ({"last": 5, "before": "\0"}, "BAD_CURSOR"),
}


@pytest.mark.parametrize("bad", BAD_PAGES.values(), ids=BAD_PAGES)
async def test_a_page_that_cannot_be_is_refused_with_a_code(
    register: Register, bad: tuple[dict[str, Any], str]
) -> None:
    given, code = bad
    assert await register.desk.codes(GAPS, **given) == [code]


async def test_a_cursor_belongs_to_its_list_its_order_its_filter_and_its_parent(register: Register) -> None:
    desk = register.desk
    order = [{"field": "DUE"}]
    cursor = (await register.page(first=5, orderBy=order))["pageInfo"]["endCursor"]
    flipped = cursor[:-2] + ("A" if cursor[-2] != "A" else "B") + cursor[-1]
    assert await desk.codes(GAPS, first=5, after=cursor, orderBy=order) == []
    for given in (
        {"after": flipped, "orderBy": order},
        {"after": cursor},
        {"after": cursor, "orderBy": [{"field": "DUE", "direction": "DESC"}]},
        {"after": cursor, "orderBy": order, "filter": {"kind": {"eq": "DATA"}}},
    ):
        assert await desk.codes(GAPS, first=5, **given) == ["BAD_CURSOR"]
    pilots = "query Pilots($after: String) { pilots(first: 5, after: $after) { nodes { id } } }"
    assert await desk.codes(pilots, after=cursor) == ["BAD_CURSOR"]
    own = """
    query Own($id: ID!, $after: String) {
      engagement(id: $id) { gaps(first: 5, after: $after, orderBy: [{field: DUE}]) { pageInfo { endCursor } } }
    }
    """
    assert await desk.codes(own, id=register.engagements[0], after=cursor) == ["BAD_CURSOR"]
    found = await desk.ask(own, id=register.engagements[0])
    of_one = found["engagement"]["gaps"]["pageInfo"]["endCursor"]
    assert await desk.codes(own, id=register.engagements[0], after=of_one) == []
    assert await desk.codes(own, id=register.engagements[1], after=of_one) == ["BAD_CURSOR"]
