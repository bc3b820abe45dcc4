"""Readers who look on all the time, and keep what they saw: it is compared with the log when all is over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

import orjson
from pydantic_core import to_jsonable_python
from sqlalchemy import select

from services.engagement.app import VIEWS
from shared.kernel.record import record
from shared.projecting.as_of import LIVE, AtSeq, Source
from shared.projecting.connections import FAILURES
from shared.projecting.projection import Projection
from shared.projecting.reading import Reader
from shared.web.service import Service
from tests.integration.chaos.pulse import Pulse
from tests.integration.chaos.stage import HOUSES

LOOKS = 100

Digests = Mapping[str, bytes]
"""What tells all rows of a projection from any others, by its name: the rows themselves would fill the memory."""


@record
class Glimpse:
    """What the views showed of a tenant after event `seq`, by themselves or when asked for that moment."""

    tenant: UUID
    seq: int
    source: Source
    digests: Digests


@dataclass(slots=True, kw_only=True)
class Watcher:
    """Looks about a hundred times in a run of so many `commands`. `broken` counts the looks that a strike cut off."""

    services: Iterator[Service]
    chance: Iterator[int]
    commands: int
    glimpses: list[Glimpse] = field(default_factory=list)
    broken: int = 0

    async def watch(self, pulse: Pulse) -> None:
        """Until cancelled."""
        while True:
            await pulse.at(pulse.beats + 1 + next(self.chance) % (2 * self.commands // LOOKS))
            house = HOUSES[next(self.chance) % len(HOUSES)]
            try:
                self.glimpses.append(await self.look(house.tenant, past=bool(next(self.chance) % 2)))
            except FAILURES:
                self.broken += 1

    async def look(self, tenant: UUID, *, past: bool) -> Glimpse:
        """At all there is, in one reading: as it is, or as it was at some moment."""
        async with next(self.services).reading.of(tenant) as reader:
            seq = await reader.connection.fetchval("select max(seq) from checkpoint") or 0
            if past:
                seq = next(self.chance) % (seq + 1)
            source = AtSeq(seq=seq) if past else LIVE
            digests = {each.name: digest(await shown(reader, source, each)) for each in VIEWS.projections}
        return Glimpse(tenant=tenant, seq=seq, source=source, digests=digests)


async def shown(reader: Reader, source: Source, projection: Projection[Any]) -> list[Any]:
    return await reader.rows(select(source.of(projection)), projection.row)


def digest(rows: Iterable[object]) -> bytes:
    """By their values: how a value that was stored says its time zone is not the same as in memory."""
    return sha256(b"\n".join(sorted(map(_written, rows)))).digest()


def _written(row: object) -> bytes:
    return orjson.dumps(to_jsonable_python(row), option=orjson.OPT_SORT_KEYS)
