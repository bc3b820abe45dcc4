"""Facts of the gates between the stages, recorded as their own service does: under its role, in its streams."""

from typing import get_args
from uuid import UUID

from uuid_utils.compat import uuid7

from gateway.schema.ids import uuid_of
from shared.events.gates import GateCondition, GateDecided, GateEvent, Outcome
from shared.events.stages import Stage
from shared.eventstore.handle import Handler, Request
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.decider import Decider
from shared.kernel.record import record

FACTS: Decider[None, GateEvent, GateEvent] = Decider(
    initial=None,
    decide=lambda fact, _state, _asked: [fact],
    evolve=lambda _state, _fact: None,
    stream=lambda fact: f"gate-{fact.engagement_id}-{fact.stage}",
    permits={kind: frozenset() for kind in get_args(GateEvent)},
    engagement=lambda fact: fact.engagement_id,
)


@record
class Gates:
    """`address` is where the service's role logs in."""

    address: str

    async def record(self, tenant: UUID, fact: GateEvent) -> int:
        """The position of the fact in the tenant's log."""
        async with await open_pool(self.address, size=1) as pool:
            handler = Handler(PostgresLog(pool), uuid7)
            request = Request(tenant=tenant, person=UUID(int=0), command_id=uuid7(), command=fact, system=True)
            return (await handler.handle(FACTS, request)).position


def decision(
    engagement: str, stage: Stage, outcome: Outcome = Outcome.GO, conditions: tuple[GateCondition, ...] = ()
) -> GateDecided:
    return GateDecided(
        engagement_id=uuid_of("Engagement", engagement),
        stage=stage,
        decision_id=uuid7(),
        outcome=outcome,
        conditions=conditions,
        framework="2026-1",
        position=1,
    )
