"""Why a trigger fired: of what its rule names, the alarms that held."""

from dataclasses import replace

import pytest

from services.measurement.domain.trigger.rules import TRIGGER as DECIDER
from shared.events.triggers import InterventionTriggered
from tests.facts.triggers import BEHIND_PLAN_SOONER
from tests.unit.measurement.domain.test_trigger import DEFINED, RETIRE, given, judged
from tests.unit.measurement.domain.watching import NAME

pytestmark = pytest.mark.req("RL6")
USUAL = ("0.50", "0.52", "0.49", "0.51", "0.50", "0.48", "0.51", "0.49")


def test_a_rule_of_control_charts_that_holds_is_the_reason_and_one_that_was_only_asked_is_none() -> None:
    charted = replace(BEHIND_PLAN_SOONER, expression=f"{NAME}.we1 || {NAME}.we4", clears=None, consecutive=1)
    command = judged(*USUAL, "0.30", trigger=charted)
    (fired,) = DECIDER.decide(command, DECIDER.replay([*DEFINED, charted]), given().when(RETIRE).asked)
    assert isinstance(fired, InterventionTriggered)
    assert fired.reasons == (f"{NAME}.we1",)
    assert {each.name for each in fired.seen} == {f"{NAME}.{fact}" for fact in ("value", "we1", "we4")}
