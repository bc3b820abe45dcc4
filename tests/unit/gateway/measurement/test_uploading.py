"""A file of observations, row by row: taken, a duplicate, or refused with a code; and files that are not taken."""

import asyncio
import csv
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from gateway.measurement.formats import MOST_CHARACTERS
from gateway.schema.ids import global_id
from shared.authority.grants import Readable
from shared.kernel.refusal import TooMuchContention
from shared.web.unavailable import ServiceUnavailable
from tests.facts.engagements import ENGAGEMENT
from tests.facts.observations import DAY
from tests.facts.people import BO, CLEO
from tests.facts.population import CLAIMS, PIONEERS
from tests.facts.series import KPI_ID, SERIES_ID
from tests.unit.gateway.measurement.counter import TENANT, VISITED, Counter, code, told

pytestmark = pytest.mark.req("RL4")

HEADER = "series,day,key,value,of,cohort,department,unit"
GOOD = f"{KPI_ID},{DAY},claim-1,31.5,,,{CLAIMS},minutes"
JSON = {"content-type": "application/x-ndjson"}


def kpi(key: object, value: object = 30, day: object = DAY) -> str:
    return f"{KPI_ID},{day},{key},{value},,,,"


def under_header(*lines: str) -> str:
    return "\n".join([HEADER, *lines]) + "\n"


@pytest.fixture
def counter() -> Counter:
    return Counter()


async def test_a_row_is_taken_once_and_a_duplicate_from_then_on(counter: Counter) -> None:
    active = f"{global_id('Series', SERIES_ID)},{DAY},pioneers,7,10,{global_id('Cohort', PIONEERS)},{CLAIMS},share"
    file = under_header(GOOD, active)
    first = told(await counter.put(file))
    assert [each["status"] for each in first if "line" in each] == ["taken", "taken"]
    assert first[-1]["done"] == {"rows": 2, "taken": 2, "duplicate": 0, "refused": 0, "unknown": 0}
    assert first[-1]["consistency"]
    again = told(await counter.put(file))
    assert again[-1] == {"done": {"rows": 2, "taken": 0, "duplicate": 2, "refused": 0, "unknown": 0}}
    assert {(each.tenant, each.person) for each in counter.sent} == {(TENANT, BO)}


async def test_in_whose_name_it_is_sent_stands_in_a_header(counter: Counter) -> None:
    await counter.put(under_header(GOOD), {"fairway-on-behalf-of": str(global_id("Person", CLEO))})
    assert code(await counter.put(under_header(GOOD), {"fairway-on-behalf-of": "Cleo"})) == "NOT_WELL_FORMED"
    assert [each.on_behalf_of for each in counter.sent] == [CLEO]


async def test_json_lines_say_the_same(counter: Counter) -> None:
    row = {"series": str(KPI_ID), "day": str(DAY), "key": "claim-1", "value": 31.5, "department": CLAIMS, "of": None}
    assert (await counter.answers(json.dumps(row), JSON))[1]["status"] == "taken"
    assert (await counter.answers(under_header(GOOD)))[2]["status"] == "duplicate"


async def test_rows_of_a_day_go_together_and_in_their_order(counter: Counter) -> None:
    days = [DAY + timedelta(days=number) for number in range(3)]
    lines = [kpi(f"claim-{number}", day=days[number % 3]) for number in range(3_600)]
    answers = await counter.answers(under_header(*lines, kpi("claim-0", 99)))
    assert {each["status"] for line, each in answers.items() if line <= 3_601} == {"taken"}
    assert (answers[3_602]["status"], answers[3_602]["code"]) == ("refused", "OBSERVATION_DIFFERS")
    assert counter.held() == 3_600
    assert max(len(each.command.observations) for each in counter.sent) == 500


async def test_several_days_are_under_way_at_once_but_not_all(counter: Counter) -> None:
    counter.together = asyncio.Barrier(4)
    days = [DAY + timedelta(days=number) for number in range(8)]
    async with asyncio.timeout(10):
        await counter.answers(under_header(*(kpi("claim-1", day=day) for day in days)))
    assert counter.most_under_way == 4


async def test_among_many_only_what_is_wrong_is_refused(counter: Counter) -> None:
    answers = await counter.answers(under_header(GOOD, kpi("claim-2", 5), f"{KPI_ID},{DAY},claim-3,5,,,Nowhere,"))
    assert [answers[line]["status"] for line in (2, 3, 4)] == ["taken", "taken", "refused"]
    assert (answers[4]["code"], answers[4]["field"]) == ("DEPARTMENT_NOT_OF_THE_POPULATION", "department")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (kpi("k", "NaN"), "ROW_NUMBER_NOT_READ"),
        (kpi("k", "Infinity"), "ROW_NUMBER_NOT_READ"),
        (kpi("k", "1e3"), "ROW_NUMBER_NOT_READ"),
        (kpi("k", "٣"), "ROW_NUMBER_NOT_READ"),
        (kpi("k", '"1,5"'), "ROW_NUMBER_NOT_READ"),
        (kpi("k", "9" * 40), "ROW_NUMBER_NOT_READ"),
        (kpi("k", "0.12345678"), "NOT_WELL_FORMED"),
        (kpi("k", ""), "ROW_FIELD_MISSING"),
        (kpi("k", 1, "11.3.2026"), "ROW_DAY_NOT_READ"),
        (kpi("k", 1, "2026-02-30"), "ROW_DAY_NOT_READ"),
        (kpi("k", 1, "2019-01-01"), "DAY_OUTSIDE_THE_WINDOW"),
        (kpi("k", 1, "9999-12-31"), "DAY_OUTSIDE_THE_WINDOW"),
        (kpi("k" * 201), "NOT_WELL_FORMED"),
        (kpi("\u202egnol"), "NOT_WELL_FORMED"),
        (kpi("a\x00b"), "NOT_WELL_FORMED"),
        (kpi("k" * MOST_CHARACTERS), "ROW_TOO_LONG"),
        (kpi('"k'), "ROW_QUOTES_WRONG"),
        (kpi("k") + ",more", "ROW_FIELDS_DIFFER"),
        (f"series,{DAY},k,1,,,,", "ROW_ID_NOT_READ"),
        (f"{ENGAGEMENT},{DAY},k,1,,,,", "SERIES_NOT_FOUND"),
        (f"{KPI_ID},{DAY},k,1,,,,parsecs", "UNIT_DIFFERS"),
        (f"{KPI_ID},{DAY},k,1,,x,,", "ROW_ID_NOT_READ"),
        (f"{KPI_ID},{DAY},k,1,,{KPI_ID},,", "COHORT_NOT_OF_THE_ENGAGEMENT"),
    ],
)
async def test_a_bad_row_is_told_and_the_others_are_taken(counter: Counter, line: str, expected: str) -> None:
    answers = await counter.answers(under_header(kpi("before"), line, kpi("after")))
    assert (answers[3]["status"], answers[3]["code"]) == ("refused", expected)
    assert answers[3]["message"]
    assert (answers[2]["status"], answers[4]["status"], counter.held()) == ("taken", "taken", 2)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[1]", "ROW_NOT_OBJECT"),
        ("{", "ROW_NOT_OBJECT"),
        ("[" * 3_000, "ROW_NOT_OBJECT"),
        ('{"key": "a", "key": "b"}', "ROW_NOT_OBJECT"),
        ('{"key": ["a"]}', "ROW_NOT_OBJECT"),
        ('{"key": true}', "ROW_NOT_OBJECT"),
        ('{"price": "a"}', "ROW_FIELD_UNKNOWN"),
        ('{"key": "\\ud800"}', "ROW_NOT_TEXT"),
        (
            json.dumps({"series": str(KPI_ID), "day": str(DAY), "key": "k", "value": float("nan")}),
            "ROW_NUMBER_NOT_READ",
        ),
        (f'{{"series": "{KPI_ID}", "day": "{DAY}", "key": "k", "value": 1E2}}', "ROW_NUMBER_NOT_READ"),
    ],
)
async def test_a_bad_object_is_told(counter: Counter, line: str, expected: str) -> None:
    assert (await counter.answers(line, JSON))[1]["code"] == expected
    assert counter.held() == 0


async def test_bytes_that_are_no_text_spoil_their_own_line_alone(counter: Counter) -> None:
    file = under_header(kpi("é")).encode("latin-1") + kpi("è").encode()
    answers = await counter.answers(file)
    assert (answers[2]["code"], answers[3]["status"]) == ("ROW_NOT_TEXT", "taken")


async def test_ends_of_lines_may_be_mixed_and_a_mark_of_the_byte_order_may_stand_first(counter: Counter) -> None:
    file = f"\ufeff{HEADER}\r\n{kpi(1)}\r{kpi(2)}\n\r\n{kpi(3)}"
    assert [each["status"] for each in (await counter.answers(file)).values()] == ["taken"] * 3


async def test_what_looks_like_a_formula_is_kept_and_harmless_where_it_goes_out(counter: Counter) -> None:
    formula = '=HYPERLINK("x")'
    file = under_header(kpi('"=HYPERLINK(""x"")"'), f"{KPI_ID},{DAY},k,1,,,{'+1+cmd'},")
    assert (await counter.answers(file))[2]["status"] == "taken"
    (day,) = counter.days.values()
    assert formula in day.held
    answer = await counter.put(file, {"accept": "text/csv"})
    table = list(csv.reader(answer.text.splitlines()))
    assert table[0] == ["line", "status", "code", "message", "field"]
    assert sorted(row[:2] for row in table[1:3]) == [["2", "duplicate"], ["3", "refused"]]
    assert table[-1][:2] == ["end", "2 rows, 0 taken, 1 duplicate, 1 refused, 0 unknown"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in table for cell in row)


@pytest.mark.parametrize(
    "header",
    ["", "series,day,key", f"{HEADER},price", f"{HEADER},key", "Series;day;key;value", '"series,day', HEADER.upper()],
)
async def test_a_file_under_another_header_is_not_taken(counter: Counter, header: str) -> None:
    answer = await counter.put(f"{header}\n{GOOD}\n")
    assert (answer.status_code, code(answer), counter.sent) == (422, "UPLOAD_HEADER_WRONG", [])


async def test_a_file_in_another_encoding_is_not_taken(counter: Counter) -> None:
    assert code(await counter.put(under_header(GOOD).encode("utf-16"))) == "UPLOAD_HEADER_WRONG"
    assert code(await counter.put(GOOD, {"content-type": "application/json"})) == "UPLOAD_FORMAT_NOT_TAKEN"


async def test_what_is_too_large_is_refused_whole(counter: Counter) -> None:
    counter.desk = replace(counter.desk, largest=100)
    for headers in ({"content-length": "2000000000"}, {"transfer-encoding": "chunked"}):
        answer = await counter.put(under_header(*[GOOD] * 5), headers)
        assert (answer.status_code, code(answer), counter.sent) == (413, "UPLOAD_TOO_LARGE", [])


async def test_nobody_sends_where_they_may_not_read(counter: Counter) -> None:
    assert (await counter.put(GOOD, {"authorization": "nobody"})).status_code == 401
    counter.readable = Readable(engagements=frozenset({KPI_ID}))
    assert code(await counter.put(GOOD)) == "ENGAGEMENT_NOT_FOUND"
    assert (await counter.put(GOOD, {"fairway-tenant": str(VISITED)})).status_code == 403


async def test_who_was_let_in_sends_to_another_tenant(counter: Counter) -> None:
    counter.opened[VISITED] = Readable(engagements=frozenset({ENGAGEMENT}))
    taken = await counter.answers(under_header(GOOD), {"fairway-tenant": str(VISITED)})
    assert taken[2]["status"] == "taken"
    assert [(each.tenant, each.home) for each in counter.sent] == [(VISITED, TENANT)]


async def test_whoever_neither_owns_nor_leads_is_told_of_each_row(counter: Counter) -> None:
    counter.roles = frozenset()
    answers = await counter.answers(under_header(f"{SERIES_ID},{DAY},k,1,2,,,"), {"accept-language": "fr"})
    assert answers[2]["code"] == "SERIES_OF_SOMEBODY_ELSE"
    assert "observations" in answers[2]["message"]


async def test_while_the_service_is_away_the_same_command_is_sent_again(counter: Counter) -> None:
    counter.failing = [ServiceUnavailable("measurement")]
    assert (await counter.answers(under_header(GOOD)))[2]["status"] == "taken"
    assert len({each.command_id for each in counter.sent}) == 1
    counter.failing = [TooMuchContention()]
    assert (await counter.answers(under_header(kpi("next"))))[2]["code"] == "TOO_MUCH_CONTENTION"


async def test_what_nobody_answers_for_is_told_as_unknown(counter: Counter) -> None:
    counter.failing = [KeyError("a fault")]
    answers = await counter.answers(under_header(GOOD), {"accept-language": "fr"})
    assert (answers[2]["status"], answers[2]["code"]) == ("unknown", "ROW_OUTCOME_UNKNOWN")
    assert answers[2]["message"].startswith("On ne sait pas")


async def test_only_so_many_files_are_taken_at_once(counter: Counter) -> None:
    for _ in range(2):
        await counter.desk.free.acquire()
    answer = await counter.put(under_header(GOOD))
    assert (answer.status_code, code(answer)) == (503, "TOO_MANY_UPLOADS")
    counter.desk = replace(counter.desk, free=asyncio.Semaphore(1))
    for _ in range(3):
        await counter.answers(under_header(GOOD))


@pytest.mark.parametrize("said", [{"engagement": "x"}, {"source": ""}, {"day": "2026-03-11"}])
async def test_the_query_says_what_it_must(counter: Counter, said: dict[str, str]) -> None:
    assert code(await counter.put(GOOD, None, **said)) == "NOT_WELL_FORMED"
