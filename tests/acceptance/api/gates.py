"""Facts of the gates between the stages, recorded as their own service does: under its role, in its streams."""

from datetime import date
from typing import get_args
from uuid import UUID, uuid5

from uuid_utils.compat import uuid7

from gateway.schema.ids import uuid_of
from shared.events.gates import (
    DecisionEvent,
    GateCondition,
    GateConditionMet,
    GateDecided,
    GateDecisionRevoked,
    GateOutdated,
    Outcome,
)
from shared.events.stages import Stage
from shared.eventstore.handle import Handler, Request
from shared.eventstore.postgres import PostgresLog, open_pool
from shared.kernel.decider import Decider
from shared.kernel.record import record
from shared.web.backend import Backend

FACTS: Decider[None, DecisionEvent, DecisionEvent] = Decider(
    initial=None,
    decide=lambda fact, _state, _asked: [fact],
    evolve=lambda _state, _fact: None,
    stream=lambda fact: f"gate-{fact.engagement_id}-{fact.stage}",
    permits={kind: frozenset() for kind in get_args(DecisionEvent)},
    engagement=lambda fact: fact.engagement_id,
)


@record
class Gates:
    """`address` is where the service's role logs in; `service` shows what was recorded, as soon as its views do."""

    address: str
    service: Backend

    async def record(self, tenant: UUID, fact: DecisionEvent) -> int:
        """The position of the fact in the tenant's log."""
        async with await open_pool(self.address, size=1) as pool:
            log = PostgresLog(pool)
            handler, head = Handler(log, uuid7), await log.head(tenant)
            command_id = uuid5(tenant, f"what gates say after {head.seq}")
            request = Request(tenant=tenant, person=UUID(int=0), command_id=command_id, command=fact, system=True)
            return (await handler.handle(FACTS, request)).position


def decision(
    engagement: str, stage: Stage, position: int, outcome: Outcome, conditions: tuple[GateCondition, ...]
) -> GateDecided:
    """Its id follows from the position of the log that it stands on."""
    return GateDecided(
        engagement_id=uuid_of("Engagement", engagement),
        stage=stage,
        decision_id=uuid5(uuid_of("Engagement", engagement), f"{stage} after {position}"),
        outcome=outcome,
        conditions=conditions,
        framework="2026-1",
        position=position,
    )


def met(fact: GateDecided, condition: GateCondition) -> GateConditionMet:
    return GateConditionMet(
        engagement_id=fact.engagement_id,
        stage=fact.stage,
        decision_id=fact.decision_id,
        condition_id=condition.condition_id,
        met_on=date(2027, 1, 7),
    )


def revoked(fact: GateDecided) -> GateDecisionRevoked:
    return GateDecisionRevoked(
        engagement_id=fact.engagement_id, stage=fact.stage, decision_id=fact.decision_id, reason="Signed by mistake"
    )


def overtaken(fact: GateDecided) -> GateOutdated:
    return GateOutdated(
        engagement_id=fact.engagement_id, stage=fact.stage, decision_id=fact.decision_id, caused_by=UUID(int=5)
    )
