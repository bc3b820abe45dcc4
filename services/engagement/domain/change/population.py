"""What is said about the people whom a system is meant for: one function per command."""

from typing import assert_never

from services.engagement.domain.amounts import counted
from services.engagement.domain.change.members import (
    cohort_of,
    created,
    department_of,
    listed,
    population_of,
    role_of,
    within,
)
from services.engagement.domain.change.population_commands import (
    CohortAlreadyDefined,
    CohortHasAccess,
    DefineCohort,
    DefinePopulation,
    PopulationCommand,
    PopulationExceeded,
    RecordResistance,
    ReviseCohort,
    UnknownDriver,
    WithdrawCohort,
)
from services.engagement.domain.change.programme_commands import MoreThanTheManagers
from services.engagement.domain.change.state import Change, NotStarted, OfChange, Programme, evolve
from services.engagement.domain.roles import CHANGE_LEADS
from shared.events.engagements import EngagementStarted
from shared.events.population import (
    CohortDefined,
    CohortRevised,
    CohortWithdrawn,
    Department,
    PopulationDefined,
    PopulationEvent,
    ResistanceProfiled,
)
from shared.events.programme import AccessGranted, AccessWithdrawn, ChangeProgramCreated, ManagersEquipped
from shared.events.programme import TrainingCompleted as Completed
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import line, prose

MOST_PEOPLE = 10_000_000
MOST_DEPARTMENTS = MOST_ROLES = MOST_DRIVERS = 50


def define(command: DefinePopulation, change: Programme, asked: Asked) -> list[PopulationEvent]:
    headcount = counted("headcount", command.headcount, 1, MOST_PEOPLE)
    departments = tuple(map(checked, command.departments))
    listed("departments", (department.name for department in departments), MOST_DEPARTMENTS)
    if sum(department.headcount for department in departments) != headcount:
        raise NotWellFormed(where=("input", "headcount"), problem="the departments add up to the headcount")
    fact = PopulationDefined(
        engagement_id=command.engagement_id,
        headcount=headcount,
        departments=departments,
        roles=listed("roles", command.roles, MOST_ROLES),
        defined_on=asked.day,
    )
    holds_what_stands(change, fact)
    return [] if change.population and as_said(change.population) == as_said(fact) else [fact]


def checked(department: Department) -> Department:
    counted("departments", department.headcount, 1, MOST_PEOPLE)
    counted("departments", department.managers, 0, department.headcount)
    return Department(
        name=line("departments", department.name), headcount=department.headcount, managers=department.managers
    )


def as_said(fact: PopulationDefined) -> tuple[object, ...]:
    """What was said, on whichever day."""
    return fact.headcount, fact.departments, fact.roles


def holds_what_stands(change: Programme, wanted: PopulationDefined) -> None:
    """A smaller population has room for the cohorts that stand, and for the managers who are equipped."""
    rooms = {department.name: department for department in wanted.departments}
    for cohort in change.cohorts.values():
        role_of(wanted, cohort.first.role, "roles")
        name = cohort.first.department
        fits(name, rooms[name].headcount if name in rooms else 0, change.placed(name), "departments")
    for name, equipped in change.equipped.items():
        if name in rooms and equipped.count > rooms[name].managers:
            raise MoreThanTheManagers(
                where=("input", "departments"), department=name, managers=rooms[name].managers, count=equipped.count
            )


def fits(department: str, headcount: int, placed: int, field: str) -> None:
    if placed > headcount:
        raise PopulationExceeded(where=("input", field), department=department, placed=placed, headcount=headcount)


def define_cohort(command: DefineCohort, change: Programme, asked: Asked) -> list[PopulationEvent]:
    known = change.cohorts.get(command.cohort_id)
    fact = CohortDefined(
        engagement_id=command.engagement_id,
        cohort_id=command.cohort_id,
        department=command.department,
        role=command.role,
        headcount=command.headcount,
        volunteers=command.volunteers,
        defined_on=known.first.defined_on if known else asked.day,
    )
    if known or command.cohort_id in change.withdrawn:
        if known is None or known.first != fact:
            raise CohortAlreadyDefined
        return []
    counted("headcount", command.headcount, 1, MOST_PEOPLE)
    department = department_of(change, command.department)
    role_of(population_of(change), command.role)
    fits(department.name, department.headcount, change.placed(department.name) + command.headcount, "headcount")
    return [fact]


def revise(command: ReviseCohort, change: Programme, asked: Asked) -> list[PopulationEvent]:
    reason = prose("reason", command.reason)
    cohort = cohort_of(change, command.cohort_id)
    headcount = counted("headcount", command.headcount, 1, MOST_PEOPLE)
    if headcount == cohort.headcount:
        return []
    if cohort.has_access and headcount > cohort.headcount:
        raise CohortHasAccess
    if cohort.trained is not None:
        within(headcount, "headcount", cohort.trained.count)
    department = department_of(change, cohort.first.department)
    placed = change.placed(department.name) - cohort.headcount + headcount
    fits(department.name, department.headcount, placed, "headcount")
    return [
        CohortRevised(
            engagement_id=command.engagement_id,
            cohort_id=command.cohort_id,
            headcount=headcount,
            reason=reason,
            revised_on=asked.day,
        )
    ]


def withdraw(command: WithdrawCohort, change: Programme, asked: Asked) -> list[PopulationEvent]:
    reason = prose("reason", command.reason)
    if command.cohort_id in change.withdrawn:
        return []
    if cohort_of(change, command.cohort_id).has_access:
        raise CohortHasAccess
    return [
        CohortWithdrawn(
            engagement_id=command.engagement_id, cohort_id=command.cohort_id, reason=reason, withdrawn_on=asked.day
        )
    ]


def profile(command: RecordResistance, change: Programme, asked: Asked) -> list[PopulationEvent]:
    department = department_of(change, command.department)
    for driver in command.drivers:
        if driver not in change.policy.drivers:
            raise UnknownDriver(where=("input", "drivers"), driver=driver, known=", ".join(change.policy.drivers))
    before = change.resistance.get(department.name)
    drivers = listed("drivers", command.drivers, MOST_DRIVERS)
    if before and (before.level, before.drivers) == (command.level, drivers):
        return []
    return [
        ResistanceProfiled(
            engagement_id=command.engagement_id,
            department=department.name,
            level=command.level,
            drivers=drivers,
            policy=change.policy.version,
            profiled_on=asked.day,
        )
    ]


def decide(command: PopulationCommand, state: Change, asked: Asked) -> list[PopulationEvent]:
    change = created(state)
    match command:
        case DefinePopulation():
            return define(command, change, asked)
        case DefineCohort():
            return define_cohort(command, change, asked)
        case ReviseCohort():
            return revise(command, change, asked)
        case WithdrawCohort():
            return withdraw(command, change, asked)
        case RecordResistance():
            return profile(command, change, asked)
        case _:
            assert_never(command)


STANDS_ON = (ChangeProgramCreated, Completed, ManagersEquipped, AccessGranted, AccessWithdrawn)


def looks_at(command: PopulationCommand) -> tuple[Scope, ...]:
    engagement = stream_scope(f"engagement-{command.engagement_id}", EngagementStarted)
    return (engagement, stream_scope(f"programme-{command.engagement_id}", *STANDS_ON))


POPULATION: Decider[Change, PopulationCommand, OfChange] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"population-{command.engagement_id}",
    permits=dict.fromkeys(
        (DefinePopulation, DefineCohort, ReviseCohort, WithdrawCohort, RecordResistance), CHANGE_LEADS
    ),
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
