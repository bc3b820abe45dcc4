"""Starting Fairway in one process, and telling what can be done with it."""

from collections.abc import Callable

from rich.console import Console

from cli.serving import HOST, free_socket, served, until_stopped
from deploy.embedded.app import fairway
from deploy.embedded.sample import bootstrap, populate, sample
from shared.events.people import Role
from shared.settings import Settings
from shared.tracing import Traced, collector, tracing

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
    with free_socket(settings.port) as listening, tracing("embedded", collector(settings.traces)) as tracer:
        async with fairway(settings) as running, served(Traced(running.app, tracer), listening):
            tenancy = sample(running.issuer.name)
            await bootstrap(running.parts.engagement.service, running.parts.directory, tenancy, "Sample administrator")
            await populate(running.parts.engagement.service, running.parts.directory, tenancy)

            def token(role: Role) -> str:
                return running.token(tenancy.tenant, role.value)

            greet(console, token, listening.getsockname()[1], "Ctrl-C stops it; the data stays.")
            await until_stopped()
    console.print("Stopped. Everything is kept in", str(settings.data))


def greet(console: Console, token: Callable[[Role], str], port: int, ending: str) -> None:
    console.print(f"\nFairway is up: http://{HOST}:{port}/graphql (open it in a browser for GraphiQL)\n")
    console.print("Tokens of the sample tenant, one per role:\n")
    for role in Role:
        console.print(f"  {role.value}\n  {token(role)}\n", highlight=False)
    console.print(TRY, highlight=False, markup=False)
    console.print(ending)
