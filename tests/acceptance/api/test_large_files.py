"""A file of a hundred thousand observations before a running Fairway: how far it is, and what became of each row."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import httpx
import orjson
import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import said
from tests.acceptance.api.story import in_days, started_engagement
from tests.acceptance.api.test_refused_measurement import defined
from tests.acceptance.api.watching import went_live

ROWS, DAYS = 100_000, 10
EACH = ROWS // DAYS
COUNTED = "query Q($id: ID!) { series(id: $id) { days { observations total } } }"


def lines(series: str, first: str) -> Iterator[str]:
    """Of each ten rows one is new, one says it again, one says something else of it, and seven cannot be read."""
    yield "series,day,key,value"
    for number in range(ROWS):
        day = date.fromisoformat(first) + timedelta(days=number // EACH)
        value = ("0.5", "0.5", "0.25", *("NaN",) * 7)[number % 10]
        yield f"{series},{day},desk {number // 10},{value}"


@pytest.mark.req("RL4")
async def test_of_a_hundred_thousand_rows_each_is_answered_while_it_is_told_how_far_the_file_is(
    desk: Desk, port: int
) -> None:
    engagement, first = await started_engagement(desk), in_days(1 - DAYS)
    of = await defined(desk, engagement)
    await said(desk, went_live(engagement, first))
    file = "\n".join(lines(of["seriesId"], first)).encode()
    told = await sent(desk, f"http://127.0.0.1:{port}/observations", engagement, file)
    answers = {each["line"]: (each["status"], each.get("code")) for each in told if "line" in each}
    assert answers.keys() == set(range(2, ROWS + 2))
    assert Counter(answers.values()) == {
        ("taken", None): ROWS // 10,
        ("duplicate", None): ROWS // 10,
        ("refused", "ROW_NUMBER_NOT_READ"): ROWS // 10 * 7,
        ("refused", "OBSERVATION_DIFFERS"): ROWS // 10,
    }
    progress = [each["progress"]["rows"] for each in told if "progress" in each]
    assert len(progress) > 100
    assert all(before < after for before, after in pairwise(progress))
    done = told[-1]["done"]
    assert done == {"rows": ROWS, "taken": 10_000, "duplicate": 10_000, "refused": 80_000, "unknown": 0}
    seen = {"fairway-consistency": told[-1]["consistency"]}
    shown = (await desk.post(COUNTED, {"id": of["seriesId"]}, headers=seen)).json()["data"]["series"]["days"]
    assert [each["observations"] for each in shown] == [EACH // 10] * DAYS


async def sent(desk: Desk, address: str, engagement: str, file: bytes) -> list[Answer]:
    """Each line of the answer."""
    headers = {**desk.headers(Role.INTEGRATOR), "content-type": "text/csv"}
    params = {"engagement": engagement, "source": "Help desk"}
    async with (
        httpx.AsyncClient(timeout=60) as http,
        http.stream("PUT", address, params=params, content=file, headers=headers) as response,
    ):
        assert response.status_code == httpx.codes.OK
        return [orjson.loads(line) async for line in response.aiter_lines()]
