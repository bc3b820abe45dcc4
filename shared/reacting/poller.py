"""The poller: gives the command of every timer that is due by the store's clock, in the order in which they are due."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TypeAlias
from uuid import UUID, uuid5

import structlog

from shared.eventstore.handle import Request
from shared.eventstore.log import Entry, Log
from shared.eventstore.system import FAIRWAY
from shared.kernel.record import record
from shared.kernel.refusal import HappensAtOnce, InTheFuture, OccurredBeforeLast, TooLongAgo
from shared.kernel.timer import Timer, moment
from shared.reacting import metrics
from shared.reacting.giving import AWAY, Given, Outcome, Send, give
from shared.reacting.rests import Rests
from shared.reacting.rounds import Pace, Rounds, Sleep
from shared.reacting.standing import Standing, place
from shared.reacting.timers import TimerEntry, due
from shared.reacting.zones import Zones
from shared.transport.lanes import Lanes

Shown: TypeAlias = Callable[[UUID, int], Awaitable[bool]]
"""Whether the read model shows the tenant's events up to there, within the time that one waits for it."""

NOT_THEN = frozenset(kind.code for kind in (OccurredBeforeLast, HappensAtOnce, TooLongAgo, InTheFuture))
"""It cannot have happened at the moment at which it was due, so it happens as it is recorded."""


@record
class Next:
    """When a tenant is to be looked at again: at that moment, or as soon as its log is further than `seq`."""

    seq: int
    at: datetime | None


class Poller:
    def __init__(
        self,
        *,
        log: Log,
        standing: Standing,
        shown: Shown,
        timers: Sequence[Timer],
        send: Send,
        service: str,
        pace: Pace | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._log = log
        self._standing = standing
        self._shown = shown
        self._timers = {timer.kind: timer for timer in timers}
        self._send = send
        self._service = service
        self._pace = pace or Pace()
        self._sleep = sleep
        self._rounds = Rounds("timers", service, self._pace, sleep)
        self._lanes = Lanes(self._pace.lanes)
        self._zones = Zones(log)
        self._rests = Rests()
        self._next: dict[UUID, Next] = {}
        self._awaited: dict[UUID, int] = {}
        self._report = structlog.get_logger().bind(service=service)

    async def run(self) -> None:
        """Until cancelled; what is under way is finished first."""
        while self._timers:
            if await self._rounds.one(self.fire):
                await self._sleep(self._pace.poll)

    async def fire(self) -> None:
        """Give all that is due now, and what becomes due by that; a batch of each tenant, and then of each again."""
        while await self._round():
            pass

    def next_at(self, tenant: UUID) -> datetime | None:
        """When the tenant's next timer is due, as it was when all that was due before had been given."""
        known = self._next.get(tenant)
        return known.at if known else None

    async def _round(self) -> bool:
        """Whether some tenant may have more that is due."""
        heads, now = await self._log.heads(), await self._log.now()
        tenants = [tenant for tenant in sorted(heads) if self._wanted(tenant, heads[tenant], now)]
        return any(await self._lanes.all([self._lane(tenant, heads[tenant], now) for tenant in tenants]))

    def _wanted(self, tenant: UUID, head: int, now: datetime) -> bool:
        known = self._next.get(tenant)
        return known is None or known.seq < head or (known.at is not None and known.at <= now)

    async def _lane(self, tenant: UUID, head: int, now: datetime) -> bool:
        """A later one waits until the read model shows what an earlier one changed. True: it is others' turn."""
        zone, given_now = await self._zones.of(tenant, head), 0
        while await self._shown(tenant, self._awaited.get(tenant, 0)):
            if given_now >= self._pace.batch:
                return True
            found = await self._standing.soonest(tenant, self._rests.resting(tenant, now), self._pace.batch)
            if found is None:
                return False
            at, rows = first(found.rows, zone)
            if at is None or at > now:
                ends = (each for each in (at, self._rests.next_end(tenant, now)) if each is not None)
                self._next[tenant] = Next(seq=found.seq, at=min(ends, default=None))
                return False
            given_now += len(rows)
            for row in rows:
                given = await self._fired(tenant, row, at)
                self._told(row, given, late=(now - at).total_seconds())
                self._awaited[tenant] = max(self._awaited.get(tenant, 0), given.position)
                if given.outcome is not Outcome.RECORDED:
                    self._rests.begin(tenant, place(row), now)
        return False

    async def _fired(self, tenant: UUID, row: TimerEntry, at: datetime) -> Given:
        """As of the moment at which it was due, if that can be; else as of now."""
        try:
            (cause,) = await self._log.after(tenant, row.set_seq - 1, 1)
            then = request(self._timers[row.kind], row, at, cause)
            given = await give(self._send, then)
            return await give(self._send, replace(then, occurred_at=None)) if given.code in NOT_THEN else given
        except AWAY:
            raise
        except Exception:  # noqa: BLE001 - one that fails keeps no other from being given
            self._report.exception("timer_failed", tenant=str(tenant), kind=row.kind, key=row.key)
            return Given(outcome=Outcome.FAILED)

    def _told(self, row: TimerEntry, given: Given, late: float) -> None:
        metrics.TIMERS.labels(self._service, row.kind, given.outcome).inc()
        metrics.TIMER_DELAY.labels(self._service, row.kind).set(late)
        if given.outcome is Outcome.REFUSED:
            self._report.info("timer_refused", kind=row.kind, key=row.key, code=given.code)


def first(rows: Iterable[TimerEntry], zone: tzinfo) -> tuple[datetime | None, list[TimerEntry]]:
    """The first moment at which any is due, and those that are due then."""
    moments = [(moment(row.due_at, row.due_on, zone), row) for row in rows]
    at = min((each for each, _ in moments), default=None)
    return at, [row for each, row in moments if each == at]


def request(timer: Timer, row: TimerEntry, at: datetime, cause: Entry) -> Request:
    """Under the id that this timer has at this moment; a day keeps its name where the tenant's zone changes."""
    when = (row.due_at or row.due_on or at).isoformat()
    return Request(
        tenant=cause.tenant,
        person=FAIRWAY,
        command_id=uuid5(cause.tenant, f"timer {row.kind} {row.key} {when}"),
        command=due(timer, row).command,
        occurred_at=at,
        correlation_id=cause.correlation_id,
        causation_id=cause.event_id,
        system=True,
    )
