"""A stage that takes too long: told once, with whom it waits for, and again only after it was on time."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as property_of
from hypothesis import strategies as some

from services.engagement.domain.delay.course import Course, evolve
from services.engagement.domain.delay.forecast import forecast, late, on_time
from services.engagement.domain.delay.rules import (
    DELAY,
    CheckStageForecast,
    NoteStageDelay,
    StageNotLate,
    StagesAreOver,
)
from services.engagement.domain.halted import EngagementIsParked, EngagementStoppedForGood
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.stage_pace import LATEST_PACE, PACES, read_pace
from shared.events.delays import StageDelayed, StageDelayEnded, StageWait, WaitMatter
from shared.events.gaps import GapDueDateSet, GapStageLinked
from shared.events.people import Role
from shared.events.stages import DeliverableAccepted, DeliverableSubmitted, Stage
from shared.kernel.decider import Asked
from shared.policy.shipped import CatalogueInvalid
from tests.facts.endings import COMPLETED, PARKED, RESUMED, STOPPED
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.gaps import CANCELLED, DEFERRED, GAP_ID, OPENED, OWNED
from tests.facts.gates import passed
from tests.facts.people import ANA, BO, DEE, NOW, as_role
from tests.facts.stages import ENTERED, LEAD_NAMED, REGISTER
from tests.history import recorded
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RB6")

given = Scenario(decider=DELAY).given
NOTE, CHECK = NoteStageDelay(engagement_id=ENGAGEMENT), CheckStageForecast(engagement_id=ENGAGEMENT)
TODAY = NOW.date()
EXPECTED = TODAY + timedelta(days=21)
LATE = EXPECTED + timedelta(days=6)
"""The first day beyond the slack."""
LINKED = (OPENED, OWNED, GapStageLinked(gap_id=GAP_ID, stage="assessment"))
LEADS = ("engagement_lead", "pilot_lead")


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def due(day: date) -> GapDueDateSet:
    return GapDueDateSet(gap_id=GAP_ID, due=day)


def told(past: tuple[Any, ...], day: date, command: Any = CHECK) -> tuple[StageDelayed | StageDelayEnded, ...]:  # noqa: ANN401 - either
    """What is put on record on that day."""
    asked = Asked(by=as_role(ANA), at=at(day), day=day)
    return tuple(DELAY.decide(command, DELAY.replay(recorded(past)), asked))


def test_a_stage_whose_time_ran_out_is_told_with_whom_it_waits_for() -> None:
    (fact,) = told((STARTED,), LATE, NOTE)
    assert isinstance(fact, StageDelayed)
    assert (fact.entered_on, fact.expected_on, fact.forecast_on, fact.days_late) == (TODAY, EXPECTED, LATE, 6)
    assert [each.subject for each in fact.waiting_on] == ["close_out_report", "gap_register", "readiness_criteria"]
    assert {each.matter for each in fact.waiting_on} == {WaitMatter.DELIVERABLE}
    given(STARTED).when(NOTE, at=at(LATE)).then(fact)


def test_within_the_slack_nobody_is_told() -> None:
    given(STARTED).when(NOTE, at=at(LATE - timedelta(days=1))).refused(StageNotLate, saying=str(EXPECTED))
    given(STARTED).when(CHECK, at=at(LATE - timedelta(days=1))).then_nothing()


def test_a_gap_of_the_stage_that_falls_due_too_late_is_told_at_once() -> None:
    past = (STARTED, *LINKED, due(LATE))
    (fact,) = told(past, TODAY)
    assert isinstance(fact, StageDelayed)
    assert (fact.forecast_on, fact.days_late) == (LATE, 6)
    assert fact.waiting_on[-1] == StageWait(matter=WaitMatter.GAP, subject=str(GAP_ID), person=BO, roles=())
    given(STARTED, OPENED, OWNED, due(LATE)).when(CHECK).then_nothing()
    given(*past, CANCELLED).when(CHECK).then_nothing()
    given(STARTED, *LINKED, DEFERRED).when(CHECK).then(*told((STARTED, *LINKED, DEFERRED), TODAY))


def test_it_is_told_once_and_again_only_after_it_was_on_time() -> None:
    first = (STARTED, *LINKED, due(LATE))
    warned = (*first, *told(first, TODAY))
    given(*warned).when(CHECK).then_nothing()
    given(*warned, due(LATE + timedelta(days=9))).when(CHECK).then_nothing()
    given(*warned).when(NOTE, at=at(LATE)).refused(StageNotLate)
    nearly = (*warned, due(EXPECTED + timedelta(days=1)))
    given(*nearly).when(CHECK).then_nothing()
    again = (*warned, due(EXPECTED))
    ended = StageDelayEnded(
        engagement_id=ENGAGEMENT, stage=Stage.ASSESSMENT, expected_on=EXPECTED, forecast_on=EXPECTED
    )
    given(*again).when(CHECK).then(ended)
    given(*again, ended).when(CHECK).then_nothing()
    given(*again, ended, due(LATE)).when(CHECK).then(*told((*again, ended, due(LATE)), TODAY))


def test_the_next_stage_has_its_own_time_and_no_delay() -> None:
    (fact,) = told((STARTED, ENTERED), TODAY + timedelta(days=62), NOTE)
    assert (fact.stage, fact.expected_on) == (Stage.CLOSURE, TODAY + timedelta(days=56))
    warned = (STARTED, *told((STARTED,), LATE, NOTE), ENTERED)
    given(*warned).when(CHECK, at=at(LATE)).then_nothing()


def test_days_of_rest_are_not_counted() -> None:
    course = Course()
    days = (0, 10, 40)
    for each, day in zip(recorded((STARTED, PARKED, RESUMED)), days, strict=True):
        course = evolve(course, each._replace(occurred_at=NOW + timedelta(days=day)))
    assert forecast(course, Stage.ASSESSMENT, TODAY, UTC).expected_on == EXPECTED + timedelta(days=30)


@pytest.mark.req("RF9")
@pytest.mark.parametrize(
    ("zone", "at", "entered_on"),
    [
        ("America/Toronto", datetime(2026, 3, 3, 4, 59, tzinfo=UTC), date(2026, 3, 2)),
        ("America/Toronto", datetime(2026, 3, 3, 5, 0, tzinfo=UTC), date(2026, 3, 3)),
        ("Pacific/Kiritimati", datetime(2026, 3, 3, 10, 0, tzinfo=UTC), date(2026, 3, 4)),
        ("UTC", datetime(2026, 3, 3, 4, 59, tzinfo=UTC), date(2026, 3, 3)),
    ],
)
def test_its_days_are_those_of_the_tenant_also_near_midnight(zone: str, at: datetime, entered_on: date) -> None:
    (start,) = recorded((STARTED,))
    course = DELAY.replay((start._replace(occurred_at=at),))
    late_on = entered_on + timedelta(days=27)
    asked = Asked(by=as_role(ANA), at=NOW, day=late_on, zone=ZoneInfo(zone))
    (fact,) = DELAY.decide(NOTE, course, asked)
    assert (fact.entered_on, fact.expected_on, fact.days_late) == (entered_on, late_on - timedelta(days=6), 6)
    with pytest.raises(StageNotLate):
        DELAY.decide(NOTE, course, replace(asked, day=late_on - timedelta(days=1)))


@pytest.mark.req("RF9")
def test_days_of_rest_are_those_of_the_tenant_whatever_the_clocks_do() -> None:
    """From one minute before midnight, in winter time, until one minute after it, in summer time: three days."""
    begun, over = datetime(2026, 3, 6, 4, 59, tzinfo=UTC), datetime(2026, 3, 8, 5, 1, tzinfo=UTC)
    course = Course()
    for each, at in zip(recorded((STARTED, PARKED, RESUMED)), (NOW, begun, over), strict=True):
        course = evolve(course, each._replace(occurred_at=at))
    assert course.rested(ZoneInfo("America/Toronto")) == timedelta(days=3)
    assert course.rested(UTC) == timedelta(days=2)


def test_no_stage_is_late_that_is_not_under_way() -> None:
    given().when(NOTE).refused(EngagementNotFound)
    given(STARTED, PARKED).when(NOTE, at=at(LATE)).refused(EngagementIsParked)
    given(STARTED, STOPPED).when(NOTE, at=at(LATE)).refused(EngagementStoppedForGood)
    given(STARTED, COMPLETED).when(CHECK, at=at(LATE)).refused(StagesAreOver)


def accepted(name: str) -> tuple[DeliverableSubmitted, DeliverableAccepted]:
    of = (ENGAGEMENT, Stage.ASSESSMENT)
    return (
        DeliverableSubmitted(
            engagement_id=of[0], stage=of[1], policy=1, deliverable=name, evidence=REGISTER, submitter=ANA
        ),
        DeliverableAccepted(engagement_id=of[0], stage=of[1], deliverable=name, accepter=DEE),
    )


def waited_for(*past: Any) -> list[tuple[WaitMatter, UUID | None, tuple[str, ...]]]:  # noqa: ANN401 - any facts
    (fact,) = told(past, TODAY + timedelta(days=400))
    assert isinstance(fact, StageDelayed)
    return [(each.matter, each.person, each.roles) for each in fact.waiting_on]


def test_whoever_is_next_is_named() -> None:
    names = ("close_out_report", "gap_register", "readiness_criteria")
    handed_in = [accepted(name)[0] for name in names]
    done = [fact for name in names for fact in accepted(name)]
    approvers = (Role.SPONSOR.value, Role.BUSINESS_OWNER.value)
    assert {matter for matter, _, _ in waited_for(STARTED, *handed_in)} == {WaitMatter.ACCEPTANCE}
    ((matter, person, roles),) = waited_for(STARTED, *done)
    assert (matter, person, set(roles)) == (WaitMatter.GATE, None, set(approvers))
    ((matter, _, roles),) = waited_for(STARTED, *done, passed(Stage.ASSESSMENT))
    assert (matter, set(roles)) == (WaitMatter.ENTRY, set(LEADS))
    closing = waited_for(STARTED, LEAD_NAMED, ENTERED)
    assert [(matter, person) for matter, person, _ in closing] == [
        *[(WaitMatter.DELIVERABLE, BO)] * 3,
        *[(WaitMatter.TRACK, None)] * 2,
    ]


def test_only_fairway_itself_looks() -> None:
    assert set(DELAY.permits.values()) == {frozenset()}
    assert DELAY.at_once == set(DELAY.permits)


@property_of(some.lists(some.integers(-30, 60), max_size=30))
def test_however_plans_move_late_and_on_time_take_turns(moves: list[int]) -> None:
    past: tuple[Any, ...] = (STARTED, *LINKED)
    facts: list[Any] = []
    for move in moves:
        past = (*past, due(EXPECTED + timedelta(days=move)))
        new = told(past, TODAY)
        past, facts = (*past, *new), [*facts, *new]
    assert [type(each) for each in facts] == [(StageDelayed, StageDelayEnded)[n % 2] for n in range(len(facts))]
    found = forecast(DELAY.replay(recorded(past)), Stage.ASSESSMENT, TODAY, UTC)
    last = facts[-1] if facts else None
    assert not (late(found) and not isinstance(last, StageDelayed))
    assert not (on_time(found) and isinstance(last, StageDelayed))


SOUND = "version: 1\nslack: 5\ndays: {assessment: 21, closure: 56, hardening: 42, adoption: 56, launch: 120}"


def test_the_present_pace_is_the_latest() -> None:
    assert PACES[max(PACES)] is LATEST_PACE
    assert read_pace(SOUND) == LATEST_PACE


@pytest.mark.parametrize(
    ("sound", "wrong"),
    [
        ("version: 1", "version: 0"),
        ("slack: 5", "slack: -1"),
        ("slack: 5", "slack: 5\nmore: 1"),
        ("launch: 120", "launch: 0"),
        ("launch: 120", "launch: true"),
        (", launch: 120", ""),
        ("launch: 120", "party: 120"),
    ],
)
def test_a_pace_that_does_not_say_what_it_must_is_refused(sound: str, wrong: str) -> None:
    assert sound in SOUND
    with pytest.raises(CatalogueInvalid):
        read_pace(SOUND.replace(sound, wrong))
