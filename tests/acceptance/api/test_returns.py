"""The return as it was reported and as it is known: a late correction changes only the second, and says so."""

import json
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

import httpx
import pytest

from gateway.schema.ids import uuid_of
from shared.events.observations import KpiRecorded, Observation
from shared.events.people import Role
from shared.eventstore.codec import encode
from shared.kernel.canonical import canonical
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import said
from tests.acceptance.api.measured import cased_engagement, months_over
from tests.acceptance.api.on_returns import ON_RETURNS
from tests.acceptance.api.story import in_days

ASKED = ON_RETURNS + "query Now($kpi: ID!) { ...Brought }"

REPORT = """
query Report($id: ID!) {
  engagement(id: $id) { roiReport { position digest html(locale: FR) links { html pdf json } } }
}
"""

OF_A_STREAM = "query Opened($stream: String!) { events(first: 100, stream: $stream) { nodes { seq stream type } } }"


async def shown(desk: Desk, series: str) -> Answer:
    found: Answer = (await desk.ask(ASKED, kpi=series))["series"]["engagement"]["roi"]
    return found


@pytest.mark.req("X11", "RL10")
async def test_a_late_correction_changes_what_is_known_and_not_what_was_reported(desk: Desk) -> None:
    engagement, series = await cased_engagement(desk, live=True)
    of = {"engagementId": engagement, "seriesId": series, "day": in_days(0)}
    rows = [{"key": "case 1", "value": "30"}]
    await desk.do("recordObservations", by=Role.INTEGRATOR, **of, source="Claims system", observations=rows)
    await said(desk, *months_over(engagement))
    await desk.do("publishRoi", by=Role.BUSINESS_OWNER, engagementId=engagement)
    before = await shown(desk, series)
    assert before["asReported"]["intact"]
    assert before["asReported"]["reckoned"] == before["asKnown"]
    assert (before["asKnown"]["case"]["benefit"]["minor"], before["difference"]) == (3_570_000, [])
    mended = {"key": "case 1", "value": "36"}
    await desk.do("correctObservation", **of, key="case 1", observation=mended, reason="Lunch was counted")
    after = await shown(desk, series)
    assert after["asReported"] == before["asReported"]
    assert after["asKnown"]["case"]["benefit"]["minor"] == 1_428_000
    (moved,) = after["difference"]
    assert (moved["figure"], moved["before"], moved["after"]) == ("BENEFIT", "3570000", "1428000")
    assert [(each["type"], each["reason"]) for each in moved["because"]] == [("KpiCorrected", "Lunch was counted")]
    for reckoned in (after["asReported"]["reckoned"], after["asKnown"]):
        await each_figure_opens(desk, reckoned)
    await given_out(desk, engagement, after["asReported"]["digest"])


async def each_figure_opens(desk: Desk, reckoned: Answer) -> None:
    """To the very events it comes from, by their stream; what is measured rests on what was assumed, too."""
    figures = {each["figure"]: each for each in reckoned["figures"]}
    months = [month for line in reckoned["case"]["lines"] for month in line["months"]]
    for origin in (origin for each in (*figures.values(), *months) for origin in each["events"]):
        found = (await desk.ask(OF_A_STREAM, by=Role.AUDITOR, stream=origin["stream"]))["events"]["nodes"]
        own = [event for event in found if origin["first"] <= event["seq"] <= origin["last"]]
        assert (len(own), {event["stream"] for event in own}) == (origin["events"], {origin["stream"]})
    (day,) = (each for each in figures["BENEFIT"]["events"] if each["stream"].startswith("observations-"))
    assert day in figures["ROI"]["events"]
    assert figures["BENEFIT"]["assumptions"] == figures["ROI"]["assumptions"] == reckoned["case"]["assumptions"] != []


async def given_out(desk: Desk, engagement: str, digest: str) -> None:
    """As a file of each form, by its link and by whoever shows a token; the data hold what was published."""
    report = (await desk.ask(REPORT, id=engagement))["engagement"]["roiReport"]
    assert '<html lang="fr">' in report["html"]
    for form, link in report["links"].items():
        file = await desk.http.get(link)
        assert (file.status_code, f".{form}" in file.headers["content-disposition"]) == (httpx.codes.OK, True)
    address = f"/reports/{engagement}/roi.json"
    mine = await desk.http.get(f"{address}?position={report['position']}", headers=desk.headers(Role.SPONSOR))
    assert sha256(mine.content).hexdigest() == report["digest"]
    reported = json.loads(mine.content)["reported"]
    assert sha256(canonical(reported["reckoned"])).hexdigest() == reported["digest"] == digest
    assert (await desk.http.get(address)).status_code == httpx.codes.UNAUTHORIZED
    other = report["links"]["pdf"].replace("roi.pdf", "adoption.pdf")
    assert (await desk.http.get(other)).status_code == httpx.codes.FORBIDDEN
    unknown = await desk.http.get(f"/reports/{engagement}/weather.pdf", headers=desk.headers(Role.SPONSOR))
    assert unknown.status_code == httpx.codes.NOT_FOUND


def assumed(event: object) -> dict[str, Any]:
    """As a fork takes it."""
    return {"type": type(event).__name__, "data": json.loads(encode(event, UUID(int=1)).data)}


FORK = """
query Fork($id: ID!, $assume: [AssumedEventInput!]) {
  engagement(id: $id) { ...Returned }
  fork(engagement: $id, assume: $assume) { engagement(id: $id) { ...Returned } }
}
fragment Returned on Engagement {
  roi { asKnown { days case { benefit { minor } lines { months { closed measured } } } } }
  roiReport { position }
}
"""


@pytest.mark.req("X13", "RL10")
async def test_a_fork_shows_the_return_that_there_would_be(desk: Desk) -> None:
    engagement, series = await cased_engagement(desk, live=True)
    of = {"engagementId": engagement, "seriesId": series, "day": in_days(0)}
    rows = [{"key": "case 1", "value": "30"}]
    await desk.do("recordObservations", by=Role.INTEGRATOR, **of, source="Claims system", observations=rows)
    faster = KpiRecorded(
        engagement_id=uuid_of("Engagement", engagement),
        series_id=uuid_of("Series", series),
        day=date.fromisoformat(in_days(45)),
        source="What if",
        observations=(Observation(key="case 2", value=Decimal(20), of=None, cohort_id=None, department=None),),
    )
    head = await desk.head()
    assume = [assumed(event) for event in (faster, *months_over(engagement))]
    found = await desk.ask(FORK, id=engagement, assume=assume)
    now, then = found["engagement"]["roi"]["asKnown"], found["fork"]["engagement"]["roi"]["asKnown"]
    assert (now["days"], now["case"]["benefit"]["minor"]) == (0, 0)
    assert (then["days"], then["case"]["benefit"]["minor"]) == (90, 3_570_000 + 7_140_000)
    first, second, third = (month["measured"] for month in then["case"]["lines"][0]["months"])
    assert (Decimal(first), Decimal(second)) == (Decimal(30), Decimal(20))
    assert third is None
    assert (found["engagement"]["roiReport"]["position"], found["fork"]["engagement"]["roiReport"]) == (head, None)
    assert await desk.head() == head
