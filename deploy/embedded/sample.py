"""The sample tenant of the embedded mode: one person for each role, so that everything can be tried at once."""

from uuid import NAMESPACE_DNS, UUID, uuid5

from services.engagement.contract import (
    BootstrapAdministrator,
    ConfigureTenant,
    GrantRole,
    Name,
    RegisterPerson,
    RegisterTenant,
)
from services.engagement.directory import Directory
from shared.events.people import Role
from shared.events.tenants import DataRegion, Locale
from shared.eventstore.handle import Request
from shared.kernel.record import record
from shared.web.identity import person_id
from shared.web.service import Service

FAIRWAY = uuid5(NAMESPACE_DNS, "system.fairway")


@record
class Tenancy:
    """A tenant and its first administrator, by the subject that the issuer knows them under."""

    tenant: UUID
    name: str
    issuer: str
    administrator: str

    def person(self, subject: str) -> UUID:
        return person_id(self.issuer, subject)


def sample(issuer: str) -> Tenancy:
    return Tenancy(
        tenant=uuid5(FAIRWAY, "sample tenant"), name="Sample tenant", issuer=issuer, administrator="administrator"
    )


async def bootstrap(service: Service, directory: Directory, tenancy: Tenancy, name: str) -> None:
    """Register the tenant and its first administrator. Done once, however often it is called."""
    tenant, person = tenancy.tenant, tenancy.person(tenancy.administrator)
    for command in (
        RegisterTenant(tenant_id=tenant, name=tenancy.name),
        BootstrapAdministrator(tenant_id=tenant, person=person),
    ):
        await service.send(request(tenant, FAIRWAY, command, system=True))
    await directory.enter(tenant, Name(person=person, name=name, email=None))


async def populate(service: Service, directory: Directory, tenancy: Tenancy) -> None:
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


def request(tenant: UUID, person: UUID, command: object, *, system: bool = False) -> Request:
    """A command under an id of its own content, so that a second start repeats nothing."""
    return Request(
        tenant=tenant, person=person, command_id=uuid5(FAIRWAY, repr(command)), command=command, system=system
    )
