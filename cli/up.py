"""Starting Fairway in one process, and telling what can be done with it."""

import socket
from uuid import UUID

import uvicorn
from rich.console import Console

from deploy.embedded.app import Fairway, fairway
from deploy.embedded.sample import Tenancy, bootstrap, populate, sample
from shared.events.people import Role
from shared.settings import Settings

HOST = "127.0.0.1"

TRY = """
Three things to try, in GraphiQL or with curl (header: authorization: Bearer <token>):

  1. Put a pilot on record, as the pilot lead:
     mutation {{ registerPilot(input: {{name: "Claims triage", purpose: "Sort claims by urgency",
       runBy: OWN_TEAM, startedOn: "2026-05-04"}}) {{ pilot {{ id version }} rejection {{ code message }} }} }}
  2. Break a rule, as the auditor, with the same mutation: the rejection names the roles that may do it.
  3. Read the log that both left behind, as the auditor:
     {{ events(first: 50) {{ nodes {{ seq type recordedAt data chain }} }} }}
"""


async def serve(settings: Settings) -> None:
    """Until Ctrl-C."""
    console = Console(soft_wrap=True)
    console.print("Starting PostgreSQL and the services …")
    with free_socket(settings.port) as listening:
        async with fairway(settings) as running:
            tenancy = sample(running.issuer.name)
            await bootstrap(running.process.service, running.process.directory, tenancy, "Sample administrator")
            await populate(running.process.service, running.process.directory, tenancy)
            greet(console, running, tenancy, listening.getsockname()[1])
            await server(running).serve([listening])
    console.print("Stopped. Everything is kept in", str(settings.data))


def free_socket(port: int) -> socket.socket:
    """Bound before anything starts, so that a port in use is told at once."""
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise SystemExit(f"Port {port} is taken ({error.strerror}): set FAIRWAY_PORT to another one.") from None
    return listening


def server(running: Fairway) -> uvicorn.Server:
    config = uvicorn.Config(
        running.app, log_config=None, access_log=False, timeout_graceful_shutdown=5, ws="websockets-sansio"
    )
    return uvicorn.Server(config)


def greet(console: Console, running: Fairway, tenancy: Tenancy, port: int) -> None:
    console.print(f"\nFairway is up: http://{HOST}:{port}/graphql (open it in a browser for GraphiQL)\n")
    console.print("Tokens of the sample tenant, one per role:\n")
    for role in Role:
        console.print(f"  {role.value}\n  {token(running, tenancy.tenant, role)}\n", highlight=False)
    console.print(TRY.format(), highlight=False)
    console.print("Ctrl-C stops it; the data stays.")


def token(running: Fairway, tenant: UUID, role: Role) -> str:
    return running.token(tenant, role.value)
