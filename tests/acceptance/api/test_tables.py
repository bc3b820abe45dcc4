"""Tables of a series before a running Fairway: for spreadsheets, as of a moment, and for nobody else."""

import csv
from io import StringIO

import httpx
import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.going_live import live_engagement
from tests.acceptance.api.story import in_days, unknown
from tests.acceptance.api.test_refused_measurement import DEFINE, OWN, ROW, counted

TABLES = "query($id: ID!) { series(id: $id) { tables { days windows } } }"


def read(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == httpx.codes.OK, answer.text
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.req("RL8")
async def test_what_a_series_came_to_is_a_table_for_whoever_may_read_it(desk: Desk, fresh_desk: Desk) -> None:
    engagement = await live_engagement(desk)
    named = {**OWN, "name": "=HYPERLINK(1)"}
    series = str((await desk.do(DEFINE, **counted(desk, engagement), **named))["id"])
    before = await desk.head()
    of = {"engagementId": engagement, "seriesId": series, "day": in_days(0), "source": "Desk"}
    await desk.do("recordObservations", **of, observations=[ROW])
    auditor = desk.headers(Role.AUDITOR)

    links = (await desk.ask(TABLES, by=Role.AUDITOR, id=series))["series"]["tables"]
    (day,) = read(await desk.http.get(links["days"]))
    assert (day["series"], day["day"], day["actual"], day["observations"]) == ("'=HYPERLINK(1)", in_days(0), "0.5", "1")
    windows = read(await desk.http.get(links["windows"]))
    assert (len(windows), windows[0]["actual"]) == (13, "0.5")
    forged = await desk.http.get(links["days"].replace("days.csv", "windows.csv"))
    assert forged.status_code == httpx.codes.FORBIDDEN

    days = f"/series/{series}/days.csv"
    answers = [
        await desk.http.get(days, headers=auditor, params=params)
        for params in ({}, {"seq": before}, {"seq": 10**9}, {"seq": "x"}, {"asOf": "1"}, {"at": "2026-03-31T12:00:00"})
    ]
    assert [len(read(answer)) for answer in answers[:2]] == [1, 0]
    codes = [answer.json()["errors"][0]["extensions"]["code"] for answer in answers[2:]]
    assert codes == ["AS_OF_IN_THE_FUTURE", *["PARAMETER_NOT_READ"] * 3]
    monthly = {"cadence": "monthly", "parts": "false"}
    shorter = await desk.http.get(f"/series/{series}/windows.csv", headers=auditor, params=monthly)
    assert [line["window"] for line in read(shorter)] == ["1", "2", "3"]

    assert (await desk.http.get(days)).status_code == httpx.codes.UNAUTHORIZED
    nothing = [days, f"/series/{series}/minutes.csv", f"/series/{unknown('Series')}/days.csv", "/series/x/days.csv"]
    strangers = fresh_desk.headers(Role.AUDITOR)
    found = [await desk.http.get(nothing[0], headers=strangers)]
    found += [await desk.http.get(each, headers=auditor) for each in nothing[1:]]
    assert [each.status_code for each in found] == [httpx.codes.NOT_FOUND] * 4
