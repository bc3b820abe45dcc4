"""Fifty people handle claims in two departments; ten of them asked to be the first."""

from datetime import date
from uuid import UUID

from shared.events.population import (
    CohortDefined,
    CohortRevised,
    CohortWithdrawn,
    Department,
    PopulationDefined,
    ResistanceLevel,
    ResistanceProfiled,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import NOW

DAY: date = NOW.date()
CLAIMS, LETTERS = "Household claims", "Letters"
HANDLER, LEADER = "Claims handler", "Team leader"
PIONEERS, HANDLERS, WRITERS = (UUID(int=number) for number in (0xC1, 0xC2, 0xC3))

POPULATION_DEFINED = PopulationDefined(
    engagement_id=ENGAGEMENT,
    headcount=50,
    departments=(
        Department(name=CLAIMS, headcount=40, managers=4),
        Department(name=LETTERS, headcount=10, managers=1),
    ),
    roles=(HANDLER, LEADER),
    defined_on=DAY,
)
PIONEERS_DEFINED = CohortDefined(
    engagement_id=ENGAGEMENT,
    cohort_id=PIONEERS,
    department=CLAIMS,
    role=HANDLER,
    headcount=10,
    volunteers=True,
    defined_on=DAY,
)
HANDLERS_DEFINED = CohortDefined(
    engagement_id=ENGAGEMENT,
    cohort_id=HANDLERS,
    department=CLAIMS,
    role=HANDLER,
    headcount=30,
    volunteers=False,
    defined_on=DAY,
)
WRITERS_DEFINED = CohortDefined(
    engagement_id=ENGAGEMENT,
    cohort_id=WRITERS,
    department=LETTERS,
    role=LEADER,
    headcount=10,
    volunteers=False,
    defined_on=DAY,
)
HANDLERS_REVISED = CohortRevised(
    engagement_id=ENGAGEMENT, cohort_id=HANDLERS, headcount=28, reason="Two people left.", revised_on=DAY
)
WRITERS_WITHDRAWN = CohortWithdrawn(
    engagement_id=ENGAGEMENT, cohort_id=WRITERS, reason="Letters keep their own tool.", withdrawn_on=DAY
)
CLAIMS_PROFILED = ResistanceProfiled(
    engagement_id=ENGAGEMENT,
    department=CLAIMS,
    level=ResistanceLevel.HIGH,
    drivers=("fear_for_the_job", "mistrust_of_results"),
    policy=1,
    profiled_on=DAY,
)
LETTERS_PROFILED = ResistanceProfiled(
    engagement_id=ENGAGEMENT,
    department=LETTERS,
    level=ResistanceLevel.LOW,
    drivers=("lack_of_time",),
    policy=1,
    profiled_on=DAY,
)
IN_COHORTS = (PIONEERS_DEFINED, HANDLERS_DEFINED, WRITERS_DEFINED)
COVERED = (POPULATION_DEFINED, *IN_COHORTS, CLAIMS_PROFILED, LETTERS_PROFILED)
