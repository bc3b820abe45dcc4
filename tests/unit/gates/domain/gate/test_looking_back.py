"""What nobody has recorded yet is found in a long past as in a short one."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from services.gates.domain.gate.looking_back import ONE_BY_ONE, unrecorded
from services.gates.domain.gate.outdating import Loss, losses
from tests.facts.gaps import LOAD_TEST_OPENED, OWNED, RAISED, RESOLVED, VERIFIED
from tests.facts.people import NOW
from tests.facts.sources import ACCESS_REVOKED
from tests.facts.stages import REOPENED
from tests.unit.gates.domain.gate.house import GO, STAGE, case, decided, passed, signed

pytestmark = pytest.mark.req("X16")

TODAY = NOW.date()
QUIET = (OWNED,) * 30
MANY = (OWNED,) * ONE_BY_ONE


def found(*past: Any) -> Loss | None:  # noqa: ANN401 - any facts
    seen = case(*past)
    assert seen.gate.decision is not None
    return unrecorded(STAGE, seen.gate.decision, seen, TODAY)


def one_by_one(*past: Any) -> Loss | None:  # noqa: ANN401 - any facts
    seen = case(*past)
    assert seen.gate.decision is not None
    return next(losses(STAGE, seen.gate.decision, seen), None)


@pytest.mark.parametrize("before", [0, 1, 2, 3, 7, 29, 30])
@pytest.mark.parametrize("breaking", [ACCESS_REVOKED, RAISED, LOAD_TEST_OPENED, REOPENED])
def test_what_is_still_missing_is_found_in_an_old_event_as_if_all_were_gone_through(before: int, breaking: Any) -> None:  # noqa: ANN401 - any event
    past = (*passed(), *QUIET[:before], breaking, *QUIET[before:], *MANY)
    loss = found(*past)
    assert loss is not None
    assert (loss.cause.event, loss) == (breaking, one_by_one(*past))


def test_the_first_of_several_that_keep_something_away_is_named() -> None:
    other = replace(LOAD_TEST_OPENED, gap_id=UUID(int=0x99))
    loss = found(*passed(), *QUIET, LOAD_TEST_OPENED, *QUIET, other, *MANY)
    assert loss is not None
    assert loss.cause.event == LOAD_TEST_OPENED


def test_what_was_there_again_since_is_found_among_the_last_events() -> None:
    mended = (RAISED, RESOLVED, VERIFIED)
    recent = found(*passed(), *MANY, *mended, *QUIET)
    assert recent is not None
    assert recent.cause.event == RAISED
    assert found(*passed(), *mended, *QUIET, *MANY) is None


def test_nothing_is_found_where_everything_stands() -> None:
    assert found(*passed()) is None
    assert found(*passed(), *QUIET, *MANY, *QUIET) is None


def test_a_decision_without_a_verdict_falls_with_its_stage_alone() -> None:
    _, bare = decided(signed(), GO)
    past = (*signed(), replace(bare, evaluation_id=None))
    assert found(*past, ACCESS_REVOKED, *MANY) is None
    loss = found(*past, REOPENED, *MANY)
    assert loss is not None
    assert loss.change is None
