"""A subscriber follows the topic from its beginning, finds holes, and goes on after a kill and on another topic."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from shared.kernel.record import record
from shared.transport.records import Record
from shared.transport.relay_producer import Producer
from shared.transport.topics import EVENTS, ensure
from tests.broker import running_broker
from tests.facts import engagements, gaps, pilots
from tests.integration.subscribers.programs import Subscriber, ready
from tests.unit.subscribers.records import STEP, sent

BEGUN = (pilots.REGISTERED, pilots.CLOSED, engagements.STARTED, gaps.OPENED, gaps.LOAD_TEST_OPENED, gaps.OWNED)
STORY = (*BEGUN, gaps.BEGUN, gaps.RESOLVED, gaps.VERIFIED, engagements.OWNER_ASSIGNED)
WHOLE = len(STORY)


@record
class Stories:
    """The same story of several engagements, each event one of its own."""

    records: Mapping[str, Sequence[Record]]

    def part(self, first: int = 0, last: int = WHOLE) -> list[Record]:
        """Event by event, the engagements in turn."""
        return [records[place] for place in range(first, last) for records in self.records.values()]

    def otherwise(self) -> list[Record]:
        """Engagement by engagement, the last one first."""
        return [record for records in reversed(list(self.records.values())) for record in records]

    async def known_to(self, subscriber: Subscriber, events: int = WHOLE) -> dict[str, Any]:
        """What the subscriber knows of them when it knows so many events of each."""
        await subscriber.until(lambda known: self.reached(known) == dict.fromkeys(self.records, events * STEP))
        return {key: each["picture"] for key, each in subscriber.engagements().items() if key in self.records}

    def reached(self, known: Mapping[str, Any]) -> dict[str, int]:
        return {key: known[key]["after"] for key in self.records if key in known}


@pytest.fixture
def stories(engagements: Sequence[UUID]) -> Stories:
    return Stories(records={str(engagement): sent(STORY, engagement) for engagement in engagements})


async def publish(producer: Producer, records: Sequence[Record]) -> None:
    await producer.send(EVENTS.name, dict(enumerate(records, 1)))


async def put(address: str, records: Sequence[Record]) -> None:
    producer = Producer(address)
    try:
        await publish(producer, records)
    finally:
        await producer.close()


@pytest.mark.req("X8")
async def test_it_begins_at_the_beginning_and_keeps_up(
    subscriber: Subscriber, producer: Producer, stories: Stories
) -> None:
    await publish(producer, stories.part(0, 6))
    await subscriber.start()
    await stories.known_to(subscriber, 6)
    await publish(producer, stories.part(6))
    pictures = await stories.known_to(subscriber)
    statuses = [{gap["title"]: gap["status"] for gap in picture["gaps"].values()} for picture in pictures.values()]
    assert statuses == [{"No private endpoint": "verified", "No load test": "open"}] * len(stories.records)
    assert "(on its way to production)" in subscriber.said.read_text("utf-8")


async def test_after_a_kill_it_goes_on_where_its_state_ends(
    subscriber: Subscriber, producer: Producer, stories: Stories
) -> None:
    await publish(producer, stories.part(0, 6))
    await subscriber.start()
    await stories.known_to(subscriber, 6)
    await subscriber.kill()
    subscriber.said.unlink()
    await publish(producer, stories.part(3))
    await subscriber.start()
    await stories.known_to(subscriber)
    assert "reading again" not in subscriber.said.read_text("utf-8")


async def test_a_hole_is_found_and_closes_when_the_event_comes(
    subscriber: Subscriber, producer: Producer, stories: Stories
) -> None:
    key, records = next(iter(stories.records.items()))
    await publish(producer, [*records[:4], *records[5:]])
    await subscriber.start()
    await subscriber.until(lambda known: known.get(key, {}).get("missing") == 5 * STEP)
    assert subscriber.engagements()[key]["after"] == 4 * STEP
    await publish(producer, records)
    await subscriber.until(lambda known: (known[key]["after"], known[key]["missing"]) == (WHOLE * STEP, 0))


async def test_strangers_on_the_topic_are_passed_over(
    subscriber: Subscriber, producer: Producer, stories: Stories
) -> None:
    key, records = next(iter(stories.records.items()))
    strangers = [Record(key=key.encode(), value=b"no event", headers=[]), records[3]._replace(value=b"{")]
    await publish(producer, [*records[:3], *strangers, *records[3:]])
    await subscriber.start()
    await subscriber.until(lambda known: key in known and known[key]["after"] == WHOLE * STEP)
    assert subscriber.said.read_text("utf-8").count("passed over: partition") >= len(strangers)


async def test_a_broker_may_come_back_or_another_one_with_all_in_another_order(
    tmp_path: Path, language: str, stories: Stories
) -> None:
    async with (
        running_broker(tmp_path / "first") as broker,
        ready(language, broker.address, tmp_path) as subscriber,
    ):
        await begun(subscriber, stories)
        await broker.stop()
        async with running_broker(tmp_path / "first", broker.port) as again:
            await put(again.address, stories.part(6, 8))
            await stories.known_to(subscriber, 8)
        async with running_broker(tmp_path / "second", broker.port) as another:
            await ensure(another.address, [EVENTS])
            await put(another.address, stories.otherwise())
            await stories.known_to(subscriber)


@pytest.mark.soak
async def test_a_topic_that_was_wiped_while_the_subscriber_was_down_is_read_from_its_beginning(
    tmp_path: Path, language: str, stories: Stories
) -> None:
    async with (
        running_broker(tmp_path / "first") as broker,
        ready(language, broker.address, tmp_path) as subscriber,
    ):
        await begun(subscriber, stories)
        await subscriber.kill()
        await broker.kill()
        async with running_broker(tmp_path / "second", broker.port) as another:
            await ensure(another.address, [EVENTS])
            await put(another.address, stories.otherwise())
            await subscriber.start()
            await stories.known_to(subscriber)


async def begun(subscriber: Subscriber, stories: Stories) -> None:
    await ensure(subscriber.broker, [EVENTS])
    await put(subscriber.broker, stories.part(0, 6))
    await subscriber.start()
    await stories.known_to(subscriber, 6)
