"""Somebody outside holds a criterion up, one sentence per test."""

from dataclasses import replace
from datetime import date

import pytest

from services.gates.domain.bounds import LastDayOutOfBounds
from services.gates.domain.criterion.commands import (
    BlockCriterion,
    UnblockCriterion,
)
from services.gates.domain.exemption_policy import LATEST_EXEMPTIONS
from shared.kernel.refusal import NotWellFormed
from tests.facts.criteria import (
    BLOCKED,
    UNBLOCKED,
)
from tests.facts.criteria import (
    CRITERION as LOAD_TEST,
)
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.unit.gates.domain.measured import A_DAY, TODAY, given

pytestmark = pytest.mark.req("RSG4")

BLOCK = BlockCriterion(
    engagement_id=ENGAGEMENT, criterion=LOAD_TEST, party=BLOCKED.party, reason=BLOCKED.reason, until=BLOCKED.until
)
UNBLOCK = UnblockCriterion(engagement_id=ENGAGEMENT, criterion=LOAD_TEST, reason=UNBLOCKED.reason)


def test_somebody_outside_holds_a_criterion_up() -> None:
    given(STARTED).when(BLOCK).then(BLOCKED)
    given(STARTED).when(replace(BLOCK, until=None)).then(replace(BLOCKED, until=None))


def test_the_same_block_again_is_nothing_new_and_another_replaces_it() -> None:
    given(STARTED, BLOCKED).when(BLOCK).then_nothing()
    given(STARTED, BLOCKED).when(replace(BLOCK, until=None)).then(replace(BLOCKED, until=None))


@pytest.mark.parametrize("until", [TODAY - A_DAY, TODAY + LATEST_EXEMPTIONS.longest_block + A_DAY])
def test_a_block_ends_in_time(until: date) -> None:
    given(STARTED).when(replace(BLOCK, until=until)).refused(LastDayOutOfBounds, where=("input", "until"))


def test_a_block_names_the_party() -> None:
    given(STARTED).when(replace(BLOCK, party="")).refused(NotWellFormed, where=("input", "party"))


def test_a_block_is_lifted_once() -> None:
    given(STARTED, BLOCKED).when(UNBLOCK).then(UNBLOCKED)
    given(STARTED, BLOCKED, UNBLOCKED).when(UNBLOCK).then_nothing()
