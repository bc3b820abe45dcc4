"""The log's own questions, behind an address."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from shared.authority.grants import Readable
from shared.eventstore.log import Entry, Head
from shared.web.log_wire import ENTRIES, EVENTS_ASKED, HEAD, MOMENT, MOMENT_OR_NONE, SEQ, EventsAsked
from shared.web.remote.channel import Channel, Params


class RemoteLedger:
    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    async def events(
        self,
        tenant: UUID,
        readable: Readable,
        *,
        after: int,
        until: int,
        limit: int,
        engagement_id: UUID | None = None,
        types: Sequence[str] = (),
        stream: str | None = None,
    ) -> Sequence[Entry]:
        asked = EventsAsked(
            tenant=tenant,
            readable=readable,
            after=after,
            until=until,
            limit=limit,
            engagement_id=engagement_id,
            types=tuple(types),
            stream=stream,
        )
        return await self._channel.call("/events", ENTRIES.read, EVENTS_ASKED.write(asked))

    async def recorded_at(self, tenant: UUID, seq: int) -> datetime | None:
        params: Params = {"tenant": str(tenant), "seq": seq}
        return await self._channel.call("/recorded_at", MOMENT_OR_NONE.read, params=params)

    async def head(self, tenant: UUID) -> Head:
        seq, chain = await self._channel.call("/head", HEAD.read, params={"tenant": str(tenant)})
        return Head(seq=seq, chain=chain)

    async def position_at(self, tenant: UUID, moment: datetime) -> int:
        params = {"tenant": str(tenant), "moment": moment.isoformat()}
        return await self._channel.call("/position_at", SEQ.read, params=params)

    async def now(self) -> datetime:
        return await self._channel.call("/now", MOMENT.read)
