"""The people whom a change programme takes along: cohorts and how they stand to the change, and champions."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.days import day_of
from gateway.schema.filters import IdFilter, IntFilter, TextFilter, filtering
from gateway.schema.ids import global_id
from gateway.schema.lists import Shelf
from gateway.schema.node import plain
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from gateway.schema.told import Locale, told
from services.engagement.contract import change
from shared.events.programme import ChangeStage
from shared.projecting.as_of import Source

strawberry.enum(ChangeStage, description="In the order in which a change is taken up.")


@strawberry.type(description="How a cohort stands to one stage of the change, as it was measured last.")
class ChangeStageState:
    stage: ChangeStage
    favourable: Decimal | None = strawberry.field(description="Percent of the respondents; empty: not measured yet.")
    respondents: int | None
    measured_on: date | None
    target: int = strawberry.field(description="Percent at which the stage is complete.")
    fresh_until: date | None = strawberry.field(description="The last day on which that counts; empty: without end.")
    complete: bool = strawberry.field(description="On the tenant's day.")
    before_access: bool = strawberry.field(description="Whether access waits for it.")
    row: strawberry.Private[change.ChangeStageLine]

    @classmethod
    def of(cls, row: change.ChangeStageLine) -> Self:
        measure = row.measure
        return cls(
            favourable=measure.favourable if measure else None,
            respondents=measure.respondents if measure else None,
            measured_on=measure.measured_on if measure else None,
            row=row,
            **plain(ChangeStageState, row),
        )

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.label, locale)


@strawberry.type(description="People of one department and one role who are taken along together. Nobody is named.")
class Cohort:
    id: strawberry.ID
    department: str
    role: str
    headcount: int
    volunteers: bool = strawberry.field(description="They asked to be among the first.")
    trained: int = strawberry.field(
        description="How many completed the training that was published when they were counted."
    )
    trained_in: str | None = strawberry.field(description="The digest of that training.")
    defined_at: datetime
    access_granted_at: datetime | None
    withdrawn_at: datetime | None
    reason: str | None = strawberry.field(description="Why it was withdrawn.")
    row: strawberry.Private[change.CohortEntry]
    source: strawberry.Private[Source]
    can = whether("Cohort")

    @classmethod
    def of(cls, row: change.CohortEntry, source: Source) -> Self:
        return cls(id=global_id("Cohort", row.cohort_id), row=row, source=source, **plain(cls, row))

    @strawberry.field(description="All five, in their order.")
    async def change_stages(self, info: Info) -> list[ChangeStageState]:
        engagement_id = self.row.engagement_id
        program = await info.context.load(self.source, change.change_programs_of, engagement_id)
        day = await day_of(info, self.source)
        return [ChangeStageState.of(row) for row in change.change_stages(program, self.row, engagement_id, day)]

    @strawberry.field
    async def defined_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.defined_by)

    @strawberry.field
    async def access_granted_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.access_granted_by)


async def cohort_of(info: Info, source: Source, cohort_id: UUID) -> Cohort | None:
    row = await info.context.load(source, change.cohorts_by_id, cohort_id)
    return Cohort.of(row, source) if row else None


@strawberry.type(description="Somebody who speaks for the change in one department.")
class Champion:
    department: str
    nominated_at: datetime
    briefed_at: datetime | None = strawberry.field(description="The last time.")
    row: strawberry.Private[change.ChampionEntry]
    source: strawberry.Private[Source]
    can = whether("Champion")

    @classmethod
    def of(cls, row: change.ChampionEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def person(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.person)

    @strawberry.field
    async def nominated_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.nominated_by)


@filtering
class CohortFilter:
    id: IdFilter | None = None
    department: TextFilter | None = None
    role: TextFilter | None = None
    volunteers: bool | None = None
    headcount: IntFilter | None = None


@filtering
class ChampionFilter:
    person: IdFilter | None = None
    department: TextFilter | None = None


COHORTS = Shelf(
    name="cohorts",
    row=change.CohortEntry,
    key=("cohort_id",),
    since="defined_seq",
    pages=change.cohort_pages_of,
    counts=change.cohort_counts_of,
    node=Cohort.of,
    filter=CohortFilter,
    order=ordering("Cohort", DEFINED="defined_seq", DEPARTMENT="department", ROLE="role", HEADCOUNT="headcount"),
    columns={"id": "cohort_id"},
    nouns={"id": "Cohort"},
)
CHAMPIONS = Shelf(
    name="champions",
    row=change.ChampionEntry,
    key=("person",),
    since="nominated_seq",
    pages=change.champion_pages_of,
    counts=change.champion_counts_of,
    node=Champion.of,
    filter=ChampionFilter,
    order=ordering("Champion", NOMINATED="nominated_seq", DEPARTMENT="department", BRIEFED="briefed_at"),
    nouns={"person": "Person"},
)
