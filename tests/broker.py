"""Apache Kafka for tests: one broker per session, and others of their own for tests that kill them.

To format a folder takes a Java of its own: the first one is formatted as it is run, and the others are given the same.
A machine without Java or Maven skips these tests, and says so; where `CI` is set they must run.
"""

import os
import re
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from secrets import token_bytes

import pytest

from deploy.kafka.broker import Broker, start
from deploy.kafka.fetch import ToolMissing

PARTS = ("meta.properties", "__cluster_metadata-0/00000000000000000000-0000000000.checkpoint")
FORMATTED: dict[str, bytes] = {}
"""What a folder holds that was formatted: the content of each file."""


@asynccontextmanager
async def running_broker(folder: Path, port: int = 0) -> AsyncIterator[Broker]:
    """A broker that is ended at the end, unless the test has done that before: nobody needs what it holds."""
    data = folder / "data"
    if not data.exists():
        format_as_before(data)
    try:
        broker = await start(folder, port)
    except ToolMissing as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(missing))
    try:
        if not FORMATTED:
            FORMATTED.update({part: (data / part).read_bytes() for part in PARTS})
        yield broker
    finally:
        await broker.kill()


def format_as_before(data: Path) -> None:
    """As another cluster; nothing is done before the first one was formatted."""
    for part, content in FORMATTED.items():
        file = data / part
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(re.sub(rb"(?<=cluster\.id=)\S+", urlsafe_b64encode(token_bytes(16)).rstrip(b"="), content))
