"""Measurements over a real Kafka: recorded once, the bad ones in their place, and the offsets of all committed."""

import asyncio
from dataclasses import replace

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from shared.transport.inbox import Carried, opened
from shared.transport.topics import MEASUREMENTS, MEASUREMENTS_DEAD, ensure
from tests.integration.transport.following import SECONDS
from tests.integration.transport.test_bad_records import story
from tests.unit.gateway.measurement.kept_records import Desk
from tests.unit.gateway.measurement.test_inbound import Door
from tests.unit.gateway.measurement.test_measurements import event
from tests.wire import Wire

CLAIMS = Desk()
BAD = CLAIMS.binary(event("2", type="com.example.other"))


@pytest.mark.req("RL4")
async def test_a_bad_record_lies_with_the_dead_letters_as_it_came_and_the_others_are_recorded_once(wire: Wire) -> None:
    place, door = wire.place, Door()
    topics = (replace(MEASUREMENTS, name=place.topic), replace(MEASUREMENTS_DEAD, name=place.dead))
    await ensure(wire.address, topics)
    async with asyncio.timeout(SECONDS), opened(place, door.inbound.judged):
        await sent(wire, CLAIMS.structured(event()), BAD, CLAIMS.binary(event()), CLAIMS.structured(7))
        letter, last = await wire.dead_letters(2)
    assert door.counter.held() == 1
    assert (letter.value, list(letter.headers[: len(BAD.headers)])) == (BAD.value, list(BAD.headers))
    told = story(letter)
    assert (told["reason"], told["topic"], told["partition"]) == ("EVENT_TYPE_UNKNOWN", place.topic, "0")
    assert (told["offset"], told["message"][:8]) == ("1", "An event")
    assert (story(last)["reason"], story(last)["offset"]) == ("EVENT_ATTRIBUTE_WRONG", "3")
    assert await committed(wire) == 4


async def sent(wire: Wire, *records: Carried) -> None:
    async with wire.writer() as writer:
        for each in records:
            await writer.send(wire.place.topic, each.value, headers=list(each.headers), partition=0)


async def committed(wire: Wire) -> int:
    admin = AIOKafkaAdminClient(bootstrap_servers=wire.address)
    await admin.start()
    try:
        return sum(each.offset for each in (await admin.list_consumer_group_offsets(wire.place.group)).values())
    finally:
        await admin.close()
