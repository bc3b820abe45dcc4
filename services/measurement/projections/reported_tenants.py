"""What a report tells of the tenant itself, in which language, and where its days begin."""

from typing import assert_never
from uuid import UUID

from shared.events.tenants import Locale, TenantConfigured, TenantEvent, TenantRegistered
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class ReportedTenantEntry:
    id: UUID
    name: str
    locale: Locale
    time_zone: str
    currency: str


def keys(recorded: Recorded[TenantEvent]) -> tuple[Key, ...]:
    return ((recorded.event.tenant_id,),)


def fold(row: ReportedTenantEntry | None, recorded: Recorded[TenantEvent]) -> ReportedTenantEntry:
    event = recorded.event
    match event:
        case TenantRegistered():
            return ReportedTenantEntry(
                id=event.tenant_id, name=event.name, locale=Locale.EN, time_zone="UTC", currency="CAD"
            )
        case TenantConfigured():
            return replaced(known(row), locale=event.locale, time_zone=event.time_zone, currency=event.currency)
        case _:
            assert_never(event)


REPORTED_TENANTS = Projection(
    name="reported_tenants",
    version=1,
    row=ReportedTenantEntry,
    key=("id",),
    handles=(TenantRegistered, TenantConfigured),
    keys=keys,
    fold=fold,
)
