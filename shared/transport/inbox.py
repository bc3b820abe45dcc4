"""Records that others send us over Kafka: each is judged and none is lost, and one that is bad holds up no other.

How far a partition was read is committed after its records were judged, and what was refused lies with the dead
letters. Whoever is killed in between reads some again, so a judge takes a record twice as if it came once.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Protocol, TypeAlias

import structlog
from aiokafka.structs import ConsumerRecord

from shared.kernel.record import record
from shared.transport import kafka_metrics as metrics
from shared.transport.dead import DeadLetters
from shared.transport.kafka_member import Member, Place
from shared.transport.records import Headers

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0


@record
class Carried:
    """What a record brings."""

    headers: Headers
    value: bytes | None


@record
class Rejected:
    """Why a record was not taken: a code for programs, a sentence for people."""

    code: str
    message: str


Judge: TypeAlias = Callable[[Sequence[Carried]], Awaitable[Sequence[Rejected | None]]]
"""For each record why it is not taken; None: it was. Raises where that cannot be known just now."""

Put: TypeAlias = Callable[["ConsumerRecord[bytes, bytes]", str, str], Awaitable[None]]
"""Returns when the dead letter is safe."""


class Records(Protocol):
    """Where records come from: a member of a consumer group, or a list."""

    async def records(self) -> Sequence["ConsumerRecord[bytes, bytes]"]: ...

    def looked_at(self, record: "ConsumerRecord[bytes, bytes]") -> None: ...

    async def tell_progress(self, *, idle: bool) -> None: ...


async def emptied(records: Records, judge: Judge, put: Put) -> int:
    """Judge what there is. Nothing counts as read before it is recorded, or safe as a dead letter."""
    found = await records.records()
    verdicts = await judge([Carried(headers=each.headers, value=each.value) for each in found])
    for each, rejected in zip(found, verdicts, strict=True):
        if rejected is not None:
            await put(each, rejected.code, rejected.message)
        records.looked_at(each)
    await records.tell_progress(idle=not found)
    return sum(rejected is None for rejected in verdicts)


class Inbox:
    """A member of the group for as long as it is open. Where something is away it leaves, and comes again."""

    def __init__(
        self, place: Place, judge: Judge, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        self._place = place
        self._judge = judge
        self._dead = DeadLetters(place)
        self._sleep = sleep
        self._failures = 0
        self._report = structlog.get_logger().bind(group=place.group)

    async def follow(self) -> None:
        """Until cancelled."""
        try:
            while True:
                try:
                    async with Member(self._place, self._has_joined) as member:
                        await self._work(member)
                except Exception as error:  # noqa: BLE001 - nobody would miss what is never read again
                    await self._pause(error)
        finally:
            metrics.JOINED.labels(self._place.group).set(0)
            await self._dead.close()

    async def _work(self, member: Member) -> None:
        while True:
            taken = await emptied(member, self._judge, self._dead.put)
            metrics.RECORDS.labels(self._place.group).inc(taken)
            self._failures = 0

    def _has_joined(self) -> None:
        metrics.JOINED.labels(self._place.group).set(1)

    async def _pause(self, error: Exception) -> None:
        metrics.JOINED.labels(self._place.group).set(0)
        seconds = min(FIRST_PAUSE * 2**self._failures, LONGEST_PAUSE)
        self._failures = min(self._failures + 1, 10)
        self._report.warning("inbox_waits", seconds=seconds, error=type(error).__name__)
        await self._sleep(seconds)


@asynccontextmanager
async def opened(place: Place, judge: Judge) -> AsyncIterator[None]:
    """Returns at once: the broker may come whenever it likes. It leaves the group at the end."""
    following = asyncio.create_task(Inbox(place, judge).follow())
    try:
        yield
    finally:
        following.cancel()
        await asyncio.wait([following])
