"""The `fairway` command. Only what is asked for is loaded: all its parts together are nearly all of Fairway."""

from collections.abc import Sequence

import typer

from cli.loading import loaded

HIDDEN = ("supervise",)
COMMANDS = (
    *("up", "demo", "bootstrap", "rebuild", "verify", "unpark", "token", "serve", "migrate", "relay"),
    *("start", "stop", "secrets", "topics", "ready", "replay", "backtest", "digest", *HIDDEN),
)
GROUPS = ("framework", "gate", "evidence", "observations", "dossier", "package")  # of commands about one thing


def fairway(given: Sequence[str] = ()) -> typer.Typer:
    """With the command that is given, or with all when none of them is."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="Takes an AI pilot that worked into production.",
    )
    app.callback()(nothing_of_its_own)
    for name in [each for each in given[:1] if each in (*COMMANDS, *GROUPS)] or (*COMMANDS, *GROUPS):
        found = getattr(loaded(f"{__name__}.{name}"), name)
        if name in GROUPS:
            app.add_typer(found, name=name)
        else:
            app.command(name=name, hidden=name in HIDDEN)(found)
    return app


def nothing_of_its_own() -> None:
    """Takes an AI pilot that worked into production."""
