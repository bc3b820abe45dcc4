"""Access from another tenant: whom this one let into which engagement, and where whoever asks was let in."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.masking import AsOf
from gateway.schema.ids import global_id
from gateway.schema.node import plain, seen
from services.engagement.contract import engagements_by_id, people_by_id, tenants_by_id
from services.engagement.contracts import access
from shared.events.people import Role
from shared.projecting.as_of import LIVE, Source

if TYPE_CHECKING:
    from gateway.schema.engagements import Engagement

strawberry.enum(Role, description="What somebody is entrusted with; commands name the roles that may give them.")


@strawberry.type(description="That somebody from another tenant is let into an engagement.")
class EngagementAccess:
    roles: list[Role]
    until: date = strawberry.field(description="The last day, on this tenant's calendar.")
    granted_at: datetime
    row: strawberry.Private[access.HeldAccess]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: access.HeldAccess, source: Source) -> Self:
        return cls(row=row, source=source, **{**plain(cls, row), "roles": list(row.roles)})

    @strawberry.field(description="The tenant that the person comes from.")
    def home(self) -> strawberry.ID:
        return global_id("Tenant", self.row.home)

    @strawberry.field
    async def engagement(
        self, info: Info
    ) -> Annotated["Engagement", strawberry.lazy("gateway.schema.engagements")] | None:
        from gateway.schema.engagements import engagement_of  # noqa: PLC0415 - the two nouns name each other

        return await engagement_of(info, self.source, self.row.engagement_id)


@strawberry.type(description="An engagement of another tenant that you were let into, and may see now.")
class EngagementElsewhere:
    tenant: str = strawberry.field(description="What the header `Fairway-Tenant` takes, to ask for what is there.")
    tenant_name: str | None
    engagement_id: strawberry.ID
    engagement_name: str | None = strawberry.field(description="Empty until the engagement has started.")
    roles: list[Role]
    until: date = strawberry.field(description="The last day, on that tenant's calendar.")


@strawberry.type
class AccessQuery:
    @strawberry.field(description="Where other tenants let you in: what is open now, tenant by tenant.")
    async def engagements_elsewhere(self, info: Info) -> list[EngagementElsewhere]:
        if seen(self) != LIVE:
            raise AsOf(field="Query.engagementsElsewhere")
        identity = await info.context.identity()
        home = identity.home or identity.tenant
        tenants = await info.context.backends.directory.invited(home, identity.person)
        return [each for tenant in tenants for each in await opened(info, tenant, home, identity.person)]


async def opened(info: Info, tenant: UUID, home: UUID, person: UUID) -> list[EngagementElsewhere]:
    """By the tenant's own word, as of now: an invitation alone opens nothing."""
    service = info.context.backends.engagement
    readable = await service.readable(tenant, person, home)
    if readable is None or readable.engagements is None:
        return []
    (known,) = await service.ask(tenant, readable, LIVE, people_by_id, [person])
    (host,) = await service.ask(tenant, readable, LIVE, tenants_by_id, [tenant])
    held = [each for each in known.access if each.engagement_id in readable.engagements] if known else []
    ids = [each.engagement_id for each in held]
    engagements = await service.ask(tenant, readable, LIVE, engagements_by_id, ids)
    return [
        EngagementElsewhere(
            tenant=str(tenant),
            tenant_name=host.name if host else None,
            engagement_id=global_id("Engagement", each.engagement_id),
            engagement_name=engagement.name if engagement else None,
            roles=list(each.roles),
            until=each.until,
        )
        for each, engagement in zip(held, engagements, strict=True)
    ]
