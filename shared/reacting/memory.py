"""Where reactions and timers stand, without a database: for tests, and as the model of what the real one does."""

from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

from shared.eventstore.codec import decode
from shared.eventstore.memory import MemoryLog
from shared.kernel.reaction import Reaction
from shared.projecting.projection import Key, Projection
from shared.reacting.checkpoints import ParkedEvent
from shared.reacting.standing import Place, Soonest, place
from shared.reacting.timers import TimerEntry

EVERYTHING = 1_000_000


class MemoryTurn:
    """What is done in it is kept apart until its end."""

    def __init__(self, reaction: str, tenant: UUID, seq: int) -> None:
        self.seq = seq
        self.moved = seq
        self.parked: list[ParkedEvent] = []
        self._of = (reaction, tenant)

    async def move(self, seq: int) -> None:
        self.moved = seq

    async def park(self, seq: int, error: str) -> None:
        reaction, tenant = self._of
        self.parked.append(ParkedEvent(reaction=reaction, tenant=tenant, seq=seq, error=error))


class MemoryCheckpoints:
    def __init__(self, log: MemoryLog) -> None:
        self._log = log
        self._begun: set[str] = set()
        self._seqs: dict[tuple[str, UUID], int] = {}
        self._held: set[tuple[str, UUID]] = set()
        self._parked: dict[tuple[str, UUID, int], ParkedEvent] = {}

    async def begin(self, reactions: Sequence[Reaction]) -> None:
        heads = await self._log.heads()
        for reaction in reactions:
            if reaction.name not in self._begun and not reaction.past:
                self._seqs.update({(reaction.name, tenant): seq for tenant, seq in heads.items()})
            self._begun.add(reaction.name)

    @asynccontextmanager
    async def turn(self, reaction: str, tenant: UUID) -> AsyncIterator[MemoryTurn | None]:
        place = (reaction, tenant)
        if place in self._held:
            yield None
            return
        self._held.add(place)
        turn = MemoryTurn(reaction, tenant, self._seqs.get(place, 0))
        try:
            yield turn
            self._seqs[place] = turn.moved
            self._parked.update({(each.reaction, each.tenant, each.seq): each for each in turn.parked})
        finally:
            self._held.discard(place)

    async def parked(self) -> Sequence[ParkedEvent]:
        return [self._parked[place] for place in sorted(self._parked)]


class MemoryStanding:
    """Folded from the whole log whenever it is asked."""

    def __init__(self, log: MemoryLog, projection: Projection[TimerEntry]) -> None:
        self._log = log
        self._projection = projection

    async def soonest(self, tenant: UUID, without: Collection[Place], limit: int) -> Soonest | None:
        entries = await self._log.after(tenant, 0, EVERYTHING)
        rows: dict[Key, TimerEntry] = {}
        for recorded in map(decode, entries):
            if isinstance(recorded.event, self._projection.handles):
                self._fold(rows, recorded)
        waiting = [row for row in rows.values() if place(row) not in without]
        waiting.sort(key=place)
        at = min((row.due_at for row in waiting if row.due_at), default=None)
        on = min((row.due_on for row in waiting if row.due_on), default=None)
        at_once = [row for row in waiting if row.due_at and row.due_at == at]
        that_day = [row for row in waiting if row.due_on and row.due_on == on]
        return Soonest(seq=len(entries), rows=(*at_once[:limit], *that_day[:limit]))

    def _fold(self, rows: dict[Key, TimerEntry], recorded: Any) -> None:
        for key in self._projection.keys(recorded):
            after = self._projection.after(key, rows.pop(key, None), recorded)
            if after is not None:
                rows[key] = after
