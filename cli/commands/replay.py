"""`fairway replay`: compute anew what was ever said."""

from typing import Annotated

import typer

from cli.configured import configured, console
from cli.failures import Unusable, told
from cli.replaying import replay as replay_verdicts
from cli.running import run


def replay(
    verdicts: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--verdicts", help="Every verdict of a gate and of readiness, of every tenant.")
    ] = False,
) -> None:
    """Compute what was ever said anew from the log, and name the first that differs."""
    with told():
        if not verdicts:
            raise Unusable("Say what to replay: --verdicts.")
        run(replay_verdicts(configured(), console()))
