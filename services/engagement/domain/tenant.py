"""A tenant: who it is, in which language, time zone and currency it works, and where its data stays."""

from importlib.resources import files
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.currency import known_currency
from shared.events.people import Role
from shared.events.tenants import DataRegion, Locale, TenantConfigured, TenantEvent, TenantRegistered
from shared.kernel.decider import Decider
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.kernel.text import line

# Not what the machine happens to have installed: a decision is the same everywhere.
TIME_ZONES = frozenset(files("tzdata").joinpath("zones").read_text("utf-8").split())

# --- Commands ---------------------------------------------------------------


@record
class RegisterTenant:
    tenant_id: UUID
    name: str


@record
class ConfigureTenant:
    tenant_id: UUID
    locale: Locale
    time_zone: str
    currency: str
    data_region: DataRegion


TenantCommand: TypeAlias = RegisterTenant | ConfigureTenant

# --- Refusals ---------------------------------------------------------------


class TenantNotFound(Refused):
    """There is no such tenant."""


class TenantAlreadyRegistered(Refused):
    """The tenant was already registered, as {name}."""


class UnknownTimeZone(Refused):
    """{time_zone} is not the IANA name of a time zone, such as America/Toronto."""


# --- State ------------------------------------------------------------------


@record
class Unknown:
    pass


@record
class Registered:
    name: str


@record
class Configured:
    name: str
    configuration: TenantConfigured


Tenant: TypeAlias = Unknown | Registered | Configured


def evolve(tenant: Tenant, event: TenantEvent) -> Tenant:
    match event:
        case TenantRegistered():
            return Registered(name=event.name)
        case TenantConfigured():
            return Configured(name=known(tenant).name, configuration=event)
        case _:
            assert_never(event)


def known(tenant: Tenant) -> Registered | Configured:
    if isinstance(tenant, Unknown):
        raise TenantNotFound
    return tenant


# --- Decisions --------------------------------------------------------------


def register(command: RegisterTenant, tenant: Tenant) -> list[TenantEvent]:
    name = line("name", command.name)
    if isinstance(tenant, Unknown):
        return [TenantRegistered(tenant_id=command.tenant_id, name=name)]
    if tenant.name != name:
        raise TenantAlreadyRegistered(name=tenant.name)
    return []


def configure(command: ConfigureTenant, tenant: Tenant) -> list[TenantEvent]:
    if command.time_zone not in TIME_ZONES:
        raise UnknownTimeZone(where=("input", "timeZone"), time_zone=command.time_zone)
    fact = TenantConfigured(
        tenant_id=command.tenant_id,
        locale=command.locale,
        time_zone=command.time_zone,
        currency=known_currency(command.currency, where=("input", "currency")),
        data_region=command.data_region,
    )
    if known(tenant) == Configured(name=known(tenant).name, configuration=fact):
        return []
    return [fact]


def decide(command: TenantCommand, tenant: Tenant, _: object) -> list[TenantEvent]:
    match command:
        case RegisterTenant():
            return register(command, tenant)
        case ConfigureTenant():
            return configure(command, tenant)
        case _:
            assert_never(command)


TENANT: Decider[Tenant, TenantCommand, TenantEvent] = Decider(
    initial=Unknown(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"tenant-{command.tenant_id}",
    permits={
        RegisterTenant: frozenset(),  # only the bootstrap registers tenants
        ConfigureTenant: frozenset({Role.ADMINISTRATOR}),
    },
)
