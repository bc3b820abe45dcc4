"""Which party is accountable: for each activity and output of an engagement, and for each of its gaps."""

from datetime import datetime
from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.filters import IdFilter, OneOf, filtering
from gateway.schema.gaps import Gap, gap_of
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection, Shelf
from gateway.schema.orders import ordering
from gateway.schema.people import Person, person_of
from gateway.schema.told import Locale, told
from services.engagement.contracts.ownership import (
    ACTIVITIES,
    Activity,
    GapResponsibility,
    Responsibility,
    accountable_counts_of,
    accountable_pages_of,
    activities_of,
)
from shared.events.ownership import Party
from shared.events.people import Role
from shared.projecting.as_of import Source


@strawberry.type(description="An activity or output, and the one party that is accountable for it.")
class AccountableActivity:
    activity: str
    usual: Party = strawberry.field(description="The party that mostly has it; nothing follows from that.")
    party: Party | None
    role: Role | None
    assigned_at: datetime | None
    known: strawberry.Private[Activity]
    row: strawberry.Private[Responsibility | None]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, known: Activity, row: Responsibility | None, source: Source) -> Self:
        return cls(
            activity=known.name,
            usual=known.usual,
            party=row.party if row else None,
            role=row.role if row else None,
            assigned_at=row.assigned_at if row else None,
            known=known,
            row=row,
            source=source,
        )

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.known.label, locale)

    @strawberry.field
    async def assigned_by(self, info: Info) -> Person | None:
        return await person_of(info, self.source, self.row.assigned_by if self.row else None)


@strawberry.type(description="A gap, and the one party that is accountable for it.")
class AccountableGap:
    party: Party | None
    role: Role | None
    row: strawberry.Private[GapResponsibility]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: GapResponsibility, source: Source) -> Self:
        return cls(party=row.party, role=row.role, row=row, source=source)

    @strawberry.field
    async def gap(self, info: Info) -> Gap | None:
        return await gap_of(info, self.source, self.row.gap_id)


@filtering
class AccountableGapFilter:
    gap: IdFilter | None = None
    party: OneOf[Party] | None = strawberry.field(
        default=None, description="`missing: true`: gaps that no party is accountable for."
    )
    role: OneOf[Role] | None = None


ACCOUNTABLE = Shelf(
    name="accountable",
    row=GapResponsibility,
    key=("gap_id",),
    since="opened_seq",
    pages=accountable_pages_of,
    counts=accountable_counts_of,
    node=AccountableGap.of,
    filter=AccountableGapFilter,
    order=ordering("AccountableGap", OPENED="opened_seq", PARTY="party", ROLE="role"),
    columns={"gap": "gap_id"},
    nouns={"gap": "Gap"},
)


@strawberry.type(description="Who is accountable for what: the client, the adviser or the vendor, one at a time.")
class Responsibilities:
    engagement_id: strawberry.Private[UUID]
    source: strawberry.Private[Source]

    @strawberry.field(description="All activities and outputs, whether somebody is accountable for them or not.")
    async def activities(self, info: Info) -> list[AccountableActivity]:
        rows = await info.context.load(self.source, activities_of, self.engagement_id)
        found = {row.subject: row for row in rows}
        return [AccountableActivity.of(known, found.get(name), self.source) for name, known in ACTIVITIES.items()]

    @listed(ACCOUNTABLE, Connection[AccountableGap], description="All gaps that are not cancelled.")
    def gaps(self) -> Part:
        return Part(source=self.source, parent=self.engagement_id)
