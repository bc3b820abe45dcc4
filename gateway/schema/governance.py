"""Governance closure of an engagement: its data sources, who answers for the model, its audit log, what waits."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.compliance import ObligationSet
from gateway.schema.data_sources import (
    ALL_SOURCES,
    DATA_SOURCE_COLUMNS,
    DATA_SOURCE_NOUNS,
    SOURCES,
    DataSource,
    DataSourceFilter,
    DataSourceOrder,
    data_source_of,
)
from gateway.schema.filters import filter_of
from gateway.schema.gaps import EvidenceShown
from gateway.schema.ids import Id, uuid_of
from gateway.schema.lists import Connection, Paging, connect
from gateway.schema.moments import moment_of
from gateway.schema.node import plain, seen
from gateway.schema.obligations import Obligation, obligations_in
from gateway.schema.orders import orders
from gateway.schema.people import Person, person_of
from services.engagement.contract import EngagementEntry, governance
from shared.events.people import Role
from shared.projecting.as_of import Source

strawberry.enum(governance.Matter, name="WaitingMatter", description="What governance closure waits for.")


@strawberry.type(description="Who answers for what the model does.")
class Accountability:
    role: Role = strawberry.field(description="The role of the business that the person answers in.")
    assigned_at: datetime
    accepted_at: datetime | None
    vacated_at: datetime | None = strawberry.field(description="Since when nobody answers for it: the person left.")
    vacated_reason: str | None
    version: int
    stands: bool = strawberry.field(description="Accepted, and the person still holds the role.")
    row: strawberry.Private[governance.AccountabilityLine]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: governance.AccountabilityLine, source: Source) -> Self:
        return cls(row=row, source=source, stands=row.stands, **plain(cls, row.entry))

    @strawberry.field
    async def person(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.entry.person)

    @strawberry.field
    async def assigned_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.entry.assigned_by)


@strawberry.type(description="The log that the model's output is audited by.")
class AuditLogging:
    destination: str
    covers: list[str] = strawberry.field(description="The kinds of events that are logged.")
    retention_days: int
    configured_at: datetime
    passed: bool | None = strawberry.field(description="The last test of this configuration; empty: untested.")
    tested_at: datetime | None
    version: int
    row: strawberry.Private[governance.AuditLogEntry]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: governance.AuditLogEntry, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field(description="What the last test rests on.")
    def evidence(self) -> EvidenceShown | None:
        row = self.row
        if row.evidence_digest is None or row.evidence_link is None:
            return None
        return EvidenceShown(digest=row.evidence_digest, link=row.evidence_link, note=row.evidence_note or "")

    @strawberry.field
    async def configured_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.configured_by)

    @strawberry.field
    async def tested_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.tested_by)


@strawberry.type(description="What waits for whom: all that is about the same matter and for the same person.")
class Waiting:
    matter: governance.Matter
    roles: list[Role] = strawberry.field(description="Any of these ends it or, with a person, that person alone.")
    number: int
    since: datetime | None = strawberry.field(description="The longest; empty where nobody recorded when it began.")
    row: strawberry.Private[governance.Wait]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: governance.Wait, source: Source) -> Self:
        return cls(row=row, source=source, **plain(cls, row))

    @strawberry.field
    async def person(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.person)


@strawberry.type
class EngagementGovernance:
    """What an engagement shows of its governance closure."""

    row: strawberry.Private[EngagementEntry]
    source: strawberry.Private[Source]

    @strawberry.field
    async def data_sources(
        self,
        info: Info,
        filter_: Annotated[DataSourceFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[DataSourceOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[DataSource]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, DATA_SOURCE_NOUNS, DATA_SOURCE_COLUMNS)
        parent = self.row.engagement_id
        return await connect(info, SOURCES, self.source, paging, wanted=wanted, order=orders(order_by), parent=parent)

    @strawberry.field
    async def accountability(self, info: Info) -> Accountability | None:
        return await accountability_of(info, self.source, self.row.engagement_id)

    @strawberry.field
    async def audit_logging(self, info: Info) -> AuditLogging | None:
        return await audit_logging_of(info, self.source, self.row.engagement_id)

    @strawberry.field(description="What law and standards ask of it; empty until a set was adopted.")
    async def obligations(self, info: Info) -> ObligationSet | None:
        row = await info.context.load(self.source, governance.obligation_sets_of, self.row.engagement_id)
        return ObligationSet.of(row, self.source) if row else None

    @strawberry.field(
        description="What governance closure waits for, whom for, and since when; `role`: that this role ends. "
        "`SPONSOR`: nobody sponsors the engagement, so nobody is told when it is late."
    )
    async def waiting_on(self, info: Info, role: Role | None = None) -> list[Waiting]:
        at = await moment_of(info, self.source)
        rows = await info.context.load(self.source, governance.waiting_of, self.row.engagement_id, at)
        return [Waiting.of(row, self.source) for row in rows if role is None or role in row.roles]


async def accountability_of(info: Info, source: Source, engagement_id: UUID) -> Accountability | None:
    row = await info.context.load(source, governance.accountabilities_of, engagement_id)
    return Accountability.of(row, source) if row else None


async def audit_logging_of(info: Info, source: Source, engagement_id: UUID) -> AuditLogging | None:
    row = await info.context.load(source, governance.audit_logs_of, engagement_id)
    return AuditLogging.of(row, source) if row else None


@strawberry.type
class GovernanceQuery:
    """What can be read of governance across engagements."""

    @strawberry.field
    async def data_source(self, info: Info, gid: Id) -> DataSource | None:
        return await data_source_of(info, seen(self), uuid_of("DataSource", gid))

    @strawberry.field(description="The data sources of all engagements.")
    async def data_sources(
        self,
        info: Info,
        filter_: Annotated[DataSourceFilter | None, strawberry.argument(name="filter")] = None,
        order_by: list[DataSourceOrder] | None = None,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[DataSource]:
        paging = Paging(first=first, after=after, last=last, before=before)
        wanted = filter_of(filter_, DATA_SOURCE_NOUNS, DATA_SOURCE_COLUMNS)
        return await connect(info, ALL_SOURCES, seen(self), paging, wanted=wanted, order=orders(order_by))

    @strawberry.field(
        description="What laws and standards ask for, as it ships with Fairway: the same at every moment."
    )
    async def obligations(self, info: Info, jurisdiction: governance.Jurisdiction | None = None) -> list[Obligation]:
        await info.context.identity()
        return obligations_in(jurisdiction)
