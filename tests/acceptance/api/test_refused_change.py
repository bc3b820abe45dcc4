"""Rules of the change programme: each is broken once, told as data, and leaves the log as it was."""

from typing import Any

import pytest

from shared.events.people import Role
from tests.acceptance.api.change import (
    CLAIMS,
    HANDLERS,
    LETTERS,
    MATERIAL,
    POPULATION,
    TALKS,
    WRITER,
    covered_programme,
    created_programme,
    defined_cohort,
    launched_programme,
    measured,
    peopled_programme,
)
from tests.acceptance.api.desk import Answer, Desk
from tests.acceptance.api.refusals import Attempt, told
from tests.acceptance.api.story import started_engagement, unknown

LEAD = Role.CHANGE_LEAD


async def change_program_not_created(desk: Desk) -> Answer:
    return await desk.refused("definePopulation", engagementId=await started_engagement(desk), **POPULATION)


async def change_program_already_created(desk: Desk) -> Answer:
    return await desk.refused("createChangeProgram", engagementId=await created_programme(desk), name="Another")


async def change_program_not_launched(desk: Desk) -> Answer:
    engagement, cohort = await covered_programme(desk)
    return await desk.refused("grantAccess", engagementId=engagement, cohortId=cohort)


async def population_not_defined(desk: Desk) -> Answer:
    return await desk.refused("defineCohort", engagementId=await created_programme(desk), **HANDLERS)


async def unknown_department(desk: Desk) -> Answer:
    sales = {**HANDLERS, "department": "Sales"}
    return await desk.refused("defineCohort", engagementId=await peopled_programme(desk), **sales)


async def unknown_target_role(desk: Desk) -> Answer:
    clerks = {**MATERIAL, "role": "Clerk"}
    return await desk.refused("publishTraining", engagementId=await peopled_programme(desk), **clerks)


async def unknown_driver(desk: Desk) -> Answer:
    profile: dict[str, Any] = {"department": CLAIMS, "level": "LOW", "drivers": ["weather"]}
    return await desk.refused("recordResistance", engagementId=await peopled_programme(desk), **profile)


async def population_exceeded(desk: Desk) -> Answer:
    engagement, _ = await covered_programme(desk)
    return await desk.refused("defineCohort", engagementId=engagement, **HANDLERS)


async def population_not_covered(desk: Desk) -> Answer:
    engagement = await peopled_programme(desk)
    await defined_cohort(desk, engagement)
    return await desk.refused("launchChangeProgram", engagementId=engagement)


async def resistance_not_profiled(desk: Desk) -> Answer:
    engagement = await peopled_programme(desk)
    await defined_cohort(desk, engagement, headcount=40)
    await defined_cohort(desk, engagement, department=LETTERS, role=WRITER)
    return await desk.refused("launchChangeProgram", engagementId=engagement)


async def cohort_not_found(desk: Desk) -> Answer:
    engagement = await peopled_programme(desk)
    return await desk.refused("grantAccess", engagementId=engagement, cohortId=unknown("Cohort"))


async def cohort_has_access(desk: Desk) -> Answer:
    engagement, cohort = await launched_programme(desk)
    for stage in ("AWARENESS", "DESIRE"):
        await measured(desk, engagement, cohort, stage)
    of = {"engagementId": engagement, "cohortId": cohort}
    await desk.do("grantAccess", by=Role.SYSTEM_OWNER, **of)
    return await desk.refused("withdrawCohort", **of, reason="It is not needed")


async def training_not_published(desk: Desk) -> Answer:
    engagement, cohort = await covered_programme(desk)
    return await desk.refused("recordTrainingCompletion", engagementId=engagement, cohortId=cohort, count=1)


async def more_than_the_cohort(desk: Desk) -> Answer:
    engagement, cohort = await covered_programme(desk)
    await desk.do("publishTraining", by=LEAD, engagementId=engagement, **MATERIAL)
    return await desk.refused("recordTrainingCompletion", engagementId=engagement, cohortId=cohort, count=31)


async def more_than_the_managers(desk: Desk) -> Answer:
    engagement = await peopled_programme(desk)
    return await desk.refused("equipManagers", engagementId=engagement, department=LETTERS, count=2, **TALKS)


async def champion_elsewhere(desk: Desk) -> Answer:
    of = {"engagementId": await peopled_programme(desk), "person": desk.person(Role.CHAMPION)}
    await desk.do("nominateChampion", by=LEAD, **of, department=CLAIMS)
    return await desk.refused("nominateChampion", **of, department=LETTERS)


async def champion_not_found(desk: Desk) -> Answer:
    gone = {"person": desk.person(Role.CHAMPION), "reason": "On leave"}
    return await desk.refused("releaseChampion", engagementId=await peopled_programme(desk), **gone)


async def too_few_champions(desk: Desk) -> Answer:
    return await desk.refused("activateNetwork", engagementId=await peopled_programme(desk))


async def change_stages_not_complete(desk: Desk) -> Answer:
    engagement, cohort = await launched_programme(desk)
    return await desk.refused("grantAccess", engagementId=engagement, cohortId=cohort)


ATTEMPTS: dict[Attempt, list[str]] = {
    change_program_not_created: [],
    change_program_already_created: [],
    change_program_not_launched: [],
    population_not_defined: [],
    unknown_department: ["input", "department"],
    unknown_target_role: ["input", "role"],
    unknown_driver: ["input", "drivers"],
    population_exceeded: ["input", "headcount"],
    population_not_covered: [],
    resistance_not_profiled: [],
    cohort_not_found: [],
    cohort_has_access: [],
    training_not_published: [],
    more_than_the_cohort: ["input", "count"],
    more_than_the_managers: ["input", "count"],
    champion_elsewhere: ["input", "person"],
    champion_not_found: ["input", "person"],
    too_few_champions: [],
    change_stages_not_complete: [],
}


@pytest.mark.parametrize(("attempt", "where"), ATTEMPTS.items(), ids=lambda given: getattr(given, "__name__", ""))
async def test_a_broken_rule_is_told_as_data_and_nothing_is_recorded(
    desk: Desk, attempt: Attempt, where: list[str]
) -> None:
    told(await attempt(desk), attempt, where)


async def test_a_champion_is_somebody_of_the_tenant(desk: Desk) -> None:
    nobody = {"department": CLAIMS, "person": unknown("Person")}
    refused = await desk.refused("nominateChampion", engagementId=await peopled_programme(desk), **nobody)
    assert refused["code"] == "PERSON_NOT_FOUND"
