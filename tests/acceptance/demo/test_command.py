"""The command as people run it: killed in the middle, run again, kept, driven from outside, and ended.

To load Fairway takes seconds: each command is loaded once as it is run, and a copy where only its end is another.
"""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from io import StringIO
from pathlib import Path

import httpx
import pytest
from rich.console import Console

from cli.demo.command import Wanted, demo
from cli.demo.folder import emptied
from cli.rebuilding import rebuild_views
from cli.verifying import verify
from deploy.embedded.postgres_folder import AlreadyRunning
from shared.settings import Settings
from tests.loaded.order import ROOT, Order
from tests.loaded.speaking import Speaking, speaking
from tests.unit.cli.demo.small import written

WITHIN = 120


class Ran:
    """A `fairway` command and what it printed so far."""

    def __init__(self, process: Process | Speaking) -> None:
        self.process = process
        self.lines: list[str] = []

    async def until(self, sign: str) -> str:
        """The next line that holds the sign."""
        assert self.process.stdout is not None
        async with asyncio.timeout(WITHIN):
            while line := (await self.process.stdout.readline()).decode():
                self.lines.append(line.strip())
                if sign in line:
                    return line.strip()
        raise AssertionError("\n".join(self.lines))

    async def ended(self) -> int:
        rest = await asyncio.wait_for(self.process.communicate(), WITHIN)
        self.lines += [line.strip() for text in rest for line in text.decode().splitlines()]
        return await self.process.wait()


@asynccontextmanager
async def as_it_is_run(data: Path, *words: str) -> AsyncIterator[Ran]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-u", "-m", "cli", *words), cwd=ROOT, env=environment(data), stdout=PIPE, stderr=PIPE
    )
    async with ran(process) as found:
        yield found


@asynccontextmanager
async def as_a_copy(data: Path, *words: str) -> AsyncIterator[Ran]:
    async with ran(await speaking(Order(words=words, environment=environment(data)))) as found:
        yield found


@asynccontextmanager
async def ran(process: Process | Speaking) -> AsyncIterator[Ran]:
    try:
        yield Ran(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def environment(data: Path) -> dict[str, str]:
    return {**os.environ, "FAIRWAY_DATA": str(data), "FAIRWAY_PORT": "0"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path)


async def test_a_demo_begins_anew_after_it_was_killed_and_stays_as_long_as_it_is_wanted(
    tmp_path: Path, file: Path
) -> None:
    async with as_a_copy(tmp_path, "demo", str(file)) as killed:
        await killed.until("Mapping: 11 steps")
        killed.process.kill()
        await killed.ended()
    async with as_it_is_run(tmp_path, "demo", str(file), "--keep") as kept:
        url = (await kept.until("Fairway stays up: ")).split()[3]
        await kept.until("Ctrl-C stops it.")
        assert "35 steps in" in "\n".join(kept.lines)
        await driven(tmp_path, file, url)
        await operated(Settings(data=tmp_path / "demo"))
        with pytest.raises(AlreadyRunning):
            await emptied(tmp_path)
        kept.process.send_signal(signal.SIGINT)
        assert await kept.ended() == 0, kept.lines
    assert (tmp_path / "demo" / "close-out.html").read_text(encoding="utf-8").startswith("<!doctype html>")


async def driven(data: Path, file: Path, url: str) -> None:
    """From outside, with the tokens that the demo left: everything was recorded before."""
    tokens, told = data / "demo" / "tokens.json", StringIO()
    assert tokens.stat().st_mode & 0o077 == 0
    wanted = Wanted(file=file, url=url.removesuffix("graphql"), token_file=tokens)
    await demo(wanted, Settings(data=data), Console(file=told))
    assert "35 of them had been recorded before" in told.getvalue()


async def operated(settings: Settings) -> None:
    """Beside the running one, whose database is found by its data folder."""
    told = StringIO()
    await verify(None, settings, Console(file=told))
    await rebuild_views("engagement", settings, Console(file=told), accept_differences=False)
    assert "events, " in told.getvalue()
    assert "differs" not in told.getvalue()


async def test_a_demo_that_is_interrupted_stops_in_order_and_its_log_can_be_verified_without_it(
    tmp_path: Path, file: Path
) -> None:
    async with as_a_copy(tmp_path, "demo", str(file)) as interrupted:
        await interrupted.until("Mapping: 11 steps")
        interrupted.process.send_signal(signal.SIGINT)
        assert await interrupted.ended() == 130
    assert interrupted.lines[-1] == "Stopped."
    told = StringIO()
    await verify(None, Settings(data=tmp_path / "demo"), Console(file=told))
    assert "events, " in told.getvalue()


@pytest.mark.parametrize(
    ("start", "ending"), [(as_it_is_run, signal.SIGINT), (as_a_copy, signal.SIGTERM)], ids=["Ctrl-C", "SIGTERM"]
)
async def test_a_fairway_answers_until_it_is_stopped_in_order(
    tmp_path: Path, start: Callable[..., AbstractAsyncContextManager[Ran]], ending: signal.Signals
) -> None:
    async with start(tmp_path, "up") as started:
        url = (await started.until("Fairway is up: ")).split()[3]
        await started.until("Ctrl-C stops it")
        async with httpx.AsyncClient() as http:
            assert (await http.get(url.replace("graphql", "healthz"))).json() == {"status": "ok"}
        started.process.send_signal(ending)
        assert await started.ended() == 0, started.lines
    assert started.lines[-1] == f"Stopped. Everything is kept in {tmp_path}"
