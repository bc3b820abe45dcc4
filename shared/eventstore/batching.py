"""One append at a time per tenant and process: what comes meanwhile goes together in the next call."""

import asyncio
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from uuid import UUID

from shared.eventstore.log import Attempt, Entry, Head, Log, Look, Outcome, OutcomeUnknown, View
from shared.kernel.decider import Scope

MOST_ATTEMPTS = 256
MOST_BYTES = 4_000_000


@dataclass(slots=True, kw_only=True)
class _Asked:
    attempts: Sequence[Attempt]
    size: int
    answer: "asyncio.Future[list[Outcome]]"


@dataclass(slots=True)
class _Queue:
    waiting: deque[_Asked] = field(default_factory=deque)
    sender: "asyncio.Task[None] | None" = None


class Batched:
    """A log whose appends from many tasks share their round trips and commits. All else it passes on.

    A call whose outcome is unknown is made once more: the command ids keep it from being recorded twice.
    """

    def __init__(self, log: Log) -> None:
        self._log = log
        self._queues: dict[UUID, _Queue] = {}

    async def append(self, tenant: UUID, attempts: Sequence[Attempt]) -> list[Outcome]:
        answer: asyncio.Future[list[Outcome]] = asyncio.get_running_loop().create_future()
        queue = self._queues.get(tenant) or self._queues.setdefault(tenant, _Queue())
        queue.waiting.append(_Asked(attempts=attempts, size=_size(attempts), answer=answer))
        if queue.sender is None:
            queue.sender = asyncio.create_task(self._send(tenant, queue))
        return await answer

    async def _send(self, tenant: UUID, queue: _Queue) -> None:
        while batch := _next(queue.waiting):
            attempts = [attempt for asked in batch for attempt in asked.attempts]
            try:
                outcomes = iter(await self._append(tenant, attempts))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer
                _fail(batch, error)
                continue
            for asked in batch:
                share = list(islice(outcomes, len(asked.attempts)))
                if not asked.answer.done():
                    asked.answer.set_result(share)
        del self._queues[tenant]

    async def _append(self, tenant: UUID, attempts: Sequence[Attempt]) -> list[Outcome]:
        try:
            return await self._log.append(tenant, attempts)
        except OutcomeUnknown:
            return await self._log.append(tenant, attempts)

    async def look(self, tenant: UUID, looks: Sequence[Look], command_id: UUID, digest: bytes) -> View:
        return await self._log.look(tenant, looks, command_id, digest)

    async def after(self, tenant: UUID, seq: int, limit: int) -> Sequence[Entry]:
        return await self._log.after(tenant, seq, limit)

    async def within(self, tenant: UUID, scope: Scope, after: int, until: int, limit: int) -> Sequence[Entry]:
        return await self._log.within(tenant, scope, after, until, limit)

    async def head(self, tenant: UUID) -> Head:
        return await self._log.head(tenant)

    async def heads(self) -> Mapping[UUID, int]:
        return await self._log.heads()

    async def position_at(self, tenant: UUID, moment: datetime) -> int:
        return await self._log.position_at(tenant, moment)

    async def now(self) -> datetime:
        return await self._log.now()


def _next(waiting: deque[_Asked]) -> list[_Asked]:
    """As many as fit into one call, at least one."""
    batch: list[_Asked] = []
    room, space = MOST_ATTEMPTS, MOST_BYTES
    while waiting and (not batch or (len(waiting[0].attempts) <= room and waiting[0].size <= space)):
        asked = waiting.popleft()
        room -= len(asked.attempts)
        space -= asked.size
        batch.append(asked)
    return batch


def _fail(batch: Sequence[_Asked], error: Exception) -> None:
    for asked in batch:
        if not asked.answer.done():
            asked.answer.set_exception(error)


def _size(attempts: Sequence[Attempt]) -> int:
    return sum(len(event.data) for attempt in attempts for write in attempt.writes for event in write.events)
