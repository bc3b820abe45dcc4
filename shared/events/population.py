"""Facts about the people whom the system is meant for: how many, in which cohorts, how they feel about it.

Stream `population-{engagement_id}`, by engagement. Counts only: no person is named here.
"""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


class ResistanceLevel(StrEnum):
    """From hardly any to what stops a programme."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    SEVERE = "severe"


@record
class Department:
    """How many people it has, the managers among them included."""

    name: str
    headcount: int
    managers: int


@record
class PopulationDefined:
    """Everybody who is to use the system, by departments that add up to the whole; replaces the population before.

    `roles` are those that people are trained for. `defined_on` is the tenant's day.
    """

    engagement_id: UUID
    headcount: int
    departments: tuple[Department, ...]
    roles: tuple[str, ...]
    defined_on: date


@record
class CohortDefined:
    """People of one department and one role who are taken along together; `volunteers` asked for it themselves."""

    engagement_id: UUID
    cohort_id: UUID
    department: str
    role: str
    headcount: int
    volunteers: bool
    defined_on: date


@record
class CohortRevised:
    engagement_id: UUID
    cohort_id: UUID
    headcount: int
    reason: str
    revised_on: date


@record
class CohortWithdrawn:
    engagement_id: UUID
    cohort_id: UUID
    reason: str
    withdrawn_on: date


@record
class ResistanceProfiled:
    """How much a department resists, and why; replaces its profile before. `policy` is what names the drivers."""

    engagement_id: UUID
    department: str
    level: ResistanceLevel
    drivers: tuple[str, ...]
    policy: int
    profiled_on: date


PopulationEvent: TypeAlias = PopulationDefined | CohortDefined | CohortRevised | CohortWithdrawn | ResistanceProfiled
