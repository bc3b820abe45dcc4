"""Starting Fairway in one process, and telling what can be done with it."""

from uuid import UUID

from rich.console import Console

from cli.serving import HOST, free_socket, served, until_stopped
from deploy.embedded.app import Fairway, fairway
from deploy.embedded.sample import Tenancy, bootstrap, populate, sample
from shared.events.people import Role
from shared.settings import Settings

TRY = """
Three things to try, in GraphiQL or with curl (header: authorization: Bearer <token>):

  1. Put a pilot on record, as the pilot lead:
     mutation { registerPilot(input: {name: "Claims triage", purpose: "Sort claims by urgency",
       runBy: OWN_TEAM, startedOn: "2026-05-04"}) { pilot { id version } rejection { code message } } }
  2. Break a rule, as the auditor, with the same mutation: the rejection names the roles that may do it.
  3. Read the log that both left behind, as the auditor:
     { events(first: 50) { nodes { seq type recordedAt data chain } } }
"""


async def serve(settings: Settings) -> None:
    """Until Ctrl-C."""
    console = Console(soft_wrap=True)
    console.print("Starting PostgreSQL and the services …")
    with free_socket(settings.port) as listening:
        async with fairway(settings) as running, served(running.app, listening):
            tenancy = sample(running.issuer.name)
            await bootstrap(running.process.service, running.process.directory, tenancy, "Sample administrator")
            await populate(running.process.service, running.process.directory, tenancy)
            greet(console, running, tenancy, listening.getsockname()[1])
            await until_stopped()
    console.print("Stopped. Everything is kept in", str(settings.data))


def greet(console: Console, running: Fairway, tenancy: Tenancy, port: int) -> None:
    console.print(f"\nFairway is up: http://{HOST}:{port}/graphql (open it in a browser for GraphiQL)\n")
    console.print("Tokens of the sample tenant, one per role:\n")
    for role in Role:
        console.print(f"  {role.value}\n  {token(running, tenancy.tenant, role)}\n", highlight=False)
    console.print(TRY, highlight=False, markup=False)
    console.print("Ctrl-C stops it; the data stays.")


def token(running: Fairway, tenant: UUID, role: Role) -> str:
    return running.token(tenant, role.value)
