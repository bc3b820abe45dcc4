"""Rules about what is measured: each is broken once, and told as data; of many rows, each is answered."""

import json
from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.going_live import live_engagement
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import in_days, started_engagement, unknown

SHARE = {"kind": "INDICATOR", "unit": "share", "better": "HIGHER", "cadence": "WEEKLY", "aggregation": "MEAN"}
OWN: dict[str, Any] = {**SHARE, "name": "Kept drafts", "definition": "Drafts that were sent as they were."}
ROW: dict[str, Any] = {"key": "desk 1", "value": "0.5"}
DEFINE = "defineSeries"
SENT = """mutation($input: RecordObservationsInput!) { recordObservations(input: $input) {
  observations { answers { key status code message field } series { days { observations total } } }
  rejection { code } consistency { position }
} }"""


def counted(desk: Desk, engagement: str) -> dict[str, Any]:
    return {"engagementId": engagement, "source": "Help desk", "owner": desk.person(Role.CHANGE_LEAD)}


async def defined(desk: Desk, engagement: str) -> dict[str, str]:
    made = await desk.do(DEFINE, **counted(desk, engagement), **OWN)
    return {"engagementId": engagement, "seriesId": str(made["id"])}


async def on_a_live_one(desk: Desk) -> dict[str, str]:
    return await defined(desk, await live_engagement(desk))


async def measured(desk: Desk) -> dict[str, str]:
    of = await on_a_live_one(desk) | {"day": in_days(0)}
    await desk.do("recordObservations", **of, source="Help desk", observations=[ROW])
    return of


async def unit_not_known(desk: Desk) -> Answer:
    engagement = await started_engagement(desk)
    return await desk.refused(DEFINE, **counted(desk, engagement), **{**OWN, "unit": "furlongs"})


async def series_template_not_found(desk: Desk) -> Answer:
    return await desk.refused(DEFINE, **counted(desk, await started_engagement(desk)), template="likes")


async def series_differs_from_template(desk: Desk) -> Answer:
    of = counted(desk, await started_engagement(desk))
    return await desk.refused(DEFINE, **of, template="active_share", better="LOWER")


async def series_has_retired(desk: Desk) -> Answer:
    of = {"seriesId": (await defined(desk, await started_engagement(desk)))["seriesId"]}
    await desk.do("retireSeries", **of, reason="Nobody asks")
    return await desk.refused("setTarget", **of, value="1", why="All of them")


async def series_not_found(desk: Desk) -> Answer:
    of = {"engagementId": await started_engagement(desk), "seriesId": unknown("Series"), "day": in_days(0)}
    return await desk.refused("correctObservation", **of, key="desk 1", reason="It was a test")


async def baseline_after_go_live(desk: Desk) -> Answer:
    of = {"seriesId": (await on_a_live_one(desk))["seriesId"]}
    days = {"measuredFrom": in_days(-9), "measuredUntil": in_days(-2)}
    return await desk.refused("setBaseline", **of, value="0.2", **days)


async def observed_before_go_live(desk: Desk) -> Answer:
    of = await defined(desk, await started_engagement(desk))
    return await desk.refused("recordObservations", **of, day=in_days(0), source="Desk", observations=[ROW])


async def series_of_somebody_else(desk: Desk) -> Answer:
    of = await on_a_live_one(desk)
    rows: dict[str, Any] = {"day": in_days(0), "source": "Desk", "observations": [ROW]}
    return await desk.refused("recordObservations", by=Role.VENDOR, **of, **rows)


async def day_outside_the_window(desk: Desk) -> Answer:
    of = await on_a_live_one(desk)
    return await desk.refused("recordObservations", **of, day=in_days(-1), source="Desk", observations=[ROW])


async def unit_differs(desk: Desk) -> Answer:
    of = await on_a_live_one(desk)
    rows: dict[str, Any] = {"day": in_days(0), "source": "Desk", "observations": [ROW]}
    return await desk.refused("recordObservations", **of, **rows, unit="minutes")


async def observation_not_found(desk: Desk) -> Answer:
    of = await measured(desk)
    return await desk.refused("correctObservation", **of, key="desk 9", reason="It was a test")


async def observation_was_withdrawn(desk: Desk) -> Answer:
    of = await measured(desk)
    await desk.do("correctObservation", **of, key="desk 1", reason="It was a test")
    return await desk.refused("correctObservation", **of, key="desk 1", observation=ROW, reason="It was none")


async def share_out_of_range(desk: Desk) -> Answer:
    of = await measured(desk)
    more = {**ROW, "value": "1.01"}
    return await desk.refused("correctObservation", **of, key="desk 1", observation=more, reason="Counted anew")


async def department_not_of_the_population(desk: Desk) -> Answer:
    of = await measured(desk)
    other = {**ROW, "department": "Cooking"}
    return await desk.refused("correctObservation", **of, key="desk 1", observation=other, reason="Counted anew")


async def measurement_not_started(desk: Desk) -> Answer:
    return await desk.refused("publishAdoptionReport", engagementId=await started_engagement(desk))


async def cohort_not_of_the_engagement(desk: Desk) -> Answer:
    of = await measured(desk)
    other = {**ROW, "cohortId": unknown("Cohort")}
    return await desk.refused("correctObservation", **of, key="desk 1", observation=other, reason="Counted anew")


ATTEMPTS: dict[Attempt, list[str]] = {
    unit_not_known: ["input", "unit"],
    measurement_not_started: [],
    series_template_not_found: ["input", "template"],
    series_differs_from_template: ["input", "better"],
    series_has_retired: [],
    series_not_found: ["input", "seriesId"],
    baseline_after_go_live: [],
    observed_before_go_live: ["input", "day"],
    series_of_somebody_else: [],
    day_outside_the_window: ["input", "day"],
    unit_differs: ["input", "unit"],
    observation_not_found: ["input", "key"],
    observation_was_withdrawn: ["input", "key"],
    share_out_of_range: ["input", "value"],
    department_not_of_the_population: ["input", "department"],
    cohort_not_of_the_engagement: ["input", "cohort"],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)


@pytest.mark.req("RL4")
async def test_of_many_observations_each_is_answered_and_those_that_can_be_are_taken(desk: Desk) -> None:
    of = await measured(desk)
    rows = [ROW, {**ROW, "value": "0.6"}, {"key": "=1+1", "value": "0.25"}, {"key": "desk 3", "value": "7"}]
    sent = (await desk.ask(SENT, input={**of, "source": "Help desk", "observations": rows}))["recordObservations"]
    answers = sent["observations"]["answers"]
    assert [(each["key"], each["status"], each["code"], each["field"]) for each in answers] == [
        ("desk 1", "DUPLICATE", None, None),
        ("desk 1", "REFUSED", "OBSERVATION_DIFFERS", "key"),
        ("=1+1", "TAKEN", None, None),
        ("desk 3", "REFUSED", "SHARE_OUT_OF_RANGE", "value"),
    ]
    assert answers[3]["message"] == "A share is from nothing to all: 7 is not."
    assert sent["observations"]["series"]["days"] == [{"observations": 2, "total": "0.75"}]
    again = (await desk.ask(SENT, input={**of, "source": "Help desk", "observations": rows[:1]}))["recordObservations"]
    assert (again["observations"]["answers"][0]["status"], again["consistency"]) == ("DUPLICATE", None)
    file = f"series,day,key,value\n{of['seriesId']},{of['day']},desk 1,0.5\n{of['seriesId']},{of['day']},desk 4,1\n"
    params = {"engagement": of["engagementId"], "source": "Help desk"}
    headers = {**desk.headers(Role.INTEGRATOR), "content-type": "text/csv"}
    for status in ("taken", "duplicate"):
        response = await desk.http.put("/observations", params=params, content=file, headers=headers)
        lines = [json.loads(line) for line in response.text.splitlines()]
        assert [each["status"] for each in lines[:2]] == ["duplicate", status]
    data = {"engagement": of["engagementId"], "series": of["seriesId"], "day": of["day"], "value": 0.25}
    event = {"specversion": "1.0", "id": "1", "source": "/desk", "type": "com.fairway.measurement.v1", "data": data}
    headers["content-type"] = "application/cloudevents+json"
    response = await desk.http.post("/measurements", content=json.dumps(event), headers=headers)
    assert (response.status_code, response.json()["status"]) == (200, "taken")
