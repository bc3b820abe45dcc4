"""The scope of an engagement, one sentence per test."""

from dataclasses import replace
from typing import Any

import pytest

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.scope import SCOPE, DefineScope
from services.engagement.domain.stage import STAGE, EnterStage
from services.engagement.domain.stage.commands import EntryCriteriaNotMet
from shared.events.stages import Stage
from shared.kernel.refusal import NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.gates import PASSED_ON_CONDITION
from tests.facts.scope import SCOPE_DEFINED
from tests.facts.stages import ENTERED, LEAD_NAMED, delivered
from tests.scenario import Scenario

given = Scenario(decider=SCOPE).given
entering = Scenario(decider=STAGE).given

DEFINE = DefineScope(
    engagement_id=ENGAGEMENT,
    in_scope=SCOPE_DEFINED.in_scope,
    out_of_scope=SCOPE_DEFINED.out_of_scope,
    target_users=SCOPE_DEFINED.target_users,
    sites=SCOPE_DEFINED.sites,
)
ENTER = EnterStage(engagement_id=ENGAGEMENT, stage=Stage.CLOSURE)
READY = (STARTED, *delivered(Stage.ASSESSMENT), LEAD_NAMED, PASSED_ON_CONDITION)
SMALLER = ("Claims by letter",)


@pytest.mark.req("RF2")
def test_an_engagement_has_a_scope_of_its_own() -> None:
    given(STARTED).when(DEFINE).then(SCOPE_DEFINED)
    given(STARTED, SCOPE_DEFINED).when(replace(DEFINE, in_scope=SMALLER)).then(replace(SCOPE_DEFINED, in_scope=SMALLER))


def test_the_same_scope_again_changes_nothing() -> None:
    given(STARTED, SCOPE_DEFINED).when(DEFINE).then_nothing()


def test_a_scope_that_was_changed_meanwhile_is_changed_back() -> None:
    given(STARTED, SCOPE_DEFINED, replace(SCOPE_DEFINED, in_scope=SMALLER)).when(DEFINE).then(SCOPE_DEFINED)


def test_there_is_no_scope_before_the_engagement_starts() -> None:
    given().when(DEFINE).refused(EngagementNotFound)


@pytest.mark.parametrize("field", ["in_scope", "target_users", "sites"])
def test_a_scope_says_what_and_for_whom_and_where(field: str) -> None:
    camel = {"in_scope": "inScope", "target_users": "targetUsers"}.get(field, field)
    nothing: dict[str, Any] = {field: ()}
    given(STARTED).when(replace(DEFINE, **nothing)).refused(NotWellFormed, where=("input", camel))


def test_a_scope_may_leave_nothing_out() -> None:
    given(STARTED).when(replace(DEFINE, out_of_scope=())).then(replace(SCOPE_DEFINED, out_of_scope=()))


@pytest.mark.parametrize("sites", [("Toronto", "Toronto"), tuple(map(str, range(51))), (" ",)])
def test_what_is_named_is_named_once_and_in_words(sites: tuple[str, ...]) -> None:
    given(STARTED).when(replace(DEFINE, sites=sites)).refused(NotWellFormed, where=("input", "sites"))


def test_nothing_is_both_in_scope_and_out_of_it() -> None:
    asking = given(STARTED).when(replace(DEFINE, out_of_scope=SMALLER))
    asking.refused(NotWellFormed, where=("input", "outOfScope"), saying="Claims by letter")


@pytest.mark.req("RF2")
def test_the_second_stage_is_not_entered_before_the_engagement_has_a_scope() -> None:
    asking = entering(*READY).when(ENTER)
    asking.refused(EntryCriteriaNotMet, where=("input", "stage"), saying="lacking: scope_defined.")
    entering(*READY, SCOPE_DEFINED).when(ENTER).then(ENTERED)
    assert all("ScopeDefined" in scope.types for scope in STAGE.looks_at(ENTER))
