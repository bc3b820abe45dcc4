"""Facts that this API does not record yet: each is, under the role of the service that owns its stream."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from uuid_utils.compat import uuid7

from shared.events.registry import STREAMS, Stream
from shared.eventstore.handle import Handler, Request
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.decider import Decider
from shared.kernel.record import record

OWNED_BY = {event: stream for stream in STREAMS for event in stream.events}


def engagement_of(fact: Any) -> UUID | None:  # noqa: ANN401 - any fact there is
    """A pilot's id is its engagement's."""
    found: UUID | None = getattr(fact, "engagement_id", None) or getattr(fact, "pilot_id", None)
    return found


def told_of(fact: Any) -> UUID | str:  # noqa: ANN401 - any fact there is
    """What the fact's stream is about."""
    own = getattr(fact, "point_id", None) or getattr(fact, "trigger_id", None)
    found: UUID | str = own or engagement_of(fact) or fact.name
    return found


def given(stream: Stream, engagement: UUID | None) -> Decider[None, Any, Any]:
    """Whatever is said is recorded as it is. Facts that do not tell their engagement are told it."""
    decider: Decider[None, Any, Any] = Decider(
        initial=None,
        decide=lambda fact, _state, _asked: [fact],
        evolve=lambda _state, _fact: None,
        stream=lambda fact: "-".join((stream.category, str(told_of(fact)), *stage_of(fact))),
        permits={event: frozenset() for event in stream.events},
        engagement=lambda fact: engagement or engagement_of(fact),
    )
    return decider


def stage_of(fact: object) -> tuple[str, ...]:
    stage = getattr(fact, "stage", None)
    return () if stage is None else (str(stage),)


@record
class Others:
    """`addresses` are where the roles of services log in, by service."""

    addresses: Mapping[str, str]

    async def record(self, tenant: UUID, *facts: object, engagement: UUID | None = None) -> int:
        """The position of the last fact in the tenant's log."""
        position = 0
        for service, address in self.addresses.items():
            mine = [fact for fact in facts if OWNED_BY[type(fact)].service == service]
            if mine:
                position = max(position, await self._said(tenant, address, mine, engagement))
        return position

    async def _said(self, tenant: UUID, address: str, facts: list[object], engagement: UUID | None) -> int:
        async with await open_pool(address, size=1) as pool:
            log = PostgresLog(pool)
            handler, position = Handler(log, uuid7), (await log.head(tenant)).seq
            for fact in facts:
                command_id = uuid5(tenant, f"what {type(fact).__name__} says after {position}")
                request = Request(tenant=tenant, person=UUID(int=0), command_id=command_id, command=fact, system=True)
                position = (await handler.handle(given(OWNED_BY[type(fact)], engagement), request)).position
        return position
