"""What can be done about a trigger whose series has retired."""

from dataclasses import replace

import pytest

from tests.facts.people import CLEO
from tests.facts.series import SERIES_RETIRED
from tests.facts.triggers import BEHIND_PLAN_SOONER
from tests.unit.measurement.domain.test_trigger import DEFINE, DEFINED, LIVE, REVISE, TERMS, given

pytestmark = pytest.mark.req("RL6")


def test_a_trigger_stays_in_hand_once_a_series_that_it_watches_has_retired() -> None:
    past = (*DEFINED, LIVE, SERIES_RETIRED)
    given(*past).when(DEFINE).then_nothing()
    moved = replace(BEHIND_PLAN_SOONER, expression=TERMS.expression, clears=TERMS.clears, owner=CLEO)
    given(*past).when(replace(REVISE, terms=replace(TERMS, owner=CLEO, due_in_days=5))).then(moved)
