"""The adoption report before a running Fairway: published, read again, and given out as files to who may read it."""

import base64
import json
from hashlib import sha256

import httpx
import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import live_engagement
from tests.acceptance.api.story import in_days
from tests.acceptance.api.test_refused_measurement import ROW, defined

REPORT = """
query Report($id: ID!) {
  engagement(id: $id) {
    goLiveDashboard { position lag day series { name windows { number state actual } } }
    adoptionReport {
      asReported { day position digest publishedDigest intact canonical html(locale: FR) pdf links { html pdf json } }
      asKnown { digest publishedDigest }
    }
    firstDay: adoptionReport(day: 0) { asKnown { day digest links { json } } }
  }
}
"""


@pytest.mark.req("RL8")
@pytest.mark.req("RL9")
async def test_a_report_is_published_and_given_out_as_it_was_when_more_comes_in(desk: Desk) -> None:
    engagement = await live_engagement(desk)
    of = await defined(desk, engagement) | {"day": in_days(0), "source": "Help desk"}
    await desk.do("publishAdoptionReport", engagementId=engagement)
    await desk.do("recordObservations", **of, observations=[ROW])

    shown = (await desk.ask(REPORT, id=engagement))["engagement"]
    reported, known = shown["adoptionReport"]["asReported"], shown["adoptionReport"]["asKnown"]
    assert (reported["intact"], reported["digest"]) == (True, sha256(reported["canonical"].encode()).hexdigest())
    assert known["digest"] != reported["digest"]
    assert '<html lang="fr">' in reported["html"]
    assert base64.b64decode(reported["pdf"]).startswith(b"%PDF-")
    (series,) = shown["goLiveDashboard"]["series"]
    assert series["windows"][0] == {"number": 1, "state": "OPEN", "actual": "0.5"}

    for form, link in reported["links"].items():
        file = await desk.http.get(link)
        assert (file.status_code, form in file.headers["content-disposition"]) == (httpx.codes.OK, True)
    assert sha256((await desk.http.get(reported["links"]["json"])).content).hexdigest() == reported["digest"]
    forged = reported["links"]["pdf"].replace("adoption.pdf", "adoption.json")
    assert (await desk.http.get(forged)).status_code == httpx.codes.FORBIDDEN

    await given_out_up_to_a_day(desk, engagement, shown["firstDay"]["asKnown"])
    address = f"/reports/{engagement}/adoption.json"
    assert (await desk.http.get(address)).status_code == httpx.codes.UNAUTHORIZED
    mine = await desk.http.get(address, headers=desk.headers(Role.SPONSOR))
    assert json.loads(mine.content)["position"] == reported["position"]
    nothing = await desk.http.get(f"/reports/{engagement}/adoption.exe", headers=desk.headers(Role.SPONSOR))
    assert nothing.status_code == httpx.codes.NOT_FOUND


async def given_out_up_to_a_day(desk: Desk, engagement: str, first: Answer) -> None:
    linked = await desk.http.get(first["links"]["json"])
    assert (first["day"], sha256(linked.content).hexdigest()) == (0, first["digest"])
    asked = await desk.http.get(f"/reports/{engagement}/adoption.json?day=0", headers=desk.headers(Role.SPONSOR))
    assert json.loads(asked.content)["day"] == 0
