"""Tables of a series before a running Fairway: for spreadsheets, as of a moment, and for nobody else."""

import csv
from io import StringIO

import httpx
import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.going_live import live_engagement
from tests.acceptance.api.story import in_days, started_engagement, unknown
from tests.acceptance.api.test_refused_measurement import DEFINE, OWN, ROW, counted, defined

pytestmark = pytest.mark.req("RL8")
TABLES = "query($id: ID!) { series(id: $id) { tables { days windows } } }"


def read(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == httpx.codes.OK, answer.text
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


async def table(desk: Desk, series: str, name: str = "days.csv", **said: str) -> httpx.Response:
    return await desk.http.get(f"/series/{series}/{name}", headers=desk.headers(Role.AUDITOR), params=said)


async def test_what_a_series_came_to_is_a_table_by_token_and_by_link_as_of_any_position(desk: Desk) -> None:
    engagement = await live_engagement(desk)
    named = {**OWN, "name": "=HYPERLINK(1)"}
    series = str((await desk.do(DEFINE, **counted(desk, engagement), **named))["id"])
    before = await desk.head()
    of = {"engagementId": engagement, "seriesId": series, "day": in_days(0), "source": "Desk"}
    await desk.do("recordObservations", **of, observations=[ROW])

    links = (await desk.ask(TABLES, by=Role.AUDITOR, id=series))["series"]["tables"]
    (day,) = read(await desk.http.get(links["days"]))
    assert (day["series"], day["day"], day["actual"], day["observations"]) == ("'=HYPERLINK(1)", in_days(0), "0.5", "1")
    windows = read(await desk.http.get(links["windows"]))
    assert (len(windows), windows[0]["actual"]) == (13, "0.5")
    forged = await desk.http.get(links["days"].replace("days.csv", "windows.csv"))
    assert forged.status_code == httpx.codes.FORBIDDEN

    assert read(await table(desk, series)) == [day]
    assert read(await table(desk, series, seq=str(before))) == []
    monthly = read(await table(desk, series, "windows.csv", cadence="monthly", parts="false"))
    assert [line["window"] for line in monthly] == ["1", "2", "3"]


async def test_nobody_else_has_it_and_what_cannot_be_read_is_refused(desk: Desk, fresh_desk: Desk) -> None:
    series = (await defined(desk, await started_engagement(desk)))["seriesId"]
    said = ({"seq": str(10**9)}, {"seq": "x"}, {"asOf": "1"}, {"at": "2026-03-31T12:00:00"}, {"cadence": "daily"})
    answers = [await table(desk, series, **each) for each in said]
    codes = [answer.json()["errors"][0]["extensions"]["code"] for answer in answers]
    assert codes == ["AS_OF_IN_THE_FUTURE", *["PARAMETER_NOT_READ"] * 4]

    assert (await desk.http.get(f"/series/{series}/days.csv")).status_code == httpx.codes.UNAUTHORIZED
    nothing = [
        await table(fresh_desk, series),
        await table(desk, series, "minutes.csv"),
        await table(desk, unknown("Series")),
        await table(desk, "x"),
    ]
    assert [each.status_code for each in nothing] == [httpx.codes.NOT_FOUND] * 4
