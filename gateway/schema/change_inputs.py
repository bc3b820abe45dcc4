"""What is given with the commands of a change programme, and what they answer."""

from datetime import date
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.answers import Command, Consistency, Rejection, record_it
from gateway.schema.change import ChangeProgram, change_program_of
from gateway.schema.cohorts import Cohort, cohort_of
from gateway.schema.engagement_commands import EngagementInput
from gateway.schema.ids import named
from shared.events.population import Department, ResistanceLevel
from shared.events.programme import ChangeStage
from shared.projecting.as_of import LIVE


@strawberry.type(description="The change programme as it now reads, or why nothing was recorded.")
class ChangeProgramPayload:
    change_program: ChangeProgram | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, engagement_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(change_program=await change_program_of(info, LIVE, engagement_id), consistency=consistency)


@strawberry.type(description="The cohort as it now reads, or why nothing was recorded.")
class CohortPayload:
    cohort: Cohort | None = None
    rejection: Rejection | None = None
    consistency: Consistency | None = None

    @classmethod
    async def after(cls, info: Info, asked: Command, command: object, cohort_id: UUID) -> Self:
        consistency = await record_it(info, asked, command)
        return cls(cohort=await cohort_of(info, LIVE, cohort_id), consistency=consistency)


@strawberry.input
class CreateChangeProgramInput(EngagementInput):
    name: str


@strawberry.input
class PublishTrainingInput(EngagementInput):
    role: str = strawberry.field(description="One of the population's.")
    title: str
    digest: str = strawberry.field(description="The SHA-256 of the material, in hex.")


@strawberry.input
class EquipManagersInput(EngagementInput):
    department: str
    count: int = strawberry.field(description="Of its managers, by now.")
    tools: list[str]
    talking_points: list[str]


@strawberry.input
class NominateChampionInput(EngagementInput):
    department: str
    person: strawberry.ID


@strawberry.input
class ReleaseChampionInput(EngagementInput):
    person: strawberry.ID
    reason: str


@strawberry.input
class BriefChampionsInput(EngagementInput):
    subject: str
    champions: list[strawberry.ID]


@strawberry.input
class DepartmentInput:
    name: str
    headcount: int = strawberry.field(description="Its managers counted in.")
    managers: int


@strawberry.input(description="The whole of it; `expectedVersion` is that of the population.")
class DefinePopulationInput(EngagementInput):
    headcount: int = strawberry.field(description="What the departments add up to.")
    departments: list[DepartmentInput]
    roles: list[str] = strawberry.field(description="That people are trained for.")


def departments(given: list[DepartmentInput]) -> tuple[Department, ...]:
    return tuple(Department(name=each.name, headcount=each.headcount, managers=each.managers) for each in given)


@strawberry.input(description="`expectedVersion` is that of the population.")
class RecordResistanceInput(EngagementInput):
    department: str
    level: ResistanceLevel
    drivers: list[str] = strawberry.field(description="By the names that the policy gives them.")


@strawberry.input(description="`expectedVersion` is that of the population.")
class DefineCohortInput(EngagementInput):
    department: str
    role: str
    headcount: int
    volunteers: bool = strawberry.field(default=False, description="They asked to be among the first.")


@strawberry.input
class CohortInput(EngagementInput):
    cohort_id: strawberry.ID


@strawberry.input(description="`expectedVersion` is that of the population.")
class ReviseCohortInput(CohortInput):
    headcount: int
    reason: str


@strawberry.input(description="`expectedVersion` is that of the population.")
class WithdrawCohortInput(CohortInput):
    reason: str


@strawberry.input
class RecordTrainingCompletionInput(CohortInput):
    count: int = strawberry.field(description="Of the cohort, by now.")


@strawberry.input
class RecordStageMeasureInput(CohortInput):
    stage: ChangeStage
    favourable: Decimal = strawberry.field(description="Percent of the respondents, to the hundredth.")
    respondents: int
    measured_on: date


@strawberry.input
class WithdrawAccessInput(CohortInput):
    reason: str


def of_engagement(given: EngagementInput) -> UUID:
    return named("Engagement", "engagementId", given.engagement_id)


def of_cohort(given: CohortInput) -> UUID:
    return named("Cohort", "cohortId", given.cohort_id)
