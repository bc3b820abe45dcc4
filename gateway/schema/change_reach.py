"""How far a change programme reaches: who is in cohorts, trained, a champion, equipped, and what resists."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.node import plain
from gateway.schema.people import Person, person_of
from gateway.schema.told import Locale, told
from services.engagement.contract import change
from shared.events.population import ResistanceLevel
from shared.projecting.as_of import Source

IN_PERCENT = "It is told in percent, unlike any other `share`, which is from 0 to 1: read `percent`."

strawberry.enum(ResistanceLevel, description="From hardly any to what stops a programme.")


@strawberry.type(description="A word of the policy.")
class PolicyWord:
    name: str
    row: strawberry.Private[change.Label]

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row, locale)


@strawberry.type(description="What a programme is held to.")
class ChangeFigure:
    name: str
    value: int
    row: strawberry.Private[change.Label]

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row, locale)


@strawberry.type(description="The policy that the programme was created under, and runs under for good.")
class ChangePolicy:
    version: int
    figures: list[ChangeFigure]

    @classmethod
    def of(cls, row: change.ChangePolicy) -> Self:
        figures = [
            ChangeFigure(name=name.value, value=target.value, row=target.label) for name, target in row.figures.items()
        ]
        return cls(version=row.version, figures=figures)


@strawberry.type(description="How many managers are among its people counts in.")
class PopulationDepartment:
    name: str
    headcount: int
    managers: int


@strawberry.type(description="Everybody whom the system is meant for.")
class Population:
    headcount: int
    departments: list[PopulationDepartment]
    roles: list[str] = strawberry.field(description="That people are trained for.")
    defined_at: datetime
    version: int = strawberry.field(description="Of what is said of the population, its cohorts and its resistance.")


@strawberry.type(description="Who of the population is in a cohort: those who asked for it apart from all others.")
class PopulationCoverage:
    headcount: int
    volunteers: int
    others: int
    missing: int = strawberry.field(description="In no cohort yet: the programme is launched once this is nobody.")

    @classmethod
    def of(cls, row: change.Coverage) -> Self:
        return cls(**plain(cls, row))


@strawberry.type(description="How much a department resists, and what drives that.")
class DepartmentResistance:
    department: str
    headcount: int
    level: ResistanceLevel | None = strawberry.field(description="Empty: not profiled yet, which keeps from launching.")
    profiled_at: datetime | None
    row: strawberry.Private[change.ResistanceLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: change.ResistanceLine, source: Source) -> Self:
        entry = row.entry
        return cls(
            level=entry.level if entry else None,
            profiled_at=entry.profiled_at if entry else None,
            row=row,
            source=source,
            **plain(DepartmentResistance, row),
        )

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str | None:
        return await told(info, self.row.label, locale) if self.row.label else None

    @strawberry.field
    def drivers(self) -> list[PolicyWord]:
        return [PolicyWord(name=name, row=label) for name, label in self.row.drivers]

    @strawberry.field
    async def profiled_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.entry.profiled_by if self.row.entry else None)


@strawberry.type(description="The training for a role, and how many of its people completed it. Nobody is named.")
class RoleTraining:
    role: str
    headcount: int = strawberry.field(description="The people of the role in all cohorts.")
    trained: int = strawberry.field(description="Who completed the material that is published now.")
    share: Decimal | None = strawberry.field(
        description="Percent of them, rounded down; empty where there is nobody.", deprecation_reason=IN_PERCENT
    )
    percent: Decimal | None = strawberry.field(description="Of its people, rounded down; empty where there is nobody.")
    target: int = strawberry.field(description="Percent.")
    met: bool
    title: str | None = strawberry.field(description="Empty: nothing is published for the role yet.")
    digest: str | None
    published_at: datetime | None
    row: strawberry.Private[change.TrainingLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: change.TrainingLine, source: Source) -> Self:
        entry = row.entry
        return cls(
            title=entry.title if entry else None,
            digest=entry.digest if entry else None,
            published_at=entry.published_at if entry else None,
            row=row,
            source=source,
            percent=row.share,
            **plain(RoleTraining, row),
        )

    @strawberry.field
    async def published_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.entry.published_by if self.row.entry else None)


@strawberry.type(description="The champions of a department against the number that the policy asks for.")
class ChampionCoverage:
    department: str
    headcount: int
    needed: int
    champions: int
    briefed: int = strawberry.field(description="Since the network was activated.")
    met: bool = strawberry.field(description="As many as are needed were briefed.")

    @classmethod
    def of(cls, row: change.ChampionLine) -> Self:
        return cls(**plain(cls, row))


@strawberry.type(description="The managers of a department who have the tools and the talking points.")
class ManagerCoverage:
    department: str
    managers: int
    equipped: int
    share: Decimal | None = strawberry.field(
        description="Percent, rounded down; empty where there is no manager.", deprecation_reason=IN_PERCENT
    )
    percent: Decimal | None = strawberry.field(description="Rounded down; empty where there is no manager.")
    target: int = strawberry.field(description="Percent.")
    met: bool
    tools: list[str]
    talking_points: list[str]
    equipped_at: datetime | None

    @classmethod
    def of(cls, row: change.ManagerLine) -> Self:
        entry = row.entry
        return cls(
            tools=list(entry.tools) if entry else [],
            talking_points=list(entry.talking_points) if entry else [],
            equipped_at=entry.equipped_at if entry else None,
            percent=row.share,
            **plain(ManagerCoverage, row),
        )


@strawberry.type(
    description="How early the system may go live: people have so many days from the launch on. How long the way took, "
    "from the pilot's close on, is `leadTime`."
)
class LeadTimeCheck:
    launched_on: date | None = strawberry.field(description="The tenant's day.")
    lead_days: int
    earliest_go_live: date | None = strawberry.field(description="Empty until the programme is launched.")
    begins_at: datetime | None = strawberry.field(description="The instant at which that day begins for the tenant.")
