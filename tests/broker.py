"""Apache Kafka for tests: one broker per session, and others of their own for tests that kill them.

A machine without Java or Maven skips these tests, and says so; where `CI` is set they must run.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from deploy.kafka.broker import Broker, start
from deploy.kafka.fetch import ToolMissing


@asynccontextmanager
async def running_broker(folder: Path, port: int = 0) -> AsyncIterator[Broker]:
    """A broker that is ended at the end, unless the test has done that before: nobody needs what it holds."""
    try:
        broker = await start(folder, port)
    except ToolMissing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))
    try:
        yield broker
    finally:
        await broker.kill()
