"""Facts about a tenant: who it is and how it counts days and money. Stream `tenant-{tenant_id}`, by engagement."""

from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


class Locale(StrEnum):
    EN = "en"
    FR = "fr"


class DataRegion(StrEnum):
    CANADA = "canada"
    UNITED_STATES = "united_states"


@record
class TenantRegistered:
    tenant_id: UUID
    name: str


@record
class TenantConfigured:
    """`time_zone` is an IANA name and decides where the tenant's days begin; `currency` is an ISO 4217 code."""

    tenant_id: UUID
    locale: Locale
    time_zone: str
    currency: str
    data_region: DataRegion


TenantEvent: TypeAlias = TenantRegistered | TenantConfigured
