"""Stages that took longer than expected, each as it was told, and whom they waited for."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.ids import global_id
from gateway.schema.node import plain
from gateway.schema.people import Person, person_of
from gateway.schema.stage_names import StageName
from services.engagement.contracts import stages
from services.engagement.contracts.stages import DelayEntry
from shared.events.delays import StageWait as WaitRow
from shared.events.delays import WaitMatter
from shared.events.people import Role
from shared.projecting.as_of import Source

strawberry.enum(WaitMatter, name="StageWaitMatter", description="What a stage waits for.")


@strawberry.type(description="Something that a stage waited for as it was told to be late.")
class StageWait:
    matter: WaitMatter
    subject: str = strawberry.field(description="The deliverable, track or stage by name, or the gap's id.")
    roles: list[Role] = strawberry.field(description="Any of these ends it, where no person does.")
    row: strawberry.Private[WaitRow]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: WaitRow, source: Source) -> Self:
        is_gap = row.matter is WaitMatter.GAP
        subject = global_id("Gap", UUID(row.subject)) if is_gap else row.subject
        return cls(matter=row.matter, subject=subject, roles=[*map(Role, row.roles)], row=row, source=source)

    @strawberry.field
    async def person(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.person)


@strawberry.type(description="By what was planned and by the calendar the stage would end later than expected.")
class StageDelay:
    entered_on: date
    expected_on: date = strawberry.field(description="By the policy of how long stages take.")
    forecast_on: date
    days_late: int
    delayed_at: datetime
    ended_at: datetime | None = strawberry.field(description="Nothing while it lasts.")
    row: strawberry.Private[DelayEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: DelayEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field(description="What the stage waited for then, and whom for.")
    def waiting_on(self) -> list[StageWait]:
        return [StageWait.of(each, self.source) for each in self.row.waiting_on]


@strawberry.type(description="When the stage that is under way will end, by what is planned and by the calendar.")
class StageForecast:
    stage: StageName
    policy: int = strawberry.field(description="The version of the policy of how long stages take.")
    entered_on: date = strawberry.field(description="Or returned to.")
    expected_on: date = strawberry.field(description="By the policy, and by the days of rest.")
    forecast_on: date = strawberry.field(description="The last of its gaps is due then; never before today.")
    days_late: int

    @classmethod
    def of(cls, row: stages.StageForecast) -> Self:
        return cls(**plain(cls, row))
