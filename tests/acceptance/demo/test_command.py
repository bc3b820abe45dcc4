"""The demo as people run it: killed in the middle, run again, kept, driven from outside, and ended."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.unit.cli.demo.small import written

ROOT = Path(__file__).parents[3]
WITHIN = 120


class Ran:
    """A `fairway` command and what it printed so far."""

    def __init__(self, process: Process) -> None:
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
        assert self.process.stdout is not None
        rest = await asyncio.wait_for(self.process.stdout.read(), WITHIN)
        self.lines += [line.strip() for line in rest.decode().splitlines()]
        return await self.process.wait()


@asynccontextmanager
async def fairway(data: Path, *given: str) -> AsyncIterator[Ran]:
    environment = {**os.environ, "FAIRWAY_DATA": str(data)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-u", "-m", "cli", *given), cwd=ROOT, env=environment, stdout=PIPE, stderr=STDOUT
    )
    try:
        yield Ran(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(written(tmp_path))


async def test_a_demo_that_was_killed_begins_anew(tmp_path: Path, file: str) -> None:
    async with fairway(tmp_path, "demo", file) as killed:
        await killed.until("Mapping: 11 steps")
        killed.process.kill()
        await killed.ended()
    async with fairway(tmp_path, "demo", file) as again:
        assert await again.ended() == 0, again.lines
    assert "35 steps in" in "\n".join(again.lines)
    assert (tmp_path / "demo" / "close-out.html").read_text(encoding="utf-8").startswith("<!doctype html>")


async def test_a_demo_that_is_kept_can_be_driven_verified_and_rebuilt_until_it_is_stopped(
    tmp_path: Path, file: str
) -> None:
    async with fairway(tmp_path, "demo", file, "--keep") as kept:
        url = (await kept.until("Fairway stays up: ")).split()[3]
        await kept.until("Ctrl-C stops it.")
        tokens = tmp_path / "demo" / "tokens.json"
        assert tokens.stat().st_mode & 0o077 == 0
        async with fairway(tmp_path, "demo", file, "--url", url, "--token-file", str(tokens)) as driven:
            assert await driven.ended() == 0, driven.lines
        assert "35 of them had been recorded before" in "\n".join(driven.lines)
        async with fairway(tmp_path / "demo", "verify") as verified:
            assert await verified.ended() == 0, verified.lines
        async with fairway(tmp_path / "demo", "rebuild", "engagement") as rebuilt:
            assert await rebuilt.ended() == 0, rebuilt.lines
        async with fairway(tmp_path, "demo", file) as second:
            assert await second.ended() == 1
        assert "Fairway already runs on" in second.lines[-1]
        kept.process.send_signal(signal.SIGINT)
        assert await kept.ended() == 0, kept.lines


async def test_a_demo_that_is_interrupted_stops_in_order(tmp_path: Path, file: str) -> None:
    async with fairway(tmp_path, "demo", file) as interrupted:
        await interrupted.until("Mapping: 11 steps")
        interrupted.process.send_signal(signal.SIGINT)
        assert await interrupted.ended() == 130
    assert interrupted.lines[-1] == "Stopped."
    assert [line for line in interrupted.lines if "Traceback" in line] == []
