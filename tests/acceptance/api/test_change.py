"""People are taken along: counted in cohorts, asked, trained, and let in only when they are ready."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.change import (
    CLAIMS,
    HANDLER,
    LETTERS,
    MATERIAL,
    TALKS,
    WRITER,
    covered_programme,
    created_programme,
    defined_cohort,
    launched_programme,
    measured,
    peopled_programme,
    program,
)
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.story import ZONE, in_days, started_engagement

LEAD = Role.CHANGE_LEAD
STAGES = """
query Stages($id: ID!, $cohort: ID!) {
  engagement(id: $id) {
    changeProgram {
      changeStages(cohort: $cohort) {
        stage label french: label(locale: FR) favourable respondents measuredOn target complete freshUntil beforeAccess
      }
      cohorts(first: 1) { nodes { changeStages { complete } } }
    }
  }
}
"""


async def stages_of(desk: Desk, engagement: str, cohort: str) -> dict[str, Any]:
    found = (await desk.ask(STAGES, id=engagement, cohort=cohort))["engagement"]["changeProgram"]["changeStages"]
    return {each["stage"]: each for each in found}


@pytest.mark.req("RF2")
async def test_an_engagement_has_a_change_programme_of_its_own_once_it_is_created(desk: Desk) -> None:
    without = await started_engagement(desk)
    assert await program(desk, without) is None
    shown = await program(desk, await created_programme(desk))
    assert (shown["name"], shown["version"], shown["launchedOn"]) == ("Claims, taken along", 1, None)
    assert shown["createdBy"] == {"id": desk.person(LEAD)}
    assert (shown["population"], shown["coverage"], shown["resistanceHeatmap"]) == (None, None, [])
    assert await program(desk, without) is None
    share = {figure["name"]: figure for figure in shown["policy"]["figures"]}["favourable_share"]
    assert (share["value"], shown["policy"]["version"]) == (70, 2)
    assert share["label"] != share["french"]


@pytest.mark.req("RK1")
async def test_the_whole_population_is_covered_by_cohorts_with_volunteers_apart(desk: Desk) -> None:
    engagement = await peopled_programme(desk)
    assert (await program(desk, engagement))["coverage"] == cover(0, 0, 50)
    handlers = await defined_cohort(desk, engagement, headcount=20)
    pioneers = await defined_cohort(desk, engagement, volunteers=True)
    assert (await program(desk, engagement))["coverage"] == cover(10, 20, 20)
    of: dict[str, Any] = {"by": LEAD, "engagementId": engagement}
    await desk.do("reviseCohort", **of, cohortId=handlers, headcount=30, reason="Ten were hired")
    await desk.do("withdrawCohort", **of, cohortId=pioneers, reason="Nobody asked for it after all")
    shown = await program(desk, engagement)
    assert shown["coverage"] == cover(0, 30, 20)
    assert [(node["id"], node["headcount"]) for node in shown["cohorts"]["nodes"]] == [(handlers, 30)]
    assert shown["withdrawn"]["nodes"] == [{"id": pioneers, "reason": "Nobody asked for it after all"}]
    assert shown["population"]["roles"] == [HANDLER, WRITER]


def cover(volunteers: int, others: int, missing: int) -> dict[str, int]:
    return {"headcount": 50, "volunteers": volunteers, "others": others, "missing": missing}


@pytest.mark.req("RK2")
async def test_the_heatmap_shows_every_department_and_what_drives_its_resistance(desk: Desk) -> None:
    engagement = await peopled_programme(desk)
    assert [row["level"] for row in (await program(desk, engagement))["resistanceHeatmap"]] == [None, None]
    profile: dict[str, Any] = {"department": CLAIMS, "level": "SEVERE", "drivers": ["earlier_failures", "lack_of_time"]}
    await desk.do("recordResistance", by=LEAD, engagementId=engagement, **profile)
    claims, letters = (await program(desk, engagement))["resistanceHeatmap"]
    assert (claims["department"], claims["headcount"], claims["level"]) == (CLAIMS, 40, "SEVERE")
    assert (claims["label"], claims["french"]) == ("Severe", "Extrême")
    assert claims["drivers"][0] == {"name": "earlier_failures", "label": "Earlier changes that failed"}
    assert claims["profiledBy"] == {"id": desk.person(LEAD)}
    assert letters["level"] is None


@pytest.mark.req("RK3")
async def test_training_is_by_role_and_its_coverage_is_counted(desk: Desk) -> None:
    engagement, cohort = await covered_programme(desk)
    of: dict[str, Any] = {"by": LEAD, "engagementId": engagement}
    await desk.do("publishTraining", **of, **MATERIAL)
    await desk.do("recordTrainingCompletion", **of, cohortId=cohort, count=30)
    handlers, writers = (await program(desk, engagement))["trainingCoverage"]
    counted = (handlers["headcount"], handlers["trained"], handlers["share"], handlers["target"], handlers["met"])
    assert (*counted, handlers["percent"]) == (40, 30, "75", 90, False, "75")
    assert (handlers["title"], handlers["digest"]) == (MATERIAL["title"], MATERIAL["digest"])
    assert (writers["role"], writers["title"], writers["met"]) == (WRITER, None, False)
    query = """query One($id: ID!, $role: String) {
      engagement(id: $id) { changeProgram { trainingCoverage(role: $role) { role } } } }"""
    found = await desk.ask(query, id=engagement, role=WRITER)
    assert found["engagement"]["changeProgram"]["trainingCoverage"] == [{"role": WRITER}]
    await desk.do("publishTraining", **of, **{**MATERIAL, "digest": "6f" * 32})
    assert (await program(desk, engagement))["trainingCoverage"][0]["trained"] == 0


@pytest.mark.req("RK4")
async def test_the_champions_are_activated_and_briefed_department_by_department(desk: Desk) -> None:
    engagement = await peopled_programme(desk)
    of: dict[str, Any] = {"by": LEAD, "engagementId": engagement}
    people = {CLAIMS: desk.person(Role.CHAMPION), LETTERS: desk.person(Role.MANAGER)}
    for department, person in people.items():
        await desk.do("nominateChampion", **of, department=department, person=person)
    briefing: dict[str, Any] = {"subject": "The first week", "champions": list(people.values())}
    await desk.do("briefChampions", **of, **briefing)
    await desk.do("activateNetwork", **of)
    assert await network(desk, engagement) == [(CLAIMS, 1, 1, 0, False), (LETTERS, 1, 1, 0, False)]
    await desk.do("briefChampions", **of, **briefing)
    assert await network(desk, engagement) == [(CLAIMS, 1, 1, 1, True), (LETTERS, 1, 1, 1, True)]
    await desk.do("releaseChampion", **of, person=people[LETTERS], reason="On leave")
    assert await network(desk, engagement) == [(CLAIMS, 1, 1, 1, True), (LETTERS, 1, 0, 0, False)]
    shown = await program(desk, engagement)
    (champion,) = shown["champions"]["nodes"]
    assert (champion["department"], champion["person"]) == (CLAIMS, {"id": people[CLAIMS]})
    assert shown["activatedBy"] == champion["nominatedBy"] == {"id": desk.person(LEAD)}
    assert champion["briefedAt"] >= shown["activatedAt"]


async def network(desk: Desk, engagement: str) -> list[tuple[str, int, int, int, bool]]:
    rows = (await program(desk, engagement))["championCoverage"]
    return [(row["department"], row["needed"], row["champions"], row["briefed"], row["met"]) for row in rows]


@pytest.mark.req("RK5")
async def test_managers_have_tools_and_talking_points(desk: Desk) -> None:
    engagement = await peopled_programme(desk)
    await desk.do("equipManagers", by=LEAD, engagementId=engagement, department=CLAIMS, count=3, **TALKS)
    claims, letters = (await program(desk, engagement))["managerCoverage"]
    assert (claims["managers"], claims["equipped"], claims["share"], claims["met"]) == (4, 3, "75", False)
    assert {name: claims[name] for name in TALKS} == TALKS
    assert (letters["equipped"], letters["share"], letters["tools"]) == (0, "0", [])
    await desk.do("equipManagers", by=LEAD, engagementId=engagement, department=CLAIMS, count=4, **TALKS)
    assert (await program(desk, engagement))["managerCoverage"][0]["met"] is True


@pytest.mark.req("RK6")
async def test_the_launch_says_how_early_the_system_may_go_live(desk: Desk) -> None:
    engagement, _ = await covered_programme(desk)
    before = (await program(desk, engagement))["leadTimeCheck"]
    assert before == {"launchedOn": None, "leadDays": 28, "earliestGoLive": None, "beginsAt": None}
    await desk.do("launchChangeProgram", by=LEAD, engagementId=engagement)
    shown = await program(desk, engagement)
    check = shown["leadTimeCheck"]
    launched = date.fromisoformat(check["launchedOn"])
    assert in_days(-1) <= check["launchedOn"] == shown["launchedOn"] <= in_days(0)
    assert check["earliestGoLive"] == (launched + timedelta(days=28)).isoformat()
    begins = datetime.fromisoformat(check["beginsAt"]).astimezone(ZONE)
    assert (begins.date().isoformat(), begins.hour, begins.minute) == (check["earliestGoLive"], 0, 0)
    assert shown["launchedBy"] == {"id": desk.person(LEAD)}


@pytest.mark.req("RK7")
async def test_a_cohort_gets_access_when_its_awareness_and_its_desire_are_complete(desk: Desk) -> None:
    engagement, cohort = await launched_programme(desk)
    grant = {"by": LEAD, "engagementId": engagement, "cohortId": cohort}
    await measured(desk, engagement, cohort, "AWARENESS")
    await measured(desk, engagement, cohort, "DESIRE", "69.99")
    found = await stages_of(desk, engagement, cohort)
    assert list(found) == ["AWARENESS", "DESIRE", "KNOWLEDGE", "ABILITY", "REINFORCEMENT"]
    assert [(each["complete"], each["beforeAccess"]) for each in found.values()] == [
        (True, True),
        (False, True),
        *[(False, False)] * 3,
    ]
    assert (found["DESIRE"]["favourable"], found["DESIRE"]["target"], found["DESIRE"]["respondents"]) == (
        "69.99",
        70,
        10,
    )
    assert found["DESIRE"]["label"] != found["DESIRE"]["french"]
    assert (await desk.refused("grantAccess", **grant))["code"] == "CHANGE_STAGES_NOT_COMPLETE"
    await measured(desk, engagement, cohort, "DESIRE", "70")
    assert (await desk.do("grantAccess", **grant))["accessGrantedAt"] is not None
    withdrawn = await desk.do("withdrawAccess", **grant, reason="The pilot's data was still in it")
    assert withdrawn["accessGrantedAt"] is None


async def test_a_cohort_of_another_engagement_has_no_stages_here(desk: Desk) -> None:
    _, cohort = await covered_programme(desk)
    assert await stages_of(desk, await peopled_programme(desk), cohort) == {}


async def test_a_command_that_was_decided_on_another_version_of_the_population_is_rejected(desk: Desk) -> None:
    engagement = await peopled_programme(desk)
    assert (await program(desk, engagement))["population"]["version"] == 1
    await defined_cohort(desk, engagement, expectedVersion=1)
    again = {"department": LETTERS, "role": WRITER, "headcount": 1, "expectedVersion": 1}
    refused = await desk.refused("defineCohort", by=LEAD, engagementId=engagement, **again)
    assert refused["code"] == "VERSION_CONFLICT"
    shown = await program(desk, engagement)
    assert (shown["version"], shown["population"]["version"]) == (1, 2)
