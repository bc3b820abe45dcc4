"""The broker comes and goes in order, and never outlives whoever started it."""

import asyncio
import os
import select
import sys
from pathlib import Path

import pytest

import deploy.kafka.broker
from deploy.kafka.broker import StartFailed, start
from tests.broker import running_broker

SECONDS = 60
STARTING = """
import asyncio, pathlib, sys
from deploy.kafka.broker import start

async def main():
    broker = await start(pathlib.Path(sys.argv[1]))
    print(broker.process.pid, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


@pytest.mark.usefixtures("broker")
async def test_a_broker_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    starter = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", STARTING, str(tmp_path)), stdout=asyncio.subprocess.PIPE
    )
    assert starter.stdout is not None
    async with asyncio.timeout(SECONDS):
        ended = os.pidfd_open(int(await starter.stdout.readline()))
        starter.kill()
        await starter.wait()
        assert await asyncio.to_thread(select.select, [ended], [], [], SECONDS) == ([ended], [], [])
    os.close(ended)
    async with running_broker(tmp_path) as again:
        assert again.process.returncode is None


async def test_a_folder_belongs_to_one_broker_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kafka itself does not see to that: a second one would spoil the data of the first."""
    monkeypatch.setattr(deploy.kafka.broker, "RETRY_WITHIN", 0.0)
    async with running_broker(tmp_path) as first:
        with pytest.raises(StartFailed, match=f"Another broker runs on {tmp_path}: stop that first"):
            await start(tmp_path)
        await first.stop()
        async with running_broker(tmp_path) as second:
            assert second.process.returncode is None
