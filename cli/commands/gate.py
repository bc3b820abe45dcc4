"""`fairway gate`: whether something may go live now, and whether an answer to that is true."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from cli.asking import asking, gateway_of
from cli.configured import configured
from cli.failures import told
from cli.gate_checking import DRIFT, engagement_of, moment_of, pass_of, subjects_of
from cli.gate_checking import check as check_gate
from cli.gate_checking import verify as verify_attestation
from cli.running import run
from deploy.clock import now
from gateway.gates.passes import MOST_DAYS, USUAL_DAYS
from services.gates.contracts.proofs import Expected
from shared.events.stages import Stage
from shared.settings import Settings

gate = typer.Typer(no_args_is_help=True, help="Ask a gate, and check what it answered.")


@gate.command()
def check(
    engagement: Annotated[str, typer.Argument(help="The engagement's id.")],
    stage: Annotated[Stage, typer.Option(help="The stage at whose end the gate stands.")] = Stage.ADOPTION,
    attestation: Annotated[Path | None, typer.Option(help="Where the signed answer is written, yes or no.")] = None,
    url: Annotated[str | None, typer.Option(help="The gateway; else FAIRWAY_URL.")] = None,
    token_file: Annotated[Path | None, typer.Option(help="Holds the access token; else FAIRWAY_TOKEN.")] = None,
) -> None:
    """May this go live now? Ends with 0: yes; 1: no, and why; 2: there is no answer."""
    with told(), asking():
        run(checking(configured(), (url, token_file), (engagement_of(engagement), stage), attestation))


async def checking(
    settings: Settings, where: tuple[str | None, Path | None], gate: tuple[UUID, Stage], attestation: Path | None
) -> None:
    async with gateway_of(settings, *where) as http:
        print(await check_gate(http, *gate, attestation))


@gate.command("pass")
def pass_(
    engagement: Annotated[str, typer.Argument(help="The engagement's id.")],
    stage: Annotated[Stage, typer.Option(help="The stage at whose end the gate stands.")] = Stage.ADOPTION,
    days: Annotated[int, typer.Option(help=f"How long it counts, at most {MOST_DAYS}.")] = USUAL_DAYS,
    beside: Annotated[
        list[str] | None, typer.Option(help="An image that may run beside a release: sha256:…; repeat it.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="The gateway; else FAIRWAY_URL.")] = None,
    token_file: Annotated[Path | None, typer.Option(help="Holds the access token; else FAIRWAY_TOKEN.")] = None,
) -> None:
    """Print a pass, by which a cluster asks this gate and nothing else, in the name of whoever asks for it."""
    with told(), asking():
        wanted = (engagement_of(engagement), stage, beside or (), days)
        run(passing(configured(), (url, token_file), wanted))


async def passing(
    settings: Settings, where: tuple[str | None, Path | None], wanted: tuple[UUID, Stage, Sequence[str], int]
) -> None:
    async with gateway_of(settings, *where) as http:
        print(await pass_of(http, *wanted))


@gate.command()
def verify(
    attestation: Annotated[Path, typer.Argument(help="What `gate check --attestation` wrote.")],
    engagement: Annotated[str, typer.Option(help="The engagement that it must be about.")],
    keys: Annotated[Path, typer.Option(help="The keys to believe, as `GET /keys` publishes them.")],
    *,
    stage: Annotated[Stage, typer.Option(help="The stage that it must be about.")] = Stage.ADOPTION,
    subject: Annotated[list[str] | None, typer.Option(help="What is deployed: model=sha256:…; repeat it.")] = None,
    tenant: Annotated[UUID | None, typer.Option(help="The tenant that it must be about.")] = None,
    at: Annotated[str | None, typer.Option(help="The moment at which it must count.", show_default="now")] = None,
) -> None:
    """Does this attestation let that be deployed? Needs no Fairway. Ends with 0: yes; 1: no; 2: nothing to check."""
    with told():
        expected = Expected(
            engagement=engagement_of(engagement),
            at=now() if at is None else moment_of(at),
            subjects=subjects_of(subject or ()),
            stage=stage,
            tenant=tenant,
            drift=DRIFT,
        )
        found = verify_attestation(attestation, keys, expected)
        print(f"Decision {found.decision} lets pass until {found.expires_at.isoformat()}.")
