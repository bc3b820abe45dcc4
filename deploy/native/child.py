"""One process of ours that is kept running: it writes into a log of its own, and whoever ends by itself begins anew."""

import asyncio
import contextlib
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import structlog

from deploy.kafka.fetch import HERE

LAUNCHER = HERE / "launch.py"
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 5.0
WELL_AFTER = 30.0  # seconds after which a start counts as one that went well
STOP_WITHIN = 30.0


class Child:
    """`name` is told in the report; `command` are the arguments of a Python, `environment` is all that it has."""

    def __init__(self, name: str, command: tuple[str, ...], environment: Mapping[str, str], log: Path) -> None:
        self.name = name
        self._command = command
        self._environment = environment
        self._log = log
        self._process: asyncio.subprocess.Process | None = None
        self._report = structlog.get_logger().bind(process=name)

    async def keep(self) -> None:
        """Until cancelled; then the process is asked to end and is given its time for that."""
        pause, loop = FIRST_PAUSE, asyncio.get_running_loop()
        try:
            while True:
                began = loop.time()
                self._process = await self._start()
                self._report.info("started", pid=self._process.pid)
                status = await self._process.wait()
                pause = FIRST_PAUSE if loop.time() - began > WELL_AFTER else min(pause * 2, LONGEST_PAUSE)
                self._report.error("ended", status=status, again_in=pause)
                await asyncio.sleep(pause)
        finally:
            await self._stop()

    async def _start(self) -> asyncio.subprocess.Process:
        with self._log.open("ab") as log:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", "-S", str(LAUNCHER), str(os.getpid()), sys.executable, *self._command),
                env=self._environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # an interrupt from the keyboard is for whoever started it
            )

    async def _stop(self) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_WITHIN)
        except TimeoutError:
            process.kill()
            await process.wait()
