"""The commands of the README that read the topic with kcat show what is there; skipped where kcat is not installed."""

import asyncio
import os
import re
import shutil
from collections.abc import Sequence
from uuid import UUID

import pytest

from shared.transport.relay_producer import Producer
from shared.transport.topics import EVENTS
from tests.architecture.tree import ROOT
from tests.facts import gaps, pilots
from tests.unit.subscribers.records import sent

README = (ROOT / "examples/subscribers/README.md").read_text("utf-8")
EVERYTHING, ONE = re.findall(r"^```sh\n(kcat .*?)^```", README, flags=re.MULTILINE | re.DOTALL)
WITHIN = 60

needs_kcat = pytest.mark.skipif(shutil.which("kcat") is None, reason="kcat is not installed")


async def shown(command: str, address: str, engagement: UUID) -> str:
    process = await asyncio.create_subprocess_shell(
        command.replace("127.0.0.1:9092", address),
        env={**os.environ, "ENGAGEMENT": str(engagement)},
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await asyncio.wait_for(process.communicate(), WITHIN)
    return output.decode()


@needs_kcat
async def test_kcat_shows_every_record_with_its_headers(
    address: str, producer: Producer, engagements: Sequence[UUID]
) -> None:
    (record,) = sent((pilots.REGISTERED,), engagements[0])
    await producer.send(EVENTS.name, {1: record})
    output = await shown(EVERYTHING, address, engagements[0])
    assert re.search(rf"^partition \d+, offset \d+, key {engagements[0]}$", output, flags=re.MULTILINE)
    for name, value in record.headers:
        assert f"{name}={value.decode()}" in output
    assert record.value.decode() in output


@needs_kcat
async def test_kcat_shows_the_events_of_one_engagement(
    address: str, producer: Producer, engagements: Sequence[UUID]
) -> None:
    records = sent((pilots.REGISTERED, pilots.CLOSED, gaps.OPENED), engagements[0])
    await producer.send(EVENTS.name, dict(enumerate([*records, *sent((pilots.REGISTERED,), engagements[1])], 1)))
    output = await shown(ONE, address, engagements[0])
    assert output.splitlines() == [f"{engagements[0]} {record.value.decode()}" for record in records]
