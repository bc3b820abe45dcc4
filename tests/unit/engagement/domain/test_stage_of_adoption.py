"""The three outputs of the change programme: stage 4 delivers them, and is complete when they are accepted."""

import pytest

from services.engagement.domain.stage import STAGE, AcceptDeliverable, SubmitDeliverable
from services.engagement.domain.stage.commands import SelfAcceptance
from services.engagement.domain.stage.state import Journey
from services.engagement.domain.stage_policy import LATEST_POLICY
from shared.events.stages import Stage
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import ANA, DEE
from tests.facts.stages import SUBMITTED, entered, taken
from tests.scenario import Scenario
from tests.unit.engagement.domain.three_outputs import (
    is_entered_only_with_all_three,
    the_gate_lets_pass_only_with_all_three,
)

pytestmark = pytest.mark.req("RK8")
given = Scenario(decider=STAGE).given

OUTPUTS = {
    "change_programme": "Change programme assets",
    "training_materials": "Training materials by role",
    "champion_network": "Active network of champions",
}
IN_ADOPTION = (STARTED, entered(Stage.CLOSURE), entered(Stage.HARDENING), entered(Stage.ADOPTION))


def test_the_stage_delivers_the_assets_the_training_and_the_active_network() -> None:
    stage = LATEST_POLICY.stages[Stage.ADOPTION]
    assert {each.name: each.label.en for each in stage.deliverables} == OUTPUTS
    assert stage.stage.number == 4


@pytest.mark.parametrize("output", OUTPUTS)
def test_each_is_handed_in_with_evidence_and_accepted_by_somebody_else(output: str) -> None:
    submitted, accepted = taken(Stage.ADOPTION, output)
    hand_in = SubmitDeliverable(
        engagement_id=ENGAGEMENT, stage=Stage.ADOPTION, deliverable=output, evidence=SUBMITTED.evidence
    )
    given(*IN_ADOPTION).when(hand_in, by=ANA).then(submitted)
    accept = AcceptDeliverable(engagement_id=ENGAGEMENT, stage=Stage.ADOPTION, deliverable=output)
    given(*IN_ADOPTION, submitted).when(accept, by=DEE).then(accepted)
    given(*IN_ADOPTION, submitted).when(accept, by=ANA).refused(SelfAcceptance)


def test_the_work_of_the_stage_is_complete_with_the_last_of_the_three_and_not_before() -> None:
    facts = [fact for output in OUTPUTS for fact in taken(Stage.ADOPTION, output)]
    for number in range(1, len(facts) + 1):
        journey = STAGE.replay((*IN_ADOPTION, *facts[:number]))
        assert isinstance(journey, Journey)
        assert journey.work(Stage.ADOPTION).complete is (number == len(facts))


@pytest.mark.parametrize("output", OUTPUTS)
def test_the_fifth_stage_and_the_fourth_gate_take_all_three_accepted(output: str) -> None:
    is_entered_only_with_all_three(Stage.ADOPTION, output)
    the_gate_lets_pass_only_with_all_three(Stage.ADOPTION, output)
