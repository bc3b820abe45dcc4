"""What the gates between the stages decided, and what became of it."""

from datetime import date
from uuid import UUID

from shared.events.gates import (
    GateCondition,
    GateConditionMet,
    GateDecided,
    GateDecisionRevoked,
    GateOutdated,
    Outcome,
)
from shared.events.stages import Stage
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import BO

DECISION = UUID(int=0x71)
RETENTION = GateCondition(
    condition_id=UUID(int=0x72),
    what="The retention period of the audit log is agreed with the records office.",
    owner=BO,
    due=date(2026, 3, 20),
)

PASSED_ON_CONDITION = GateDecided(
    engagement_id=ENGAGEMENT,
    stage=Stage.ASSESSMENT,
    decision_id=DECISION,
    outcome=Outcome.CONDITIONAL_GO,
    conditions=(RETENTION,),
    framework="2026-1",
    position=57,
)
CONDITION_MET = GateConditionMet(
    engagement_id=ENGAGEMENT,
    stage=Stage.ASSESSMENT,
    decision_id=DECISION,
    condition_id=RETENTION.condition_id,
    met_on=date(2026, 3, 18),
)
REVOKED = GateDecisionRevoked(
    engagement_id=ENGAGEMENT,
    stage=Stage.ASSESSMENT,
    decision_id=DECISION,
    reason="The sponsor signed for another business unit.",
)
OUTDATED = GateOutdated(
    engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, decision_id=DECISION, caused_by=UUID(int=0x73)
)


def passed(stage: Stage) -> GateDecided:
    """Without a condition."""
    return GateDecided(
        engagement_id=ENGAGEMENT,
        stage=stage,
        decision_id=UUID(int=0x80 + stage.number),
        outcome=Outcome.GO,
        conditions=(),
        framework="2026-1",
        position=99,
    )
