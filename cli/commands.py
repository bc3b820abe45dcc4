"""What the `fairway` command offers, one function each."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console

from cli.bootstrapping import NewTenant, register
from cli.demo.command import EXAMPLE, Wanted
from cli.demo.command import demo as play
from cli.failures import Unusable, told
from cli.migrating import migrate_database
from cli.process import serve_one
from cli.rebuilding import rebuild_views
from cli.relaying import Wanted as RelayWanted
from cli.relaying import relay as relay_logs
from cli.running import run
from cli.tokens import token as signed
from cli.unparking import Wanted as Unparked
from cli.unparking import unpark as fold_again
from cli.up import serve
from cli.verifying import verify as verify_logs
from shared.observability import configure_logs
from shared.settings import Settings

UNKNOWN_WIDTH = 140

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Takes an AI pilot that worked into production.",
)


@app.callback()
def fairway() -> None:
    """Takes an AI pilot that worked into production."""


@app.command()
def up() -> None:
    """Start Fairway here, in one process."""
    with told():
        settings = configured()
        run(serve(settings), until_ended=True)


@app.command()
def demo(
    file: Annotated[Path, typer.Argument(help="The engagement's file.", show_default="the shipped example")] = EXAMPLE,
    keep: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--keep", help="Leave Fairway running afterwards, and print tokens.")
    ] = False,
    url: Annotated[str | None, typer.Option(help="A Fairway that runs already, instead of a fresh one.")] = None,
    token_file: Annotated[Path | None, typer.Option(help="JSON with a token for each person, for --url.")] = None,
) -> None:
    """Play the life of a pilot, from its file, and show what stands at the end."""
    with told():
        if (url is None) != (token_file is None) or (url and keep):
            raise Unusable("--url and --token-file go together, and --keep is for a fresh Fairway.")
        wanted = Wanted(file=file, url=url, token_file=token_file, keep=keep)
        run(play(wanted, configured(), console()))


@app.command()
def bootstrap(
    database: Annotated[str, typer.Option(help="The address of a superuser on an installed database.")],
    tenant_name: Annotated[str, typer.Option(help="How the tenant is called.")],
    issuer: Annotated[str, typer.Option(help="Who gives out the administrator's tokens: their `iss`.")],
    subject: Annotated[str, typer.Option(help="Whom that issuer means: the tokens' `sub`.")],
    name: Annotated[str, typer.Option(help="The administrator's name.")],
    tenant: Annotated[UUID | None, typer.Option(help="The tenant's id; without one it comes of its name.")] = None,
) -> None:
    """Register a tenant with its first administrator."""
    new = NewTenant(name=tenant_name, issuer=issuer, subject=subject, administrator=name, tenant=tenant)
    with told():
        run(register(database, new, console()))


@app.command()
def rebuild(
    name: Annotated[str, typer.Argument(metavar="SERVICE-OR-PROJECTION", help="Such as engagement or gap_register.")],
    accept_differences: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--accept-differences", help="Change over even where the rebuilt views differ.")
    ] = False,
) -> None:
    """Fill a service's views anew from the log, compare them with those that serve, and change over."""
    with told():
        run(rebuild_views(name, configured(), console(), accept_differences=accept_differences))


@app.command()
def verify(
    tenant: Annotated[UUID | None, typer.Argument(help="One tenant; without it all are verified.")] = None,
) -> None:
    """Recompute the hash chain over the log, and name the first event at which it does not hold."""
    with told():
        run(verify_logs(tenant, configured(), console()))


@app.command()
def unpark(
    scope: Annotated[str | None, typer.Argument(help="One scope, as it is listed; without it they are listed.")] = None,
    tenant: Annotated[UUID | None, typer.Option(help="Of this tenant only.")] = None,
    everything: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--all", help="Fold all again that are listed.")
    ] = False,
) -> None:
    """List the scopes that wait for a mended fold, and fold one of them or all again from their first event."""
    with told():
        if scope is not None and everything:
            raise Unusable("Name one scope, or say --all.")
        run(fold_again(Unparked(scope=scope, tenant=tenant, everything=everything), configured(), console()))


@app.command()
def token(
    subject: Annotated[str, typer.Argument(help="Whom it is for: the `sub` that they were registered under.")],
    tenant: Annotated[UUID | None, typer.Option(help="The tenant's id; without one, the sample tenant's.")] = None,
) -> None:
    """Print a token of the embedded issuer, for somebody of any tenant of this Fairway."""
    with told():
        print(signed(subject, tenant, configured()))


@app.command(name="serve")
def serve_process(name: Annotated[str, typer.Argument(help="engagement, ledger or gateway.")]) -> None:
    """Run one of Fairway's processes, for when one process is no longer enough."""
    with told():
        run(serve_one(name, configured()), until_ended=True)


@app.command()
def migrate() -> None:
    """Bring the database that the processes share up to date; doing it again changes nothing."""
    with told():
        run(migrate_database(configured(), console()))


@app.command()
def relay(
    start: Annotated[
        int | None, typer.Option("--from", help="Send again what follows this position; 0: everything.")
    ] = None,
    tenant: Annotated[UUID | None, typer.Option(help="One tenant; without it all.")] = None,
    topic: Annotated[str | None, typer.Option(help="One topic; without it all that the relay fills.")] = None,
) -> None:
    """Show how far each topic of Kafka is with each tenant's log, or have the relay send events again."""
    wanted = RelayWanted(start=start, tenant=tenant, topic=topic)
    with told():
        run(relay_logs(wanted, configured(), console()))


def configured() -> Settings:
    settings = Settings()
    try:
        configure_logs(settings.log_level)
    except KeyError:
        raise Unusable("FAIRWAY_LOG_LEVEL is debug, info, warning or error.") from None
    return settings


def console() -> Console:
    found = Console()
    return found if found.is_terminal else Console(width=UNKNOWN_WIDTH)
