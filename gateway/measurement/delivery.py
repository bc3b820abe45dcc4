"""Batches on their way to the service: several at once, those of one series and day in their order, each answered."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TypeAlias
from uuid import UUID

import structlog

from gateway.behalf import given_by
from gateway.masking.expected import expected
from gateway.measurement.batches import Batch, Faults
from gateway.measurement.recording import RowAnswer, attempted, refused, taken
from gateway.measurement.refusals import FRENCH as OURS
from gateway.measurement.refusals import RowOutcomeUnknown
from gateway.measurement.rows import Told
from gateway.owners import FRENCH
from services.measurement.contracts.series import RecordObservations
from shared.events.tenants import Locale
from shared.eventstore.handle import Receipt, Request
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.web.identity import Identity

AT_ONCE, BEGUN = 4, 40
"""Commands at the service, and those held for their turn beside: by days in order most would wait for one another."""

TRIES = 4
FIRST_PAUSE = 0.25
SENTENCES = {**OURS, **FRENCH}

Lane: TypeAlias = tuple[UUID, date]
Work: TypeAlias = Callable[[], Awaitable["Answered"]]
Wait: TypeAlias = Callable[[float], Awaitable[None]]

log = structlog.get_logger(__name__)


@record
class Answered:
    """What became of a batch. `position`: where its events are, if there are any."""

    rows: tuple[Told, ...]
    position: int = 0


class UnderWay:
    """Work that is done at once as far as there is room, but in a lane one after the other."""

    def __init__(self, at_once: int) -> None:
        self._room = asyncio.Semaphore(at_once)
        self._tasks: set[asyncio.Task[Answered]] = set()
        self._lanes: dict[Lane, asyncio.Task[Answered]] = {}

    def begin(self, lane: Lane, work: Work) -> None:
        self._lanes = {each: task for each, task in self._lanes.items() if not task.done()}
        task = asyncio.create_task(self._done(self._lanes.get(lane), work))
        self._lanes[lane] = task
        self._tasks.add(task)

    @property
    def several(self) -> int:
        return len(self._tasks)

    async def below(self, most: int) -> list[Answered]:
        """What was answered so far, and until fewer than `most` are under way."""
        done = {task for task in self._tasks if task.done()}
        self._tasks -= done
        while len(self._tasks) >= most:
            more, self._tasks = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
            done |= more
        return [task.result() for task in done]

    async def end(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _done(self, before: asyncio.Task[Answered] | None, work: Work) -> Answered:
        if before is not None:
            await asyncio.wait([before])
        async with self._room:
            return await work()


@record
class Delivery:
    """By whom and in whose name, for which engagement, from which source; refusals are `told_in` a language."""

    send: Callable[[Request], Awaitable[Receipt]]
    new_id: Callable[[], UUID]
    identity: Identity
    engagement_id: UUID
    source: str
    told_in: Locale
    on_behalf_of: UUID | None = None
    wait: Wait = asyncio.sleep

    async def answered(self, batches: Iterator[Batch | Faults]) -> AsyncGenerator[Answered, None]:
        """As they are answered. Whoever stops listening ends what is under way; what was recorded stays so."""
        way = UnderWay(AT_ONCE)
        try:
            while (each := await asyncio.to_thread(next, batches, None)) is not None:
                if isinstance(each, Faults):
                    yield Answered(rows=tuple(self._told(line, fault) for line, fault in each.lines))
                    continue
                way.begin((each.series_id, each.day), partial(self.delivered, each))
                for one in await way.below(BEGUN):
                    yield one
            while way.several:
                for one in await way.below(way.several):
                    yield one
        finally:
            await way.end()

    async def delivered(self, batch: Batch) -> Answered:
        command, first = self._command(batch), self.new_id()

        async def send(part: RecordObservations, attempt: int) -> Receipt:
            return await self._sent(part, attempted(first, attempt))

        lines = [row.line for row in batch.rows]
        try:
            answers, receipt = await taken(command, send, self.told_in)
        except Refused as refusal:
            return Answered(rows=tuple(self._told(line, refusal) for line in lines))
        except Exception as error:
            if expected(error) is None:
                log.exception("observations.not_answered", exc_info=error)
            return Answered(rows=tuple(self._told(line, RowOutcomeUnknown()) for line in lines))
        return Answered(rows=told(lines, answers), position=receipt.position if receipt else 0)

    async def _sent(self, command: RecordObservations, command_id: UUID) -> Receipt:
        """Again where the service is away: under the same id it is recorded once."""
        request = given_by(self.identity, self.on_behalf_of, command_id, command)
        for attempt in range(TRIES - 1):
            try:
                return await self.send(request)
            except Refused:
                raise
            except Exception as error:
                if expected(error) is None:
                    raise
            await self.wait(FIRST_PAUSE * 2**attempt)
        return await self.send(request)

    def _command(self, batch: Batch) -> RecordObservations:
        return RecordObservations(
            engagement_id=self.engagement_id,
            series_id=batch.series_id,
            day=batch.day,
            source=self.source,
            unit=batch.unit,
            observations=tuple(row.observation for row in batch.rows),
        )

    def _told(self, line: int, refusal: Refused) -> Told:
        return Told(line=line, answer=refused(refusal, self.told_in, SENTENCES))


def told(lines: Sequence[int], answers: Sequence[RowAnswer]) -> tuple[Told, ...]:
    return tuple(map(Told._make, zip(lines, answers, strict=True)))
