"""Taking people along by way of the API: what a change lead did before the test begins."""

from typing import Any

from shared.events.people import Role
from tests.acceptance.api.desk import Desk
from tests.acceptance.api.story import in_days, started_engagement

CLAIMS, LETTERS = "Household claims", "Letters"
HANDLER, WRITER = "Claims handler", "Writer"
DEPARTMENTS: list[dict[str, Any]] = [
    {"name": CLAIMS, "headcount": 40, "managers": 4},
    {"name": LETTERS, "headcount": 10, "managers": 1},
]
POPULATION: dict[str, Any] = {"headcount": 50, "departments": DEPARTMENTS, "roles": [HANDLER, WRITER]}
HANDLERS: dict[str, Any] = {"department": CLAIMS, "role": HANDLER, "headcount": 10}
MATERIAL = {"role": HANDLER, "title": "Working with drafted answers", "digest": "5e" * 32}
TALKS: dict[str, Any] = {
    "tools": ["Guide to the first talk"],
    "talkingPoints": ["Drafts are read before they are sent"],
}
PROGRAM = """
query Program($id: ID!) {
  engagement(id: $id) {
    changeProgram {
      name version launchedOn activatedAt createdBy { id } launchedBy { id } activatedBy { id }
      policy { version figures { name value label french: label(locale: FR) } }
      population { headcount roles version departments { name headcount managers } }
      coverage { headcount volunteers others missing }
      resistanceHeatmap {
        department headcount level label french: label(locale: FR) profiledBy { id } drivers { name label }
      }
      trainingCoverage { role headcount trained share percent target met title digest }
      championCoverage { department headcount needed champions briefed met }
      managerCoverage { department managers equipped share percent target met tools talkingPoints }
      leadTimeCheck { launchedOn leadDays earliestGoLive beginsAt }
      cohorts(first: 50) { totalCount nodes { id department role headcount volunteers trained accessGrantedAt } }
      withdrawn: cohorts(first: 50, withdrawn: true) { nodes { id reason } }
      champions(first: 50) { totalCount nodes { department briefedAt person { id } nominatedBy { id } } }
    }
  }
}
"""


async def program(desk: Desk, engagement: str) -> Any:  # noqa: ANN401 - what the API answers
    return (await desk.ask(PROGRAM, id=engagement))["engagement"]["changeProgram"]


async def created_programme(desk: Desk) -> str:
    """The engagement that has it."""
    engagement = await started_engagement(desk)
    await created(desk, engagement)
    return engagement


async def created(desk: Desk, engagement: str) -> None:
    await desk.do("createChangeProgram", by=Role.CHANGE_LEAD, engagementId=engagement, name="Claims, taken along")


async def peopled_programme(desk: Desk) -> str:
    engagement = await started_engagement(desk)
    await peopled(desk, engagement)
    return engagement


async def peopled(desk: Desk, engagement: str) -> None:
    await created(desk, engagement)
    await desk.do("definePopulation", by=Role.CHANGE_LEAD, engagementId=engagement, **POPULATION)


async def taken_along(desk: Desk, engagement: str) -> None:
    """With a cohort that was asked once, a champion, and the resistance of a department."""
    await peopled(desk, engagement)
    await measured(desk, engagement, await defined_cohort(desk, engagement), "AWARENESS")
    of: dict[str, Any] = {"by": Role.CHANGE_LEAD, "engagementId": engagement, "department": CLAIMS}
    await desk.do("recordResistance", **of, level="HIGH", drivers=["fear_for_the_job"])
    await desk.do("nominateChampion", **of, person=desk.person(Role.CHAMPION))


async def defined_cohort(desk: Desk, engagement: str, **given: object) -> str:
    wanted = {**HANDLERS, **given}
    cohort = await desk.do("defineCohort", by=Role.CHANGE_LEAD, engagementId=engagement, **wanted)
    return str(cohort["id"])


async def covered_programme(desk: Desk) -> tuple[str, str]:
    """Nothing is lacking but the launch; the engagement, and the cohort of its claims handlers."""
    engagement = await peopled_programme(desk)
    cohort = await defined_cohort(desk, engagement, headcount=30)
    await defined_cohort(desk, engagement, volunteers=True)
    await defined_cohort(desk, engagement, department=LETTERS, role=WRITER)
    for department, level in ((CLAIMS, "HIGH"), (LETTERS, "LOW")):
        profile = {"department": department, "level": level, "drivers": ["fear_for_the_job"]}
        await desk.do("recordResistance", by=Role.CHANGE_LEAD, engagementId=engagement, **profile)
    return engagement, cohort


async def launched_programme(desk: Desk) -> tuple[str, str]:
    engagement, cohort = await covered_programme(desk)
    await desk.do("launchChangeProgram", by=Role.CHANGE_LEAD, engagementId=engagement)
    return engagement, cohort


async def measured(desk: Desk, engagement: str, cohort: str, stage: str, favourable: str = "83.33") -> None:
    survey = {"stage": stage, "favourable": favourable, "respondents": 10, "measuredOn": in_days(0)}
    await desk.do("recordStageMeasure", by=Role.CHANGE_LEAD, engagementId=engagement, cohortId=cohort, **survey)
