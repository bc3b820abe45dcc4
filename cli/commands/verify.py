"""`fairway verify`: recompute the hash chain, or the decision of a dossier."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from cli.configured import configured, console
from cli.dossiers import verify as verify_dossier
from cli.failures import Unusable, told
from cli.running import run
from cli.verifying import verify as verify_logs


def verify(
    what: Annotated[
        str | None, typer.Argument(help="One tenant, or the file of a dossier; without it the logs of all tenants.")
    ] = None,
    keys: Annotated[Path | None, typer.Option(help="Of a dossier: the keys to believe, from `GET /keys`.")] = None,
) -> None:
    """Recompute the hash chain over the log, and name the first event at which it does not hold.

    Of a dossier: what `dossier verify` does, without a running Fairway.
    """
    with told():
        if what is not None and keys is not None:
            print(verify_dossier(Path(what), keys))
        else:
            run(verify_logs(tenant_in(what), configured(), console()))


def tenant_in(given: str | None) -> UUID | None:
    try:
        return None if given is None else UUID(given)
    except ValueError:
        raise Unusable(f"{given} is no tenant's id; of a dossier, name the keys to believe with --keys.") from None
