"""`python -m tests.bench [PART ...] [--peers]`: each part beside its limit, on a PostgreSQL server of its own."""

import argparse
import os
import platform
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from time import perf_counter

import asyncpg
from rich.console import Console

from cli.running import run
from deploy.embedded.postgres import start
from deploy.kafka.fetch import ToolMissing
from tests.bench import (
    append,
    forecasting,
    graphql,
    judging,
    measurement,
    peers,
    projecting,
    rejudging,
    results,
    through_kafka,
    verifying,
    visible,
)
from tests.bench.measure import Measure, NotMeasured
from tests.bench.results import Part

Run = Callable[[str], Awaitable[list[Measure]]]

PARTS: Mapping[str, tuple[Run, str | None]] = {
    "append": (append.run, append.__doc__),
    "projecting": (projecting.run, projecting.__doc__),
    "visible": (visible.run, visible.__doc__),
    "through_kafka": (through_kafka.run, through_kafka.__doc__),
    "graphql": (graphql.run, graphql.__doc__),
    "verifying": (verifying.run, verifying.__doc__),
    "peers": (peers.run, peers.__doc__),
    "forecasting": (forecasting.run, forecasting.__doc__),
    "judging": (judging.run, judging.__doc__),
    "rejudging": (rejudging.run, rejudging.__doc__),
    "measurement": (measurement.run, measurement.__doc__),
}
FOLDER = Path("build")
UNKNOWN_WIDTH = 160


async def main(names: Sequence[str]) -> None:
    console = Console()
    console = console if console.is_terminal else Console(width=UNKNOWN_WIDTH)
    with tempfile.TemporaryDirectory(prefix="fairway-bench-") as folder:
        server = await start(Path(folder) / "postgres")
        try:
            machine = await described(server.dsn())
            parts = [part for name in names if (part := await measured(console, name, server.dsn()))]
        finally:
            await server.stop()
    results.show(console, machine, parts)
    found, drawing = results.write(FOLDER, machine, parts)
    console.print(f"Written to {found} and {drawing}.")


async def measured(console: Console, name: str, dsn: str) -> Part | None:
    """None where the machine lacks what the part takes, or has no time for it."""
    run, data = PARTS[name]
    start = perf_counter()
    try:
        measures = await run(dsn)
    except (ToolMissing, NotMeasured) as missing:
        console.print(f"{name} is left out: {missing}", highlight=False)
        return None
    seconds = perf_counter() - start
    console.print(f"{name} took {seconds:.0f} s", highlight=False)
    return Part(name=name, data=(data or "").strip(), seconds=seconds, measures=tuple(measures))


async def described(dsn: str) -> Mapping[str, str]:
    connection = await asyncpg.connect(dsn)
    try:
        settings = ("server_version", "fsync", "synchronous_commit")
        of_server = {name: str(await connection.fetchval(f"show {name}")) for name in settings}
    finally:
        await connection.close()
    return {
        "Python": platform.python_version(),
        "PostgreSQL": of_server.pop("server_version"),
        **of_server,
        "processors": str(os.cpu_count()),
    }


def asked() -> list[str]:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"only these: {', '.join(PARTS)}")
    parser.add_argument("--peers", action="store_true", help="beside a package that is installed for it from PyPI")
    given = parser.parse_args()
    if unknown := set(given.parts) - PARTS.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    chosen = given.parts or [name for name in PARTS if name != "peers"]
    return [*chosen, "peers"] if given.peers and "peers" not in chosen else chosen


if __name__ == "__main__":
    run(main(asked()))
