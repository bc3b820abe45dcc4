"""What `fairway bootstrap` does: register a tenant with its first administrator, in a database that is installed."""

from uuid import UUID, uuid5

from rich.console import Console
from uuid_utils.compat import uuid7

from cli.databases import pool_as
from cli.failures import Unusable
from deploy.tenancy import Tenancy, bootstrap
from services.engagement.app import NAME
from services.engagement.contract import DECIDERS, Directory, Name
from shared.eventstore.handle import Handler, Receipt, Request
from shared.eventstore.install import role_of
from shared.eventstore.postgres import PostgresLog
from shared.eventstore.system import FAIRWAY
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.kernel.text import line
from shared.web.identity import person_id
from shared.web.service import by_command


@record
class NewTenant:
    """`issuer` and `subject` are what the administrator's tokens say, as `iss` and `sub`."""

    name: str
    issuer: str
    subject: str
    administrator: str
    tenant: UUID | None = None

    @property
    def id(self) -> UUID:
        """Where none is given: the same one for the same name, so that doing it twice changes nothing."""
        return self.tenant or uuid5(FAIRWAY, f"tenant {self.name}")


def check(new: NewTenant) -> None:
    try:
        for option, value in (
            *(("--tenant-name", new.name), ("--issuer", new.issuer)),
            *(("--subject", new.subject), ("--name", new.administrator)),
        ):
            line(option, value)
    except Refused as refused:
        raise Unusable(str(refused)) from refused


async def register(address: str, new: NewTenant, console: Console) -> None:
    check(new)
    person = person_id(new.issuer, new.subject)
    tenancy = Tenancy(tenant=new.id, name=new.name, issuer=new.issuer, administrator=new.subject)
    async with pool_as(role_of(NAME), address) as pool:
        handler, deciders = Handler(PostgresLog(pool), uuid7), by_command(DECIDERS)

        async def send(request: Request) -> Receipt:
            return await handler.handle(deciders[type(request.command)], request)

        await bootstrap(send, Directory(pool), tenancy, Name(person=person, name=new.administrator, email=None))
    console.print(f"tenant         {new.id}\nadministrator  {person}", highlight=False)
    console.print("Tokens of the administrator name this tenant in the claim `tenant`.", highlight=False)
