"""In which time zone a tenant's days begin: what facts and verdicts need to tell instants as days."""

from uuid import UUID

from shared.events.tenants import TenantConfigured
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class TimeZoneEntry:
    id: UUID
    time_zone: str


def keys(recorded: Recorded[TenantConfigured]) -> tuple[Key, ...]:
    return ((recorded.event.tenant_id,),)


def fold(_: TimeZoneEntry | None, recorded: Recorded[TenantConfigured]) -> TimeZoneEntry:
    return TimeZoneEntry(id=recorded.event.tenant_id, time_zone=recorded.event.time_zone)


TIME_ZONES = Projection(
    name="time_zones",
    version=1,
    row=TimeZoneEntry,
    key=("id",),
    handles=(TenantConfigured,),
    keys=keys,
    fold=fold,
)
