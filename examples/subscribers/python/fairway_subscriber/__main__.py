"""Follow the topic: `python -m fairway_subscriber --broker HOST:PORT --state FILE [--engagement ID]`.

The offsets are the state's own, kept beside the picture: no group of Kafka keeps them. Now and then it goes back to the
last record that it read, to see whether the topic is still the one that it knows.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from aiokafka.errors import KafkaError

from fairway_subscriber.events import Event, NotAnEvent, event_of
from fairway_subscriber.following import Taken, take
from fairway_subscriber.screen import drawn
from fairway_subscriber.state import Mark, State, load, save

TOPIC = "fairway.events.v1"
Records: TypeAlias = "Sequence[ConsumerRecord[bytes, bytes]]"


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="fairway_subscriber", description="Follow Fairway's public events.")
    parser.add_argument("--broker", default="127.0.0.1:9092", help="a broker's host and port")
    parser.add_argument("--state", type=Path, default=Path("state.json"), help="where the state is kept")
    parser.add_argument("--engagement", help="show this one only")
    parser.add_argument("--compare-every", type=float, default=60.0, help="seconds until it compares its place again")
    return parser.parse_args()


async def main(broker: str, path: Path, only: str | None, compare_every: float) -> None:
    state, time = load(path), asyncio.get_running_loop().time
    consumer = AIOKafkaConsumer(TOPIC, bootstrap_servers=broker, auto_offset_reset="earliest")
    await consumer.start()
    try:
        fresh, compared = await begin(consumer, state), time()
        while True:
            if time() > compared + compare_every:
                fresh, compared = await begin(consumer, state), time()
            changed: set[str] = set()
            for place, records in (await consumer.getmany(timeout_ms=500)).items():
                moved = place in fresh and elsewhere(state, records)
                if moved or read(state, place.partition, records, changed):
                    again(consumer, state, place)
                fresh.discard(place)
            if changed:
                save(state, path)
                show(state, changed if only is None else changed & {only})
    finally:
        await consumer.stop()


async def begin(consumer: AIOKafkaConsumer, state: State) -> set[TopicPartition]:
    """Go to the last record that was read of each partition, or to its beginning where there is no such record."""
    places = set(consumer.assignment())  # all of them: it belongs to no group
    if not places:
        sys.exit(f"There is no topic {TOPIC} yet.")
    for place, end in (await consumer.end_offsets(list(places))).items():
        mark = state.marks.get(place.partition)
        if mark is not None and mark.offset < end:
            consumer.seek(place, mark.offset)
        else:
            again(consumer, state, place)
    return places


def elsewhere(state: State, records: Records) -> bool:
    """Whether the topic is not the one that was read before: the last record that was read is not where it was."""
    mark = state.marks.get(records[0].partition)
    return mark is not None and (records[0].offset, named(records[0])) != (mark.offset, mark.id)


def again(consumer: AIOKafkaConsumer, state: State, place: TopicPartition) -> None:
    """Read the partition once more from its beginning: what is known is passed over, what was missing may be there."""
    if state.marks.pop(place.partition, None) is not None:
        sys.stderr.write(f"partition {place.partition}: reading again from its beginning\n")
    consumer.seek(place, 0)


def read(state: State, partition: int, records: Records, changed: set[str]) -> bool:
    """Take the records of one partition. True: one does not follow on, and the partition has to be read again."""
    missing = False
    for record in records:
        state.marks[partition] = Mark(offset=record.offset, id=named(record))
        event = understood(record)
        if event is not None and (taken := take(state, event)) in {Taken.NEW, Taken.MISSING}:
            changed.add(event.engagement)
            missing = missing or taken is Taken.MISSING
    return missing


def understood(record: "ConsumerRecord[bytes, bytes]") -> Event | None:
    try:
        return event_of(record)
    except NotAnEvent as stranger:
        sys.stderr.write(f"passed over: {stranger}\n")
        return None


def named(record: "ConsumerRecord[bytes, bytes]") -> str:
    return dict(record.headers).get("ce_id", b"").decode(errors="replace")


def show(state: State, keys: set[str]) -> None:
    for key in sorted(keys):
        sys.stdout.write(drawn(key, state.engagements[key]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    given = asked()
    try:
        asyncio.run(main(given.broker, given.state, given.engagement, given.compare_every))
    except KafkaError as error:
        sys.exit(f"Kafka: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
