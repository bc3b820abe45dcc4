"""What follows by itself, and what its command decides."""

from dataclasses import replace
from datetime import date

import pytest

from services.engagement.domain.go_live.commands import AlreadyLive, CheckLeadTime
from services.engagement.domain.go_live.rules import GO_LIVE
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.reactions import REACTIONS
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.go_live import (
    GO_LIVE_PLANNED,
    GO_LIVE_RESCHEDULED,
    LAUNCHED,
    LEAD_TIME_VIOLATED,
    WENT_LIVE,
)
from tests.facts.programme import CREATED
from tests.history import recorded
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RK6")

given = Scenario(decider=GO_LIVE).given
CHECK = CheckLeadTime(engagement_id=ENGAGEMENT)
TOO_SOON = replace(GO_LIVE_PLANNED, planned_on=LEAD_TIME_VIOLATED.planned_on)
PLANNED_FIRST = (STARTED, CREATED, TOO_SOON, LAUNCHED)


def test_a_launch_has_the_day_checked_that_was_planned_before_it() -> None:
    reaction = REACTIONS[0]
    (launched,) = recorded([LAUNCHED])
    assert reaction.react(launched) == [CHECK]
    assert reaction.handles == (type(LAUNCHED),)


def test_a_day_that_leaves_people_too_little_time_after_the_launch_is_told() -> None:
    given(*PLANNED_FIRST).when(CHECK).then(LEAD_TIME_VIOLATED)


def test_it_is_told_once_for_a_day() -> None:
    given(*PLANNED_FIRST, LEAD_TIME_VIOLATED).when(CHECK).then_nothing()
    moved = replace(GO_LIVE_RESCHEDULED, old=TOO_SOON.planned_on, new=date(2026, 3, 5))
    again = replace(LEAD_TIME_VIOLATED, planned_on=moved.new)
    given(*PLANNED_FIRST, LEAD_TIME_VIOLATED, moved).when(CHECK).then(again)


def test_there_is_nothing_to_tell_where_no_day_is_planned_or_it_is_late_enough() -> None:
    given(STARTED, CREATED, LAUNCHED).when(CHECK).then_nothing()
    given(STARTED, CREATED, GO_LIVE_PLANNED, LAUNCHED).when(CHECK).then_nothing()
    given(STARTED, CREATED, TOO_SOON).when(CHECK).then_nothing()


def test_it_is_too_late_once_the_system_is_live() -> None:
    given(*PLANNED_FIRST, WENT_LIVE).when(CHECK).refused(AlreadyLive)
    given().when(CHECK).refused(EngagementNotFound)


def test_only_fairway_itself_asks() -> None:
    assert GO_LIVE.permits[CheckLeadTime] == frozenset()
