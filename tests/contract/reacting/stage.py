"""Where reactions and timers are tested: a log with a clock, a handler, and what is kept of both beside it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from uuid_utils.compat import uuid7

from services.engagement.domain.gap.deferring import DEFERRING
from services.engagement.domain.go_live.commands import CheckLeadTime
from services.engagement.domain.go_live.rules import GO_LIVE
from services.engagement.domain.halted import goes_on
from services.engagement.domain.ownership.rules import OWNERSHIP
from services.engagement.domain.timers import TIMERS
from shared.events.go_live import GoLivePlanned
from shared.events.registry import STREAMS
from shared.eventstore.codec import encode
from shared.eventstore.handle import Handler, Receipt, Request
from shared.eventstore.log import Appended, Attempt, Entry, Log, Look, Write
from shared.kernel.decider import stream_scope
from shared.kernel.reaction import Reaction
from shared.kernel.recorded import Recorded
from shared.kernel.timer import Due, Timer
from shared.reacting.checkpoints import Checkpoints
from shared.reacting.follower import Follower
from shared.reacting.giving import Send
from shared.reacting.poller import Poller
from shared.reacting.rounds import Pace, Sleep
from shared.reacting.standing import Standing
from shared.reacting.timers import timers_projection
from shared.web.service import by_command
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA

NUMBERS = count(1)
SECONDS = 60
QUICK = Pace(poll=0.01, first_pause=0.01, longest_pause=0.02)
DECIDERS = by_command([goes_on(decider) for decider in (DEFERRING, OWNERSHIP, GO_LIVE)])
CATEGORIES = {event: stream.category for stream in STREAMS for event in stream.events}


def at_noon(_key: str, _before: Due | None, planned: Recorded[GoLivePlanned]) -> Due:
    event = planned.event
    command = CheckLeadTime(engagement_id=event.engagement_id)
    return Due(command=command, at=datetime.combine(event.planned_on, time(12), UTC))


NOON = Timer(
    kind="noon",
    command=CheckLeadTime,
    handles=(GoLivePlanned,),
    keys=lambda event: (str(event.engagement_id),),
    fold=at_noon,
)
KINDS = (*(each for each in TIMERS if each.command in DECIDERS), NOON)
VIEW = timers_projection(1, KINDS)


def new_tenant() -> UUID:
    return uuid5(ANA, f"reacting {next(NUMBERS)}")


def stream_of(fact: Any, tenant: UUID) -> str:  # noqa: ANN401 - any fact
    category = CATEGORIES[type(fact)]
    owner = {"gap": "gap_id", "tenant": "tenant_id"}.get(category, "engagement_id")
    return f"{category}-{tenant if category == 'tenant' else getattr(fact, owner)}"


@dataclass(slots=True, kw_only=True)
class Stage:
    """`log` as a request has it, `worker` as a worker does. `sent` are the commands that were given, in order."""

    log: Log
    worker: Log
    checkpoints: Checkpoints
    standing: Standing
    shown: Callable[[UUID, int], Awaitable[bool]]
    set_clock: Callable[[datetime], Awaitable[None]]
    sent: list[Request] = field(default_factory=list)

    async def record(self, tenant: UUID, *facts: Any) -> None:  # noqa: ANN401
        """Each as a command of Ana's own."""
        for fact in facts:
            stream = stream_of(fact, tenant)
            view = await self.log.look(tenant, [Look(scope=stream_scope(stream))], UUID(int=0), bytes(32))
            events = (encode(fact, uuid7()),)
            expected = view.versions[stream]
            write = Write(stream=stream, expected=expected, engagement_id=ENGAGEMENT, events=events)
            attempt = Attempt(command_id=uuid7(), digest=bytes(32), actor=ANA, writes=(write,))
            (outcome,) = await self.log.append(tenant, [attempt])
            assert isinstance(outcome, Appended)

    async def send(self, request: Request) -> Receipt:
        self.sent.append(request)
        return await Handler(self.log, uuid7).handle(DECIDERS[type(request.command)], request)

    def follower(
        self, *reactions: Reaction, send: Send | None = None, pace: Pace | None = None, sleep: Sleep = asyncio.sleep
    ) -> Follower:
        return Follower(
            log=self.worker,
            checkpoints=self.checkpoints,
            reactions=reactions,
            send=send or self.send,
            service="sample",
            pace=pace,
            sleep=sleep,
        )

    def poller(self, *, send: Send | None = None, pace: Pace | None = None) -> Poller:
        return Poller(
            log=self.worker,
            standing=self.standing,
            shown=self.shown,
            timers=KINDS,
            send=send or self.send,
            service="sample",
            pace=pace,
        )

    def cut_once(self) -> Send:
        """Gives every command, but loses the connection after the first."""
        cuts = iter([ConnectionResetError])

        async def send(request: Request) -> Receipt:
            receipt = await self.send(request)
            for cut in cuts:
                raise cut
            return receipt

        return send

    async def until(self, tenant: UUID, kind: type, number: int = 1) -> None:
        """So many events of the kind are on record, before too long."""
        async with asyncio.timeout(SECONDS):
            while len(await self.recorded(tenant, kind)) < number:
                pass

    async def at(self, moment: datetime) -> None:
        """The clock says so, and a poller looks once."""
        await self.set_clock(moment)
        await self.poller().fire()

    async def recorded(self, tenant: UUID, *types: type) -> Sequence[Entry]:
        """What is on record of these types."""
        await asyncio.sleep(0)  # a log in memory would never let anybody else go on
        names = {each.__name__ for each in types}
        return [entry for entry in await self.worker.after(tenant, 0, 1_000) if entry.type in names]
