"""The tenant itself."""

from typing import Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.abilities import whether
from gateway.schema.ids import global_id
from gateway.schema.node import Node, plain
from gateway.schema.told import Locale
from services.engagement.contract import TenantEntry, tenants_by_id
from shared.events.tenants import DataRegion
from shared.projecting.as_of import Source

strawberry.enum(DataRegion)


@strawberry.type(description="Whose engagements these are, and how it counts days and money.")
class Tenant(Node):
    name: str
    locale: Locale
    time_zone: str = strawberry.field(description="An IANA name: where the tenant's days and weeks begin.")
    currency: str
    data_region: DataRegion | None
    version: int
    row: strawberry.Private[TenantEntry]
    source: strawberry.Private[Source]
    can = whether("Tenant")

    @classmethod
    def of(cls, row: TenantEntry, source: Source) -> Self:
        return cls(**{**plain(cls, row), "id": global_id("Tenant", row.id)}, row=row, source=source)


async def tenant_of(info: Info, source: Source, tenant: UUID) -> Tenant | None:
    row = await info.context.load(source, tenants_by_id, tenant)
    return Tenant.of(row, source) if row else None
