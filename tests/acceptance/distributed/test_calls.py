"""How many calls the gateway makes for an answer: a fixed number, whatever the size of its pages."""

import httpx
import pytest

from tests.acceptance.api.desk import Desk
from tests.acceptance.api.register import filled_register
from tests.acceptance.api.running import Running

ADMISSION = 1
QUERIES: dict[str, tuple[str, int]] = {
    "a page of gaps": ("query Q($first: Int) { gaps(first: $first) { nodes { id title } } }", 1),
    "with all that they name": (
        """
        query Q($first: Int) {
          gaps(first: $first) { totalCount nodes { owner { id name } needs { title } engagement { name } } }
        }
        """,
        6,
    ),
    "the register of each engagement": (
        """
        query Q($first: Int) {
          engagements(first: $first) { nodes { name gaps(first: 20) { totalCount nodes { title owner { id } } } } }
        }
        """,
        4,
    ),
}


async def calls(running: Running) -> int:
    async with httpx.AsyncClient() as http:
        told = (await http.get(f"http://127.0.0.1:{running.port}/metrics")).text
    lines = [line for line in told.splitlines() if line.startswith("fairway_call_seconds_count")]
    return int(sum(float(line.split()[-1]) for line in lines))


@pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)
async def test_an_answer_takes_the_same_few_calls_for_any_page(
    running: Running, desk: Desk, query: tuple[str, int]
) -> None:
    document, number = query
    if await desk.head() < 100:
        await filled_register(desk)
    for first in (1, 2, 18):
        before = await calls(running)
        await desk.ask(document, first=first)
        assert await calls(running) - before == ADMISSION + number


async def test_a_change_takes_a_call_to_make_one_to_wait_and_one_to_read(running: Running, desk: Desk) -> None:
    found = await desk.ask("{ gaps(first: 1) { nodes { id } } }")
    before = await calls(running)
    await desk.do("setGapDueDate", gapId=found["gaps"]["nodes"][0]["id"], due="2027-05-02")
    assert await calls(running) - before == ADMISSION + 3
