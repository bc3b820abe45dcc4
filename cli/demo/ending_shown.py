"""The end of the play, for whoever sees Fairway for the first time: what there is to open, and what to ask."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import indent

from rich.console import Console
from rich.text import Text

from cli.demo.close_out import Kept
from shared.projecting.digest import Digest

QUESTION = """\
{
  engagements(first: 1) {
    nodes {
      name
      outcome { outcome since }
      roi { difference { figure before after because { position type reason at } } }
    }
  }
}"""


def show_ending(console: Console, digest: Digest | None, kept: Sequence[Kept]) -> None:
    """Nothing of reports where none was published, and of read models where only the API is in reach."""
    for each in kept:
        console.print(f"\n[bold]{each.name}[/], with the digest that was published: {each.digest}", highlight=False)
        for file in each.files:
            console.print(Text(f"  {file}", style=f"link {file.absolute().as_uri()}"), soft_wrap=True)
    if not kept:
        console.print("\nNo report was published.")
    if digest is not None:
        told = f"{digest.rows} rows in {digest.tables} tables, after {digest.events} events"
        console.print(f"\n[bold]Read models[/]: {told}", highlight=False)
        console.print(f"  sha256 {digest.sha256}", highlight=False, soft_wrap=True)


def show_how_to_stay(console: Console, *, distributed: bool) -> None:
    other = (
        "in one process: make demo" if distributed else "over Kafka, in several processes: make demo ARGS=--distributed"
    )
    console.print(f"  The same comes of it {other}", highlight=False)
    keep = "--distributed --keep" if distributed else "--keep"
    console.print(f'\n[bold]Ask it yourself[/]: make demo ARGS="{keep}" leaves this Fairway running.', highlight=False)


def show_open(console: Console, url: str, name: str, token: str, tokens: Path) -> None:
    """Where it runs, as whom to ask, and what."""
    console.print(f"\nFairway stays up: {url} (open it in a browser for GraphiQL)", highlight=False)
    console.print(f'Under Headers: {{"authorization": "Bearer …"}} with the token of {name}:\n', highlight=False)
    console.print(f"  {token}\n", highlight=False, soft_wrap=True)
    console.print("[bold]Then ask[/], for instance why the return reads otherwise by now than it was reported:\n")
    console.print(Text(indent(QUESTION, "  ")))
    console.print(f"\nEverybody's tokens stand in {tokens}. Ctrl-C stops it.", highlight=False, soft_wrap=True)
