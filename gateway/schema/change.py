"""The change programme of an engagement: who is taken along, how far that is, and when people may have access."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.change_reach import (
    ChampionCoverage,
    ChangePolicy,
    DepartmentResistance,
    LeadTimeCheck,
    ManagerCoverage,
    Population,
    PopulationCoverage,
    PopulationDepartment,
    RoleTraining,
)
from gateway.schema.cohorts import (
    CHAMPIONS,
    COHORTS,
    Champion,
    ChangeStageState,
    Cohort,
)
from gateway.schema.days import day_of
from gateway.schema.ids import uuid_of
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection
from gateway.schema.node import plain
from gateway.schema.people import Person, person_of
from services.engagement.contract import EngagementEntry, change
from shared.projecting.as_of import Source
from shared.projecting.filtering import Compare, Is


@strawberry.type(description="What is done so that people take the system up, from the first plan to their access.")
class ChangeProgram:
    name: str
    created_at: datetime
    launched_on: date | None
    activated_at: datetime | None = strawberry.field(description="Since when the network of champions is active.")
    version: int = strawberry.field(description="Of the programme; the population has a version of its own.")
    row: strawberry.Private[change.ChangeProgramEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: change.ChangeProgramEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def created_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.created_by)

    @strawberry.field
    async def launched_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.launched_by)

    @strawberry.field
    async def activated_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.activated_by)

    @strawberry.field
    def policy(self) -> ChangePolicy:
        return ChangePolicy.of(change.policy_of(self.row))

    @strawberry.field
    def population(self) -> Population | None:
        row = self.row
        if row.headcount is None or row.defined_at is None:
            return None
        return Population(
            headcount=row.headcount,
            departments=[PopulationDepartment(**plain(PopulationDepartment, each)) for each in row.departments],
            roles=list(row.roles),
            defined_at=row.defined_at,
            version=row.population_version,
        )

    @listed(
        COHORTS,
        Connection[Cohort],
        description="In the order in which they were defined: those that stand, or those that were withdrawn.",
    )
    def cohorts(self, withdrawn: bool = False) -> Part:  # noqa: FBT001, FBT002 - GraphQL names it
        standing = Compare(column="withdrawn_at", how=Is.MISSING, values=(not withdrawn,))
        return Part(source=self.source, parent=self.row.engagement_id, only=standing)

    @strawberry.field(description="Empty until the population is defined.")
    async def coverage(self, info: Info) -> PopulationCoverage | None:
        groups = await info.context.load(self.source, change.cohort_groups_of, self.row.engagement_id)
        row = change.coverage(self.row, groups)
        return PopulationCoverage.of(row) if row else None

    @strawberry.field(description="Every department of the population.")
    def resistance_heatmap(self) -> list[DepartmentResistance]:
        return [DepartmentResistance.of(row, self.source) for row in change.resistance(self.row)]

    @strawberry.field(description="Every role of the population, or the one that is asked for.")
    async def training_coverage(self, info: Info, role: str | None = None) -> list[RoleTraining]:
        groups = await info.context.load(self.source, change.cohort_groups_of, self.row.engagement_id)
        rows = change.training(self.row, groups)
        return [RoleTraining.of(row, self.source) for row in rows if role in {None, row.role}]

    @listed(
        CHAMPIONS,
        Connection[Champion],
        description="In the order in which they were nominated; those who left are gone.",
    )
    def champions(self) -> Part:
        return Part(source=self.source, parent=self.row.engagement_id)

    @strawberry.field(description="Every department of the population.")
    async def champion_coverage(self, info: Info) -> list[ChampionCoverage]:
        groups = await info.context.load(self.source, change.champion_groups_of, self.row.engagement_id)
        return [ChampionCoverage.of(row) for row in change.network(self.row, groups)]

    @strawberry.field(description="Every department of the population.")
    def manager_coverage(self) -> list[ManagerCoverage]:
        return [ManagerCoverage.of(row) for row in change.managers(self.row)]

    @strawberry.field(description="All five stages of change of one cohort; nothing where there is no such cohort.")
    async def change_stages(self, info: Info, cohort: strawberry.ID) -> list[ChangeStageState]:
        row = await info.context.load(self.source, change.cohorts_by_id, uuid_of("Cohort", cohort))
        lines = change.change_stages(self.row, row, self.row.engagement_id, await day_of(info, self.source))
        return [ChangeStageState.of(each) for each in lines]

    @strawberry.field(description="Reckoned in the tenant's days, as its time zone is configured.")
    async def lead_time_check(self, info: Info) -> LeadTimeCheck | None:
        row = await info.context.load(self.source, change.launch_leads_of, self.row.engagement_id)
        return LeadTimeCheck(**plain(LeadTimeCheck, row)) if row else None


async def change_program_of(info: Info, source: Source, engagement_id: UUID) -> ChangeProgram | None:
    row = await info.context.load(source, change.change_programs_of, engagement_id)
    return ChangeProgram.of(row, source) if row else None


@strawberry.type
class EngagementChange:
    """What an engagement shows of its change programme."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field(description="Empty until it is created: an engagement has a programme of its own.")
    async def change_program(self, info: Info) -> ChangeProgram | None:
        return await change_program_of(info, self.source, self.row.engagement_id)
