"""The follower: has every reaction look at each event once, for all tenants, beside any number of others like it."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID, uuid5

import structlog

from shared.eventstore.handle import Request
from shared.eventstore.log import Entry, Log
from shared.eventstore.system import FAIRWAY
from shared.kernel.decider import Reach, Scope
from shared.kernel.reaction import Reaction
from shared.kernel.recorded import Recorded
from shared.projecting.language import PUBLISHED, Language
from shared.reacting import metrics
from shared.reacting.checkpoints import Checkpoints, Turn
from shared.reacting.giving import AWAY, Outcome, Send, give
from shared.reacting.remembering import Memories
from shared.reacting.rounds import Pace, Rounds, Sleep
from shared.transport.gathered import Gathered
from shared.transport.hints import Hints
from shared.transport.lanes import Lanes

QUIET = 1_000
"""So many events that concern a reaction nothing may pass before it is written down how far it is."""


class Poison(Exception):
    """An event that a reaction, or the command it called for, failed on."""


class Follower:
    def __init__(
        self,
        *,
        log: Log,
        checkpoints: Checkpoints,
        reactions: Sequence[Reaction],
        send: Send,
        service: str,
        language: Language = PUBLISHED,
        pace: Pace | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._log = log
        self._checkpoints = checkpoints
        self._reactions = reactions
        self._send = send
        self._service = service
        self._language = language
        self._pace = pace or Pace()
        self._sleep = sleep
        self._rounds = Rounds("reacting", service, self._pace, sleep)
        self._lanes = Lanes(self._pace.lanes)
        self._begun = False
        self._more = False
        self._looked_at: dict[tuple[str, UUID], int] = {}
        self._memories = Memories(log, language)
        self._report = structlog.get_logger().bind(service=service)

    async def run(self, hints: Hints) -> None:
        """Until cancelled; what is under way is finished first."""
        if not self._reactions:
            return
        work = Gathered()
        work.add_everyone()
        async with asyncio.TaskGroup() as group:
            group.create_task(work.hear(hints))
            group.create_task(self._keep_up(work))

    async def catch_up(self) -> None:
        """Until every reaction has looked at all that the log holds now, unless others are at it."""
        heads = await self._heads(None)
        while behind := await self._look(heads):
            heads = {tenant: heads[tenant] for tenant in behind}

    async def _keep_up(self, work: Gathered) -> None:
        """The first news is looked at at once; what comes soon after it gathers, for a look costs a transaction."""
        while True:
            wanted = await work.taken(self._pace.poll)
            if not await self._rounds.one(partial(self._round, work, wanted)):
                work.add_everyone()
            elif wanted is not None and not self._more:
                await self._sleep(self._pace.rest)

    async def _round(self, work: Gathered, wanted: frozenset[UUID] | None) -> None:
        """Who has more than a batch takes its place among those who have news by then."""
        behind = await self._look(await self._heads(wanted))
        self._more = bool(behind)
        work.add(behind)

    async def _heads(self, wanted: frozenset[UUID] | None) -> Mapping[UUID, int]:
        if not self._begun:
            await self._checkpoints.begin(self._reactions)
            self._begun = True
        heads = await self._log.heads()
        return heads if wanted is None else {tenant: heads[tenant] for tenant in heads.keys() & wanted}

    async def _look(self, heads: Mapping[UUID, int]) -> list[UUID]:
        """A batch of each tenant; those that have more."""
        tenants = sorted(heads)
        behind = await self._lanes.all([self._lane(tenant, heads[tenant]) for tenant in tenants])
        return [tenant for tenant, more in zip(tenants, behind, strict=True) if more]

    async def _lane(self, tenant: UUID, head: int) -> bool:
        """Each reaction goes on for itself: what one of them waits for keeps no other. True: one has more."""
        failure: Exception | None = None
        more = False
        for reaction in self._reactions:
            try:
                more |= await self._go_on(reaction, tenant, head)
            except AWAY as error:
                failure = error
        if failure:
            raise failure
        return more

    async def _go_on(self, reaction: Reaction, tenant: UUID, head: int) -> bool:
        if not self._lag(reaction, tenant, head) or not await self._advance(reaction, tenant, head):
            return False
        lag = self._lag(reaction, tenant, head)
        metrics.REACTION_LAG.labels(self._service, reaction.name, tenant).set(lag)
        return lag > 0

    def _lag(self, reaction: Reaction, tenant: UUID, head: int) -> int:
        return max(head - self._looked_at.get((reaction.name, tenant), 0), 0)

    async def _advance(self, reaction: Reaction, tenant: UUID, head: int) -> bool:
        """Look at the next events, and do what they call for. False: another process is at it."""
        async with self._checkpoints.turn(reaction.name, tenant) as turn:
            if turn is None:
                return False
            since = max(turn.seq, self._looked_at.get((reaction.name, tenant), 0))
            scope = Scope(reach=Reach.TENANT, types=tuple(event.__name__ for event in reaction.follows))
            remembered = await self._memories.at(reaction, tenant, since)
            entries = await self._log.within(tenant, scope, since, head, self._pace.batch)
            for entry in entries:
                remembered = await self._react(turn, reaction, entry, remembered)
            until = entries[-1].seq if len(entries) >= self._pace.batch else max(since, head)
            if entries or until - turn.seq >= QUIET:
                await turn.move(until)
        self._looked_at[reaction.name, tenant] = until
        self._memories.keep(reaction, tenant, until, remembered)
        return True

    async def _react(self, turn: Turn, reaction: Reaction, entry: Entry, remembered: Any) -> Any:
        """What it remembers then."""
        try:
            recorded = self._read(entry)
            remembered = self._remembering(reaction, recorded, remembered)
            await self._give(reaction, entry, recorded, remembered)
        except Poison as poison:
            await turn.park(entry.seq, str(poison))
            metrics.PARKED.labels(self._service, reaction.name).inc()
            self._report.error(
                "reaction_parked", tenant=str(entry.tenant), reaction=reaction.name, seq=entry.seq, error=str(poison)
            )
        return remembered

    def _read(self, entry: Entry) -> Recorded[Any]:
        try:
            return self._language.decode(entry)
        except Exception as error:
            raise Poison(f"{type(error).__name__} in reading {entry.type}") from error

    def _remembering(self, reaction: Reaction, recorded: Recorded[Any], remembered: Any) -> Any:
        try:
            return reaction.remembering(remembered, recorded)
        except Exception as error:
            raise Poison(f"{type(error).__name__} in remembering {type(recorded.event).__name__}") from error

    async def _give(self, reaction: Reaction, entry: Entry, recorded: Recorded[Any], remembered: Any) -> None:
        """Raises Poison, or what passes by itself."""
        doing = "reacting to"
        try:
            for index, command in enumerate(reaction.called_for(remembered, recorded)):
                doing = f"{type(command).__name__} for"
                given = await give(self._send, request(reaction, entry, index, command))
                metrics.REACTIONS.labels(self._service, reaction.name, given.outcome).inc()
                if given.outcome is Outcome.REFUSED:
                    self._report.info("reaction_refused", reaction=reaction.name, seq=entry.seq, code=given.code)
        except AWAY:
            raise
        except Exception as error:
            raise Poison(f"{type(error).__name__} in {doing} {entry.type}") from error


def request(reaction: Reaction, entry: Entry, index: int, command: object) -> Request:
    """The same for the same event, whoever gives it and however often: its place in the log says which it is."""
    return Request(
        tenant=entry.tenant,
        person=FAIRWAY,
        command_id=uuid5(entry.tenant, f"reaction {reaction.name} {entry.seq} {index}"),
        command=command,
        correlation_id=entry.correlation_id,
        causation_id=entry.event_id,
        traceparent=entry.traceparent,
        system=True,
    )
