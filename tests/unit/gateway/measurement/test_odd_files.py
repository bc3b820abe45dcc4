"""Files that hold nothing, no text, no table or no end: each is answered with a code, and nothing of it is held."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from gateway.schema.ids import global_id
from tests.facts.engagements import ENGAGEMENT
from tests.facts.observations import DAY
from tests.facts.series import KPI_ID
from tests.unit.gateway.measurement.counter import Counter, code
from tests.unit.gateway.measurement.test_uploading import GOOD, HEADER, JSON, kpi, under_header

pytestmark = pytest.mark.req("RL4")


@pytest.fixture
def counter() -> Counter:
    return Counter()


@pytest.mark.parametrize("file", [HEADER, f"{HEADER}\n", f"\ufeff{HEADER}\r\n\r\n\n", ""])
async def test_a_file_without_a_row_has_none_to_answer(counter: Counter, file: str) -> None:
    assert await counter.answers(file, None if file else JSON) == {}
    assert counter.sent == []


async def test_a_field_ends_on_its_line_and_spoils_no_other(counter: Counter) -> None:
    torn = '"two\nlines"'
    answers = await counter.answers(under_header(kpi(torn), kpi('"in ""quotes"""'), kpi('"a, b"')))
    codes = [each.get("code", each["status"]) for each in answers.values()]
    assert sorted(codes) == ["ROW_FIELDS_DIFFER", "ROW_QUOTES_WRONG", "taken", "taken"]
    (day,) = counter.days.values()
    assert set(day.held) == {'in "quotes"', "a, b"}


@pytest.mark.parametrize(
    "number", ["1e400", "-1e400", "Infinity", "-Infinity", "sNaN", "1_000", ".5", "5.", "+1", "0x1"]
)
async def test_a_number_is_plain_in_either_form(counter: Counter, number: str) -> None:
    assert (await counter.answers(under_header(kpi("k", number))))[2]["code"] == "ROW_NUMBER_NOT_READ"
    for written in (number, f'"{number}"'):
        row = f'{{"series": "{KPI_ID}", "day": "{DAY}", "key": "k", "value": {written}}}'
        assert (await counter.answers(row, JSON))[1]["code"] in {"ROW_NUMBER_NOT_READ", "ROW_NOT_OBJECT"}


@pytest.mark.parametrize(
    ("file", "headers"),
    [
        (b"", None),
        ("\ufeff".encode(), None),
        (bytes(5_000), None),
        (("\ufeff\ufeff" + under_header(GOOD)).encode(), None),
        (under_header(GOOD).encode("utf-16"), None),
        (b"\x1f\x8b\x08\x00rows", {"content-encoding": "gzip"}),
    ],
)
async def test_bytes_that_are_no_table_are_not_taken(
    counter: Counter, file: bytes, headers: dict[str, str] | None
) -> None:
    assert code(await counter.put(file, headers)) == "UPLOAD_HEADER_WRONG"


async def test_of_ten_gigabytes_no_more_is_read_than_is_taken(counter: Counter) -> None:
    """Neither held nor read to its end, whether or not it says beforehand how long it is."""
    counter.desk = replace(counter.desk, largest=1_000_000)
    read = 0

    async def without_end() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(10 * 1024):
            read += 1
            yield bytes(1024 * 1024)

    async with counter.client() as client:
        params = {"engagement": str(global_id("Engagement", ENGAGEMENT)), "source": "Sign-ins"}
        headers = {"content-type": "text/csv"}
        answer = await client.put("/observations", params=params, content=without_end(), headers=headers)
    assert (answer.status_code, code(answer)) == (413, "UPLOAD_TOO_LARGE")
    assert read <= 4
