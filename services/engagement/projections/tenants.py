"""The tenant itself: how it counts days and money."""

from typing import assert_never
from uuid import UUID

from shared.events.tenants import DataRegion, Locale, TenantConfigured, TenantEvent, TenantRegistered
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class TenantEntry:
    id: UUID
    name: str
    locale: Locale
    time_zone: str
    currency: str
    data_region: DataRegion | None
    version: int


def keys(recorded: Recorded[TenantEvent]) -> tuple[Key, ...]:
    return ((recorded.event.tenant_id,),)


def fold(entry: TenantEntry | None, recorded: Recorded[TenantEvent]) -> TenantEntry:
    event = recorded.event
    match event:
        case TenantRegistered():
            return TenantEntry(
                id=event.tenant_id,
                name=event.name,
                locale=Locale.EN,
                time_zone="UTC",
                currency="CAD",
                data_region=None,
                version=recorded.version,
            )
        case TenantConfigured():
            return replaced(
                known(entry),
                locale=event.locale,
                time_zone=event.time_zone,
                currency=event.currency,
                data_region=event.data_region,
                version=recorded.version,
            )
        case _:
            assert_never(event)


TENANTS = Projection(
    name="tenants",
    version=1,
    row=TenantEntry,
    key=("id",),
    handles=(TenantRegistered, TenantConfigured),
    keys=keys,
    fold=fold,
)
