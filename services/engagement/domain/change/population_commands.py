"""What can be said about the people whom a system is meant for, and why it is refused."""

from typing import TypeAlias
from uuid import UUID

from shared.events.population import Department, ResistanceLevel
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class DefinePopulation:
    """The whole of it: departments that add up to the headcount, and the roles that people are trained for."""

    engagement_id: UUID
    headcount: int
    departments: tuple[Department, ...]
    roles: tuple[str, ...]


@record
class DefineCohort:
    engagement_id: UUID
    cohort_id: UUID
    department: str
    role: str
    headcount: int
    volunteers: bool


@record
class ReviseCohort:
    engagement_id: UUID
    cohort_id: UUID
    headcount: int
    reason: str


@record
class WithdrawCohort:
    engagement_id: UUID
    cohort_id: UUID
    reason: str


@record
class RecordResistance:
    engagement_id: UUID
    department: str
    level: ResistanceLevel
    drivers: tuple[str, ...]


CohortCommand: TypeAlias = DefineCohort | ReviseCohort | WithdrawCohort
PopulationCommand: TypeAlias = DefinePopulation | CohortCommand | RecordResistance


class PopulationNotDefined(Refused):
    """The population is not defined yet: say first how many people the system is meant for."""


class UnknownDepartment(Refused):
    """{department} is no department of the population, which has {known}."""


class UnknownTargetRole(Refused):
    """{role} is no role of the population, which has {known}."""


class UnknownDriver(Refused):
    """{driver} is no driver of resistance; they are {known}."""


class PopulationExceeded(Refused):
    """The cohorts of {department} would hold {placed} people, and it has {headcount}."""


class CohortAlreadyDefined(Refused):
    """A cohort with this id was already defined, and reads differently."""


class CohortNotFound(Refused):
    """There is no such cohort."""


class CohortHasAccess(Refused):
    """The cohort has access: withdraw that first."""
