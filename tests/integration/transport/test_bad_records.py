"""What does not belong into the internal topic goes to the dead letters, each with its reason; the stream goes on."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace

import orjson
import pytest
from aiokafka.structs import ConsumerRecord
from confluent_kafka import Producer

from shared.eventstore.log import Entry
from shared.transport.dead import PREFIX
from shared.transport.kafka_metrics import DEAD as DEAD_LETTERS
from shared.transport.records import SIGNATURE, Reason, Record, encode, signature
from shared.transport.topics import DEAD, ensure
from tests.integration.projecting.test_projectors import steps
from tests.integration.transport.following import SECONDS, following
from tests.sample.history import happened
from tests.sample.stage import Stage
from tests.unit.transport.entries import OTHER, history
from tests.wire import KEY, Wire


def with_value(record: Record, value: bytes) -> Record:
    return record._replace(value=value, headers=[(SIGNATURE, signature(value, KEY))])


BAD: Mapping[Reason, Callable[[Entry], Record]] = {
    Reason.MALFORMED: lambda entry: with_value(encode(entry, KEY), b'{"tenant":'),
    Reason.NOT_SIGNED: lambda entry: encode(entry, KEY)._replace(headers=[("some", b"header")]),
    Reason.WRONG_SIGNATURE: lambda entry: encode(entry, b"a key of somebody else"),
    Reason.WRONG_KEY: lambda entry: encode(entry, KEY)._replace(key=str(OTHER).encode()),
    Reason.UNKNOWN_TYPE: lambda entry: encode(entry._replace(type="ThingPainted"), KEY),
    Reason.UNKNOWN_VERSION: lambda entry: encode(entry._replace(schema_version=99), KEY),
    Reason.UNKNOWN_TENANT: lambda _: encode(history(1, OTHER)[0], KEY),
    Reason.BROKEN_CHAIN: lambda entry: encode(entry._replace(data=b'{"forged":1}', seq=1), KEY),
}


def story(letter: "ConsumerRecord[bytes, bytes]") -> dict[str, str]:
    return {name.removeprefix(PREFIX): content.decode() for name, content in letter.headers if name.startswith(PREFIX)}


def counted(wire: Wire) -> dict[str, float]:
    """The dead letters of this group by reason."""
    return {
        sample.labels["reason"]: sample.value
        for metric in DEAD_LETTERS.collect()
        for sample in metric.samples
        if sample.name.endswith("_total") and sample.labels["group"] == wire.place.group
    }


def test_there_is_an_example_of_every_reason() -> None:
    assert set(BAD) == set(Reason)


async def test_every_bad_record_has_its_reason_and_what_it_spoiled_comes_from_the_store(
    stage: Stage, wire: Wire
) -> None:
    recording = stage.recording()
    async with following(stage, wire) as service:
        for seq, spoil in enumerate(BAD.values(), start=1):
            await recording.append(happened(recording.tenant, steps(seq, 1)))
            (entry,) = await stage.log.after(recording.tenant, seq - 1, 1)
            await service.relay.send(spoil(entry))
        await recording.append(happened(recording.tenant, steps(99, 2)))
        for entry in await stage.log.after(recording.tenant, len(BAD), 2):
            await service.relay.send(encode(entry, KEY))
        await service.reached(recording.tenant, len(BAD) + 2)
        async with asyncio.timeout(SECONDS):
            letters = await wire.dead_letters(len(BAD))
        await service.equals_a_clean_fill(recording.tenant)
    assert sorted(story(letter)["reason"] for letter in letters) == sorted(reason.value for reason in Reason)
    assert counted(wire) == {reason.value: 1.0 for reason in Reason}


@pytest.mark.parametrize("reason", [Reason.NOT_SIGNED, Reason.WRONG_KEY])
async def test_a_dead_letter_is_the_record_unchanged_and_tells_where_it_was(
    stage: Stage, wire: Wire, reason: Reason
) -> None:
    bad = BAD[reason](history(1)[0])
    async with wire.hints(stage.log), wire.relay(stage.log) as relay, asyncio.timeout(SECONDS):
        await relay.send(bad)
        (letter,) = await wire.dead_letters(1)
    assert (letter.key, letter.value) == (bad.key, bad.value)
    assert list(letter.headers[: len(bad.headers)]) == list(bad.headers)
    told = story(letter)
    assert int(told.pop("time")) <= letter.timestamp
    assert told.pop("partition") in {"0", "1", "2"}
    assert told == {"reason": reason.value, "group": wire.place.group, "topic": wire.place.topic, "offset": "0"}


async def test_a_record_without_key_and_value_is_put_away_too(stage: Stage, wire: Wire) -> None:
    producer = Producer({"bootstrap.servers": wire.address})
    async with wire.hints(stage.log), asyncio.timeout(SECONDS):
        producer.produce(wire.place.topic, None)
        await asyncio.to_thread(producer.flush, SECONDS)
        (letter,) = await wire.dead_letters(1)
    assert (letter.key, letter.value) == (None, b"")
    assert story(letter)["reason"] == Reason.MALFORMED
    assert story(letter)["value-omitted"] == "there was none"


@pytest.mark.parametrize("compression", ["gzip", "snappy", "lz4", "zstd"])
async def test_no_compression_that_a_stranger_chooses_stops_the_stream(
    stage: Stage, wire: Wire, compression: str
) -> None:
    producer = Producer({"bootstrap.servers": wire.address, "compression.type": compression})
    value = orjson.dumps({"stranger": "x" * 10_000})
    async with wire.hints(stage.log), asyncio.timeout(SECONDS):
        producer.produce(wire.place.topic, value)
        await asyncio.to_thread(producer.flush, SECONDS)
        (letter,) = await wire.dead_letters(1)
    assert letter.value == value
    assert story(letter)["reason"] == Reason.NOT_SIGNED


async def test_a_dead_letter_waits_until_there_is_a_place_for_it(stage: Stage, wire: Wire) -> None:
    later = replace(wire, place=replace(wire.place, dead=f"{wire.place.dead}-later"))
    async with later.hints(stage.log) as hints, wire.relay(stage.log) as relay, asyncio.timeout(SECONDS):
        await relay.send(BAD[Reason.NOT_SIGNED](history(1)[0]))
        await hints.joined.wait()
        await ensure(wire.address, [replace(DEAD, name=later.place.dead)])
        (letter,) = await later.dead_letters(1)
    assert story(letter)["reason"] == Reason.NOT_SIGNED
