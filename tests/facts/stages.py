"""The claims assistant's way from the close-out review into the closing of its gaps, and back once."""

from dataclasses import replace

from shared.events.gaps import Evidence
from shared.events.stages import (
    DeliverableAccepted,
    DeliverableReturned,
    DeliverableSubmitted,
    EntryCriteriaChecked,
    Stage,
    StageEntered,
    StageLeadNamed,
    StageLeadVacated,
    StageReopened,
    Track,
    TrackCompleted,
    TrackReopened,
)
from tests.facts.engagements import ENGAGEMENT
from tests.facts.gates import DECISION, passed
from tests.facts.people import ANA, BO, DEE

REGISTER = Evidence(
    digest="5e" * 32, link="https://documents.example/gap-register.pdf", note="As it stood at the baseline."
)

LEAD_NAMED = StageLeadNamed(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, lead=BO)
LEAD_LEFT = StageLeadVacated(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, lead=BO, reason="The person was erased.")
CHECKED = EntryCriteriaChecked(
    engagement_id=ENGAGEMENT,
    stage=Stage.CLOSURE,
    policy=1,
    met=("previous_stage", "lead_named"),
    unmet=("previous_deliverables", "previous_gate"),
)
SUBMITTED = DeliverableSubmitted(
    engagement_id=ENGAGEMENT,
    stage=Stage.ASSESSMENT,
    policy=1,
    deliverable="gap_register",
    evidence=REGISTER,
    submitter=ANA,
)
ACCEPTED = DeliverableAccepted(
    engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, deliverable="gap_register", accepter=DEE
)
RETURNED = DeliverableReturned(
    engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, deliverable="gap_register", reason="Two gaps have no estimate."
)
ENTERED = StageEntered(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, policy=1, decision_id=DECISION)
GOVERNANCE_COMPLETE = TrackCompleted(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, track=Track.GOVERNANCE)
INFRASTRUCTURE_COMPLETE = TrackCompleted(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE, track=Track.INFRASTRUCTURE)
GOVERNANCE_REOPENED = TrackReopened(
    engagement_id=ENGAGEMENT,
    stage=Stage.CLOSURE,
    track=Track.GOVERNANCE,
    reason="A second data source was added, whose owner has not agreed.",
)
REOPENED = StageReopened(
    engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, reason="The vendor replaced the model that was piloted."
)

DELIVERABLES = {
    Stage.ASSESSMENT: ("close_out_report", "gap_register", "readiness_criteria"),
    Stage.CLOSURE: ("governance_approval", "production_infrastructure", "integration_tests"),
    Stage.HARDENING: ("data_validation", "performance_benchmark", "load_tests"),
    Stage.ADOPTION: ("change_programme", "training_materials", "champion_network"),
    Stage.LAUNCH: ("monitoring_dashboard", "adoption_report", "roi_assessment"),
}


def delivered(stage: Stage) -> tuple[DeliverableSubmitted | DeliverableAccepted, ...]:
    """All three, by Ana, accepted by Dee."""
    return tuple(fact for name in DELIVERABLES[stage] for fact in taken(stage, name))


def taken(stage: Stage, name: str) -> tuple[DeliverableSubmitted, DeliverableAccepted]:
    return (
        replace(SUBMITTED, stage=stage, deliverable=name),
        replace(ACCEPTED, stage=stage, deliverable=name),
    )


def named(stage: Stage) -> StageLeadNamed:
    return StageLeadNamed(engagement_id=ENGAGEMENT, stage=stage, lead=BO)


def entered(stage: Stage) -> StageEntered:
    """Past the gate before it."""
    gate = passed(tuple(Stage)[stage.number - 2])
    return StageEntered(engagement_id=ENGAGEMENT, stage=stage, policy=1, decision_id=gate.decision_id)
