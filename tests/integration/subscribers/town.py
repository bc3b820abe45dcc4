"""All of Fairway at work for the subscribers: services that take commands, read models, and the relay to Kafka."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.engagement.projections.engagements import ENGAGEMENTS
from services.engagement.projections.gap_register import GAP_REGISTER, GapEntry
from services.engagement.projections.pilots import PILOTS
from shared.eventstore.postgres import open_pool
from shared.kernel.refusal import Refused
from shared.projecting.as_of import LIVE
from shared.projecting.positions import Reached
from shared.projecting.reading import Reader
from shared.transport import ledger_process
from shared.transport.cloudevents import is_public
from shared.transport.listen import ListenHints
from shared.transport.relay_checkpoint import set_back
from shared.transport.topics import EVENTS, LOG, ensure
from tests.database import Database
from tests.integration.chaos.machinery import Machinery, machinery
from tests.integration.chaos.stage import HOUSES, House
from tests.integration.chaos.turns import peaceful
from tests.sample.chance import chances

LEDGER = "ledger"
PAGE = 1_000
CAUGHT_UP_WITHIN = 60
TOPICS = (EVENTS.name, LOG.name)


@dataclass(slots=True, kw_only=True)
class Town:
    machinery: Machinery
    database: Database
    given: int = 0

    async def found(self) -> None:
        """What must be there before anything can happen."""
        for house in HOUSES:
            for request in house.opening():
                await self.machinery.services[0].send(request)

    async def live(self, seed: int, ended: asyncio.Event) -> None:
        """Any command on anything, house by house in turn, until it is over."""
        writers = [(house, number, chances(seed + number)) for number, house in enumerate(HOUSES)]
        while not ended.is_set():
            for house, number, chance in writers:
                await self._try(house, number, chance)
            self.given += len(writers)

    async def _try(self, house: House, number: int, chance: Iterator[int]) -> None:
        try:
            await self.machinery.services[0].send(peaceful(house, number, self.given, chance))
        except Refused:
            return

    async def send_again(self) -> None:
        """As an operator may: the relay sends the whole log anew."""
        async with await open_pool(self.database.dsn(LEDGER, worker=True)) as pool:
            await set_back(pool, [EVENTS.name], None, 0)

    async def last(self) -> dict[str, int]:
        """The last public event of every engagement, by the log."""
        found: dict[str, int] = {}
        for house in HOUSES:
            seq = 0
            while page := await self.machinery.log.after(house.tenant, seq, PAGE):
                found |= {str(entry.engagement_id): entry.seq for entry in page if is_public(entry)}
                seq = page[-1].seq
        return found

    async def pictures(self) -> dict[str, Any]:
        """What a subscriber should see, by Fairway's own read models."""
        found: dict[str, Any] = {}
        for house in HOUSES:
            head = await self.machinery.log.head(house.tenant)
            reached = await self.machinery.services[0].positions.reached(house.tenant, head.seq, CAUGHT_UP_WITHIN)
            assert reached is Reached.REACHED
            async with self.machinery.services[0].reading.of(house.tenant) as reader:
                found |= await seen(reader)
        return found


@asynccontextmanager
async def town(database: Database, broker: str) -> AsyncIterator[Town]:
    await ensure(broker, [EVENTS, LOG])
    async with AsyncExitStack() as stack:
        built = await stack.enter_async_context(machinery(database))
        worker = database.dsn(LEDGER, worker=True)
        hints = ListenHints(worker)
        stack.push_async_callback(hints.close)
        await stack.enter_async_context(
            ledger_process.running(
                requests=database.dsn(LEDGER), workers=worker, hints=hints, kafka=broker, signing_key=b"k" * 32
            )
        )
        yield Town(machinery=built, database=database)


async def seen(reader: Reader) -> dict[str, Any]:
    pilots = await reader.rows(select(LIVE.of(PILOTS)), PILOTS.row)
    engagements = {row.engagement_id: row for row in await reader.rows(select(LIVE.of(ENGAGEMENTS)), ENGAGEMENTS.row)}
    gaps: dict[UUID, list[GapEntry]] = {}
    for gap in await reader.rows(select(LIVE.of(GAP_REGISTER)), GAP_REGISTER.row):
        gaps.setdefault(gap.engagement_id, []).append(gap)
    return {
        str(pilot.pilot_id): picture(pilot, engagements.get(pilot.pilot_id), gaps.get(pilot.pilot_id, []))
        for pilot in pilots
    }


def picture(pilot: Any, engagement: Any, gaps: list[GapEntry]) -> dict[str, Any]:  # noqa: ANN401 - rows of views
    return {
        "name": engagement.name if engagement else pilot.name,
        "stage": "under_way" if engagement else "closed" if pilot.closed_on else "pilot",
        "system_owner": text(engagement.system_owner) if engagement else None,
        "baseline": engagement.baseline_gaps if engagement else None,
        "deferrals": pilot.deferrals,
        "gaps": {str(gap.gap_id): row(gap) for gap in gaps},
    }


def row(gap: GapEntry) -> dict[str, Any]:
    return {
        "title": gap.title,
        "severity": gap.severity.value,
        "status": gap.status.value,
        "owner": text(gap.owner),
        "due": text(gap.due),
        "likely": text(gap.likely),
    }


def text(value: object) -> str | None:
    return None if value is None else str(value)
