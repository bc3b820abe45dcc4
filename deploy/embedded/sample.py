"""The sample tenant of the embedded mode: one person for each role, so that everything can be tried at once."""

from uuid import uuid5

from deploy import tenancy as tenancies
from deploy.tenancy import Tenancy, request
from services.engagement.contract import ConfigureTenant, GrantRole, Name, RegisterPerson
from shared.events.people import Role
from shared.events.tenants import DataRegion, Locale
from shared.eventstore.system import FAIRWAY
from shared.web.backend import Backend, Names

__all__ = ["FAIRWAY", "Tenancy", "bootstrap", "populate", "sample"]


def sample(issuer: str) -> Tenancy:
    return Tenancy(
        tenant=uuid5(FAIRWAY, "sample tenant"), name="Sample tenant", issuer=issuer, administrator="administrator"
    )


async def bootstrap(service: Backend, directory: Names[Name], tenancy: Tenancy, name: str) -> None:
    """Register the tenant and its first administrator. Done once, however often it is called."""
    administrator = Name(person=tenancy.person(tenancy.administrator), name=name, email=None)
    await tenancies.bootstrap(service.send, directory, tenancy, administrator)


async def populate(service: Backend, directory: Names[Name], tenancy: Tenancy) -> None:
    """Give every role to a person of the same name."""
    tenant, administrator = tenancy.tenant, tenancy.person(tenancy.administrator)
    configured = ConfigureTenant(
        tenant_id=tenant,
        locale=Locale.EN,
        time_zone="America/Toronto",
        currency="CAD",
        data_region=DataRegion.CANADA,
    )
    await service.send(request(tenant, administrator, configured))
    for role in Role:
        if role is Role.ADMINISTRATOR:
            continue
        person = tenancy.person(role.value)
        await service.send(request(tenant, administrator, RegisterPerson(tenant_id=tenant, person=person)))
        await service.send(request(tenant, administrator, GrantRole(tenant_id=tenant, person=person, role=role)))
        await directory.enter(tenant, Name(person=person, name=f"Sample {role.value.replace('_', ' ')}", email=None))
