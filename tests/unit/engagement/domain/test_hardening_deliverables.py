"""What the hardening stage delivers: each of the three is submitted, and accepted by somebody else."""

from typing import Any

import pytest

from services.engagement.domain.stage import STAGE, AcceptDeliverable, SubmitDeliverable
from services.engagement.domain.stage.commands import SelfAcceptance, StageNotEntered
from services.engagement.domain.stage_policy import LATEST_POLICY
from shared.events.stages import DeliverableAccepted, DeliverableSubmitted, Stage
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.hardening import REPORT
from tests.facts.people import ANA, BO, DEE
from tests.facts.stages import entered
from tests.scenario import Scenario
from tests.unit.engagement.domain.three_outputs import (
    is_entered_only_with_all_three,
    the_gate_lets_pass_only_with_all_three,
)

given = Scenario(decider=STAGE).given

IN_HARDENING = (STARTED, entered(Stage.CLOSURE), entered(Stage.HARDENING))
OUTPUTS = {
    "data_validation": "Validation on production data",
    "performance_benchmark": "Performance benchmark report",
    "load_tests": "Load test results",
}
pytestmark = pytest.mark.req("RH7")


def test_the_stage_asks_for_these_three_and_no_other() -> None:
    stage = LATEST_POLICY.stages[Stage.HARDENING]
    assert ({each.name: each.label.en for each in stage.deliverables}, stage.stage.number) == (OUTPUTS, 3)


@pytest.mark.parametrize("output", OUTPUTS)
def test_the_fourth_stage_and_the_third_gate_take_all_three_accepted(output: str) -> None:
    is_entered_only_with_all_three(Stage.HARDENING, output)
    the_gate_lets_pass_only_with_all_three(Stage.HARDENING, output)


@pytest.mark.parametrize("output", OUTPUTS)
def test_hardening_delivers_the_validation_the_benchmark_and_the_load_tests(output: str) -> None:
    which: dict[str, Any] = {"engagement_id": ENGAGEMENT, "stage": Stage.HARDENING, "deliverable": output}
    submit = SubmitDeliverable(**which, evidence=REPORT)
    submitted = DeliverableSubmitted(**which, policy=1, evidence=REPORT, submitter=BO)
    accept, accepted = AcceptDeliverable(**which), DeliverableAccepted(**which, accepter=DEE)
    given(*IN_HARDENING).when(submit, by=BO).then(submitted)
    given(*IN_HARDENING, submitted).when(accept, by=DEE).then(accepted)
    given(*IN_HARDENING, submitted).when(accept, by=BO).refused(SelfAcceptance)
    given(STARTED).when(submit, by=ANA).refused(StageNotEntered)
