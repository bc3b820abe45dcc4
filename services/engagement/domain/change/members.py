"""What has to be there before anything else is said of it: the programme, its population, a department, a cohort."""

from collections.abc import Iterable
from uuid import UUID

from services.engagement.domain.change.population_commands import (
    CohortNotFound,
    PopulationNotDefined,
    UnknownDepartment,
    UnknownTargetRole,
)
from services.engagement.domain.change.programme_commands import ChangeProgramNotCreated, MoreThanTheCohort
from services.engagement.domain.change.state import Change, Cohort, NotStarted, Programme, Uncreated
from services.engagement.domain.not_found import EngagementNotFound
from shared.events.population import Department, PopulationDefined
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import line


def created(change: Change) -> Programme:
    if isinstance(change, NotStarted):
        raise EngagementNotFound
    if isinstance(change, Uncreated):
        raise ChangeProgramNotCreated
    return change


def population_of(change: Programme) -> PopulationDefined:
    if change.population is None:
        raise PopulationNotDefined
    return change.population


def department_of(change: Programme, name: str) -> Department:
    departments = {department.name: department for department in population_of(change).departments}
    if name not in departments:
        raise UnknownDepartment(where=("input", "department"), department=name, known=", ".join(departments))
    return departments[name]


def role_of(population: PopulationDefined, role: str, field: str = "role") -> str:
    if role not in population.roles:
        raise UnknownTargetRole(where=("input", field), role=role, known=", ".join(population.roles))
    return role


def cohort_of(change: Programme, cohort_id: UUID) -> Cohort:
    cohort = change.cohorts.get(cohort_id)
    if cohort is None:
        raise CohortNotFound
    return cohort


def within(headcount: int, field: str, count: int) -> int:
    if count > headcount:
        raise MoreThanTheCohort(where=("input", field), headcount=headcount, count=count)
    return count


def listed(field: str, given: Iterable[str], most: int) -> tuple[str, ...]:
    """Each is one line that is named once, in the order given."""
    several = tuple(line(field, each) for each in given)
    if not 0 < len(set(several)) == len(several) <= most:
        raise NotWellFormed(where=("input", field), problem=f"{field} are 1 to {most}, each named once")
    return several
