"""`fairway relay`: how far Kafka is, and sending again."""

from typing import Annotated
from uuid import UUID

import typer

from cli.configured import configured, console
from cli.failures import told
from cli.relaying import Wanted
from cli.relaying import relay as relay_logs
from cli.running import run


def relay(
    start: Annotated[
        int | None, typer.Option("--from", help="Send again what follows this position; 0: everything.")
    ] = None,
    tenant: Annotated[UUID | None, typer.Option(help="One tenant; without it all.")] = None,
    topic: Annotated[str | None, typer.Option(help="One topic; without it all that the relay fills.")] = None,
) -> None:
    """Show how far each topic of Kafka is with each tenant's log, or have the relay send events again."""
    wanted = Wanted(start=start, tenant=tenant, topic=topic)
    with told():
        run(relay_logs(wanted, configured(), console()))
