"""How the services keep up: the position of each one's views, and what they had to set aside."""

import asyncio
from datetime import datetime
from typing import Any, Self
from uuid import UUID

import strawberry

from gateway.context import Info
from gateway.schema.scalars import Long
from shared.projecting.parking import Parked
from shared.web.backend import Backend


@strawberry.type(description="Events that a view could not take, from `seq` on, and all later ones of their scope.")
class ParkedScope:
    scope: str
    seq: Long
    error: str
    at: datetime

    @classmethod
    def of(cls, row: Parked) -> Self:
        return cls(scope=row.scope, seq=Long(row.seq), error=row.error, at=row.at)


@strawberry.type(description="A service's views: up to which event they show everything.")
class ServiceViews:
    service: str
    position: Long
    head: Long = strawberry.field(description="Where the log ends.")
    lag: Long = strawberry.field(description="How many events are still to come.")
    parked: list[ParkedScope]


async def views_of(info: Info) -> list[Any]:
    """Of every service; where one is away, the error stands in its place."""
    tenant = (await info.context.identity()).tenant
    scopes = (await info.context.readable()).scopes(tenant)
    services = info.context.backends.services
    return await asyncio.gather(*(views_in(each, tenant, scopes) for each in services), return_exceptions=True)


async def views_in(service: Backend, tenant: UUID, scopes: frozenset[str] | None) -> ServiceViews:
    position = await service.position(tenant)
    parked = [row for row in await service.parked(tenant) if scopes is None or row.scope in scopes]
    return ServiceViews(
        service=service.name,
        position=Long(position.seq),
        head=Long(position.head),
        lag=Long(position.lag_events),
        parked=[ParkedScope.of(row) for row in parked],
    )
