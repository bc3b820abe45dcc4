"""Lists over all engagements of what nobody answers for yet."""

import strawberry

from gateway.context import Info
from gateway.schema.engagements import ENGAGEMENTS, Engagement
from gateway.schema.lists import Connection, Paging, connect
from gateway.schema.node import seen
from gateway.schema.taken_over import ALL_DECISIONS, VendorDecision
from services.engagement.contracts.provenance import DecisionStatus
from shared.projecting.filtering import Compare, Is

OWNERLESS = Compare(column="system_owner", how=Is.MISSING, values=(True,))
UNRATIFIED = Compare(column="status", how=Is.EQUAL, values=(DecisionStatus.UNRATIFIED.value,))


@strawberry.type
class OwnershipLists:
    @strawberry.field(description="Engagements whose system nobody owns: never named, or vacated.")
    async def ownerless_systems(
        self,
        info: Info,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[Engagement]:
        paging = Paging(first=first, after=after, last=last, before=before)
        return await connect(info, ENGAGEMENTS, seen(self), paging, wanted=OWNERLESS)

    @strawberry.field(description="What vendors decided and no client has ratified or overturned.")
    async def unratified_decisions(
        self,
        info: Info,
        first: int | None = None,
        after: str | None = None,
        last: int | None = None,
        before: str | None = None,
    ) -> Connection[VendorDecision]:
        paging = Paging(first=first, after=after, last=last, before=before)
        return await connect(info, ALL_DECISIONS, seen(self), paging, wanted=UNRATIFIED)
