"""A Canadian insurer that works in French."""

from uuid import UUID

from shared.events.tenants import DataRegion, Locale, TenantConfigured, TenantRegistered

TENANT_ID = UUID(int=0x71)

TENANT_REGISTERED = TenantRegistered(tenant_id=TENANT_ID, name="Assurance Boréale")
TENANT_CONFIGURED = TenantConfigured(
    tenant_id=TENANT_ID,
    locale=Locale.FR,
    time_zone="America/Toronto",
    currency="CAD",
    data_region=DataRegion.CANADA,
)
