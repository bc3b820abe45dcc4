"""A broker that is away costs time and nothing else."""

import asyncio
from pathlib import Path

from shared.transport.topics import ensure
from tests.broker import running_broker
from tests.integration.projecting.test_projectors import steps
from tests.integration.transport.following import SECONDS, following, until_heard
from tests.sample.history import happened
from tests.sample.stage import Stage
from tests.wire import new_wire


async def test_a_broker_that_is_killed_under_work_comes_back_and_nothing_is_missing(
    stage: Stage, tmp_path: Path
) -> None:
    recording = stage.recording()
    async with running_broker(tmp_path / "kafka") as first:
        wire = await new_wire(first.address)
        async with following(stage, wire, poll=0.25) as service:
            await recording.append(happened(recording.tenant, steps(1, 20)))
            await service.relay.publish(recording.tenant, 20)
            await service.reached(recording.tenant, 20)
            await first.kill()
            await recording.append(happened(recording.tenant, steps(2, 20)))
            await service.reached(recording.tenant, 40)
            async with running_broker(tmp_path / "kafka", first.port):
                async with asyncio.timeout(SECONDS):
                    await until_heard(service.hints, service.relay, recording)
                await service.reached(recording.tenant, recording.seq)
                await service.equals_a_clean_fill(recording.tenant)


async def test_a_broker_that_comes_later_is_found(stage: Stage, tmp_path: Path) -> None:
    recording = stage.recording()
    async with running_broker(tmp_path / "kafka") as before:
        wire = await new_wire(before.address)
    async with (
        wire.hints(stage.log) as hints,
        running_broker(tmp_path / "kafka", before.port),
        wire.relay(stage.log) as relay,
        asyncio.timeout(SECONDS),
    ):
        await until_heard(hints, relay, recording)


async def test_who_closes_while_the_broker_is_away_does_not_wait_for_it(stage: Stage, tmp_path: Path) -> None:
    async with running_broker(tmp_path / "kafka") as broker:
        wire = await new_wire(broker.address)
        async with wire.hints(stage.log) as hints:
            async with asyncio.timeout(SECONDS):
                await hints.joined.wait()
            await broker.kill()
            async with asyncio.timeout(15):
                await hints.close()


async def test_a_kafka_that_was_wiped_is_followed_again_from_its_beginning(stage: Stage, tmp_path: Path) -> None:
    recording = stage.recording()
    async with running_broker(tmp_path / "first") as first:
        wire = await new_wire(first.address)
        async with following(stage, wire) as service:
            await recording.append(happened(recording.tenant, steps(1, 20)))
            await service.relay.publish(recording.tenant, 20)
            await service.reached(recording.tenant, 20)
            await first.kill()
            async with running_broker(tmp_path / "second", first.port) as second, asyncio.timeout(SECONDS):
                await ensure(second.address, wire.topics)
                async with wire.relay(stage.log) as relay:
                    await until_heard(service.hints, relay, recording)
                await service.reached(recording.tenant, recording.seq)
                await service.equals_a_clean_fill(recording.tenant)
