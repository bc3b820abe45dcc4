"""What the gates between the stages decided, and what became of it."""

from datetime import date
from uuid import UUID

from shared.events.gates import (
    GateCondition,
    GateConditionMet,
    GateDecided,
    GateDecisionRevoked,
    GateEvaluated,
    GateOutdated,
    GateRequested,
    Outcome,
    SignOffRecorded,
    SignOffWithdrawn,
)
from shared.events.readiness import Purpose, ReadinessEvaluated
from shared.events.stages import Stage
from shared.events.verdicts import (
    CriterionState,
    CriterionVerdict,
    FrameworkRef,
    RequirementVerdict,
    SeenFact,
    Verdict,
    VerdictOutcome,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.people import ANA, BO, DEE

DECISION, REQUEST, EVALUATION = UUID(int=0x71), UUID(int=0x74), UUID(int=0x75)
SHIPPED = FrameworkRef(name="fairway", version=1, digest="fa" * 32)
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
    framework="fairway 1",
    position=57,
    evaluation_id=EVALUATION,
    decider=DEE,
    reason="The records office answers within two weeks, and nothing else is open.",
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
    engagement_id=ENGAGEMENT,
    stage=Stage.ASSESSMENT,
    decision_id=DECISION,
    caused_by=UUID(int=0x73),
    criterion="fairway/gaps_owned",
    fact="gaps.without_owner",
    before="0",
    after="1",
)
REQUESTED = GateRequested(engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, request_id=REQUEST, requester=ANA)
SIGNED_OFF = SignOffRecorded(
    engagement_id=ENGAGEMENT,
    stage=Stage.ASSESSMENT,
    request_id=REQUEST,
    domain="fairway/governance",
    signer=BO,
    role="governance_reviewer",
    digest="5e" * 32,
    position=56,
)
SIGN_OFF_WITHDRAWN = SignOffWithdrawn(
    engagement_id=ENGAGEMENT,
    stage=Stage.ASSESSMENT,
    request_id=REQUEST,
    domain="fairway/governance",
    signer=BO,
    reason="The approval that I was shown is for another source.",
)
VERDICT = Verdict(
    day=date(2026, 3, 2),
    outcome=VerdictOutcome.FAIL,
    criteria=(
        CriterionVerdict(
            code="fairway/data_access",
            domain="fairway/governance",
            state=CriterionState.NOT_MET,
            broken=("approved",),
            facts=("sources.approved", "sources.in_scope"),
            evidence=(),
            until=date(2026, 8, 29),
        ),
    ),
    requirements=(
        RequirementVerdict(code="fairway/gaps_owned", holds=True, waivable=True, facts=("gaps.without_owner",)),
    ),
    facts=(
        SeenFact(name="gaps.without_owner", value="0", positions=(41, 44)),
        SeenFact(name="sources.approved", value="1", positions=(31, 33)),
        SeenFact(name="sources.in_scope", value="2", positions=(31, 32)),
    ),
)
EVALUATED = GateEvaluated(
    engagement_id=ENGAGEMENT,
    stage=Stage.ASSESSMENT,
    evaluation_id=EVALUATION,
    frameworks=(SHIPPED,),
    position=57,
    verdict=VERDICT,
)
READINESS = ReadinessEvaluated(
    engagement_id=ENGAGEMENT,
    evaluation_id=UUID(int=0x76),
    purpose=Purpose.BASELINE,
    frameworks=(SHIPPED,),
    position=57,
    verdict=VERDICT,
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
