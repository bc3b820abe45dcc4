"""Setting up a tenant: its registration and its first administrator, who registers everybody else."""

from collections.abc import Awaitable, Callable
from uuid import UUID, uuid5

from services.engagement.contract import BootstrapAdministrator, Name, RegisterTenant
from shared.eventstore.handle import Receipt, Request
from shared.eventstore.system import FAIRWAY
from shared.kernel.record import record
from shared.web.backend import Names
from shared.web.identity import person_id


@record
class Tenancy:
    """A tenant and its first administrator, by the subject that the issuer knows them under."""

    tenant: UUID
    name: str
    issuer: str
    administrator: str

    def person(self, subject: str) -> UUID:
        return person_id(self.issuer, subject)


async def bootstrap(
    send: Callable[[Request], Awaitable[Receipt]], directory: Names[Name], tenancy: Tenancy, name: Name
) -> None:
    """Register the tenant and its first administrator. Done once, however often it is called."""
    tenant = tenancy.tenant
    for command in (
        RegisterTenant(tenant_id=tenant, name=tenancy.name),
        BootstrapAdministrator(tenant_id=tenant, person=name.person),
    ):
        await send(request(tenant, FAIRWAY, command, system=True))
    await directory.enter(tenant, name)


def request(tenant: UUID, person: UUID, command: object, *, system: bool = False) -> Request:
    """A command under an id of its own content, so that a second start repeats nothing."""
    return Request(
        tenant=tenant, person=person, command_id=uuid5(FAIRWAY, repr(command)), command=command, system=system
    )
