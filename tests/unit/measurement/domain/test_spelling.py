"""The same key and the same number, however they are written."""

from dataclasses import replace
from decimal import Decimal

import pytest

from services.measurement.domain.figures import figure
from services.measurement.domain.observations import OBSERVATIONS
from tests.facts.observations import ACTIVE_PIONEERS, INDICATOR_CORRECTED, INDICATOR_RECORDED
from tests.facts.people import CLEO
from tests.scenario import Scenario
from tests.unit.measurement.domain.test_observations import CORRECT, LATER, TAKEN

pytestmark = pytest.mark.req("RL4")


given = Scenario(decider=OBSERVATIONS).given


def test_a_key_is_the_same_however_its_letters_are_put_together() -> None:
    composed, apart = "activit\u00e9", " activite\u0301"
    held = replace(INDICATOR_RECORDED, observations=(replace(ACTIVE_PIONEERS, key=composed),))
    before, after = INDICATOR_CORRECTED.old, INDICATOR_CORRECTED.new
    assert after
    new = replace(CORRECT, key=apart, new=replace(after, key=apart))
    corrected = replace(INDICATOR_CORRECTED, old=replace(before, key=composed), new=replace(after, key=composed))
    given(*TAKEN[:-1], held).when(new, by=CLEO, at=LATER).then(corrected)


def test_nothing_is_never_less_than_nothing() -> None:
    assert str(figure("value", Decimal("-0.0"))) == "0.0"
