"""A trigger: laid down before going live, judged window by window, and what people make of its interventions."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.measurement.domain.not_found import EngagementNotFound, SeriesNotFound
from services.measurement.domain.trigger.commands import (
    AcknowledgeIntervention,
    CompleteIntervention,
    DefineTrigger,
    InterventionAlreadyCompleted,
    InterventionNotFound,
    InterventionOfSomebodyElse,
    JudgeTrigger,
    RetireTrigger,
    ReviseTrigger,
    TriggerAfterGoLive,
    TriggerAlreadyDefined,
    TriggerHasRetired,
    TriggerNotFound,
    TriggerRuleWrong,
    TriggerTemplateNotFound,
    WatchedAtAnotherCadence,
)
from services.measurement.domain.trigger.noticing import intervention_of
from services.measurement.domain.trigger.rules import TRIGGER as DECIDER
from services.measurement.domain.trigger.state import terms_of
from shared.events.go_live import WentLive
from shared.events.people import Role
from shared.events.pilots import Better
from shared.events.triggers import InterventionTriggered, Seen, TriggerCleared, Watched
from shared.kernel.decider import Actor
from shared.kernel.refusal import NotWellFormed, Refused
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.measurement import WENT_LIVE_ON
from tests.facts.people import ANA, BO, CLEO
from tests.facts.series import KPI_DEFINED, SERIES_DEFINED, SERIES_RETIRED
from tests.facts.triggers import (
    ACKNOWLEDGED,
    BEHIND_PLAN,
    BEHIND_PLAN_SOONER,
    CLEARED,
    COMPLETED,
    EFFECTIVE,
    FIRED,
    INEFFECTIVE,
    INTERVENTION,
    TRIGGER,
    TRIGGER_RETIRED,
)
from tests.scenario import Scenario
from tests.unit.measurement.domain.watching import NAME, sights

pytestmark = pytest.mark.req("RL6")
given = Scenario(decider=DECIDER).given
LIVE = WentLive(engagement_id=ENGAGEMENT, release_id=TRIGGER, decision_id=TRIGGER, went_live_on=WENT_LIVE_ON)
BEFORE = (STARTED, SERIES_DEFINED)
TERMS = terms_of(BEHIND_PLAN)
MONTHLY = Watched(name=NAME, series_id=KPI_DEFINED.series_id)
DEFINE = DefineTrigger(
    engagement_id=ENGAGEMENT, trigger_id=TRIGGER, cadence=BEHIND_PLAN.cadence, terms=TERMS, template=None
)
REVISE = ReviseTrigger(trigger_id=TRIGGER, terms=terms_of(BEHIND_PLAN_SOONER), reason=BEHIND_PLAN_SOONER.reason)
RETIRE = RetireTrigger(trigger_id=TRIGGER, reason=TRIGGER_RETIRED.reason)
ACKNOWLEDGE = AcknowledgeIntervention(trigger_id=TRIGGER, intervention_id=INTERVENTION)
COMPLETE = CompleteIntervention(trigger_id=TRIGGER, intervention_id=INTERVENTION, outcome=COMPLETED.outcome)
DEFINED = (*BEFORE, BEHIND_PLAN)
RUNNING = (*DEFINED, LIVE, FIRED)
LEAD = Actor(person=ANA, roles=frozenset({Role.CHANGE_LEAD}))
THIRD_OF_APRIL = datetime(2026, 4, 3, 12, tzinfo=UTC)


def test_a_trigger_is_laid_down_before_going_live() -> None:
    given(*BEFORE).when(DEFINE).then(BEHIND_PLAN)
    given(*BEFORE, LIVE).when(DEFINE).refused(TriggerAfterGoLive, saying="2026-03-02")
    given().when(DEFINE).refused(EngagementNotFound)


def test_laying_it_down_again_records_nothing_unless_it_reads_differently() -> None:
    given(*DEFINED).when(DEFINE).then_nothing()
    given(*DEFINED, LIVE).when(DEFINE).then_nothing()
    given(*DEFINED).when(replace(DEFINE, terms=replace(TERMS, due_in_days=9))).refused(TriggerAlreadyDefined)


def wrong(**changes: Any) -> DefineTrigger:  # noqa: ANN401 - any of its fields
    return replace(DEFINE, terms=replace(TERMS, **changes))


@pytest.mark.parametrize(
    ("command", "reason", "field", "saying"),
    [
        (wrong(watches=()), NotWellFormed, "watches", "from 1 to 8"),
        (wrong(watches=TERMS.watches * 2), NotWellFormed, "watches", "differ"),
        (wrong(watches=(Watched(name="day", series_id=UUID(int=0x5E1)),)), NotWellFormed, "watches", "names"),
        (wrong(watches=(Watched(name="null", series_id=UUID(int=0x5E1)),)), NotWellFormed, "watches", "names"),
        (wrong(watches=(Watched(name=NAME, series_id=UUID(int=9)),)), SeriesNotFound, "watches", ""),
        (wrong(watches=(MONTHLY,)), WatchedAtAnotherCadence, "watches", "monthly"),
        (wrong(consecutive=0), NotWellFormed, "consecutive", "from 1 to 6"),
        (wrong(due_in_days=91), NotWellFormed, "dueInDays", "from 1 to 90"),
        (wrong(expression="active_users.sortfall > 0"), TriggerRuleWrong, "expression", "shortfall"),
        (wrong(expression="active_users.value"), TriggerRuleWrong, "expression", "a rule is true or false"),
        (wrong(expression="active_users.missed > 1"), TriggerRuleWrong, "expression", "does not go with"),
        (wrong(clears="1 +"), TriggerRuleWrong, "clears", "character 4"),
        (wrong(name=" "), NotWellFormed, "name", "must say something"),
        (wrong(playbook=""), NotWellFormed, "playbook", "must say something"),
        (replace(DEFINE, template="nothing"), TriggerTemplateNotFound, "template", "adoption_behind_plan"),
    ],
)
def test_what_makes_no_sense_is_refused_at_the_field_that_is_to_blame(
    command: DefineTrigger, reason: type[Refused], field: str, saying: str
) -> None:
    given(*BEFORE, KPI_DEFINED).when(command).refused(reason, where=("input", field), saying=saying)


def test_a_series_that_has_retired_is_watched_no_more() -> None:
    given(*BEFORE, SERIES_RETIRED).when(DEFINE).refused(SeriesNotFound)


def test_a_trigger_is_revised_before_going_live_and_then_only_in_what_people_do() -> None:
    given(*DEFINED).when(REVISE).then(BEHIND_PLAN_SOONER)
    given(*DEFINED, BEHIND_PLAN_SOONER).when(REVISE).then_nothing()
    given(*DEFINED, LIVE).when(REVISE).refused(TriggerAfterGoLive)
    moved = replace(BEHIND_PLAN_SOONER, expression=TERMS.expression, clears=TERMS.clears, owner=CLEO)
    given(*DEFINED, LIVE).when(replace(REVISE, terms=replace(TERMS, owner=CLEO, due_in_days=5))).then(moved)


@pytest.mark.parametrize("command", [REVISE, RETIRE, ACKNOWLEDGE, COMPLETE])
def test_a_trigger_that_nobody_laid_down_is_not_found(command: Any) -> None:  # noqa: ANN401 - any command
    given(*BEFORE).when(command).refused(TriggerNotFound)


def test_a_trigger_retires_once_and_is_then_revised_no_more() -> None:
    given(*DEFINED).when(RETIRE).then(TRIGGER_RETIRED)
    given(*DEFINED, TRIGGER_RETIRED).when(RETIRE).then_nothing()
    given(*DEFINED, TRIGGER_RETIRED).when(REVISE).refused(TriggerHasRetired)


def test_an_intervention_is_taken_up_once_by_its_owner_or_a_lead() -> None:
    given(*RUNNING).when(ACKNOWLEDGE, by=BO).then(ACKNOWLEDGED)
    given(*RUNNING).when(ACKNOWLEDGE, by=LEAD).then(replace(ACKNOWLEDGED, person=ANA))
    given(*RUNNING).when(ACKNOWLEDGE, by=CLEO).refused(InterventionOfSomebodyElse)
    given(*RUNNING, ACKNOWLEDGED).when(ACKNOWLEDGE, by=BO).then_nothing()
    given(*RUNNING, COMPLETED).when(ACKNOWLEDGE, by=BO).then_nothing()


def test_an_intervention_is_completed_with_one_outcome() -> None:
    given(*RUNNING, ACKNOWLEDGED).when(COMPLETE, by=BO, at=THIRD_OF_APRIL).then(COMPLETED)
    given(*RUNNING).when(COMPLETE, by=CLEO).refused(InterventionOfSomebodyElse)
    given(*RUNNING, COMPLETED).when(COMPLETE, by=BO).then_nothing()
    given(*RUNNING, COMPLETED).when(replace(COMPLETE, outcome="None."), by=BO).refused(InterventionAlreadyCompleted)
    given(*RUNNING).when(replace(COMPLETE, outcome=""), by=BO).refused(NotWellFormed, where=("input", "outcome"))


@pytest.mark.parametrize("command", [ACKNOWLEDGE, COMPLETE])
def test_an_intervention_that_was_never_started_is_not_found(command: Any) -> None:  # noqa: ANN401 - any command
    given(*DEFINED).when(command, by=BO).refused(InterventionNotFound)


def judged(*values: str | None, trigger: Any = BEHIND_PLAN) -> JudgeTrigger:  # noqa: ANN401 - defined or revised
    """When the last of the windows closes, which have come to these values."""
    rules = Scenario(decider=DECIDER).decider.replay([BEHIND_PLAN, trigger]).trigger
    assert rules is not None
    return JudgeTrigger(
        trigger_id=TRIGGER,
        window=len(values),
        starts_on=WENT_LIVE_ON + timedelta(days=7 * (len(values) - 1)),
        sights=sights(rules.rules, *values)[-rules.rules.consecutive :],
    )


def test_it_fires_once_and_says_what_it_saw_whose_it_is_and_by_when() -> None:
    low = judged("0.4", "0.375")
    fired = InterventionTriggered(
        trigger_id=TRIGGER,
        intervention_id=intervention_of(TRIGGER, 2),
        engagement_id=ENGAGEMENT,
        cadence=BEHIND_PLAN.cadence,
        window=2,
        seen=(Seen(name=f"{NAME}.shortfall", value="0.250000"), Seen(name=f"{NAME}.value", value="0.375")),
        reasons=(),
        severity=BEHIND_PLAN.severity,
        owner=BO,
        due_on=date(2026, 4, 10),
    )
    given(*DEFINED, LIVE).when(low, at=THIRD_OF_APRIL).then(fired)
    given(*DEFINED, LIVE, fired).when(low).then_nothing()
    given(*DEFINED, LIVE, fired).when(judged("0.4", "0.375", "0.3")).then_nothing()
    cleared = TriggerCleared(trigger_id=TRIGGER, cadence=BEHIND_PLAN.cadence, window=3)
    given(*DEFINED, LIVE, fired).when(judged("0.4", "0.375", "0.5")).then(cleared)
    given(*DEFINED, LIVE, fired, cleared).when(judged("0.4", "0.375", "0.5", "0.4")).then_nothing()
    given(*DEFINED, LIVE, TRIGGER_RETIRED).when(low).then_nothing()


def test_an_alarm_is_told_as_the_reason() -> None:
    missing = replace(BEHIND_PLAN_SOONER, expression=f"{NAME}.missed", consecutive=1)
    (fired,) = DECIDER.decide(
        judged(None, trigger=missing),
        DECIDER.replay([*DEFINED, missing]),
        given().when(RETIRE).asked,
    )
    assert isinstance(fired, InterventionTriggered)
    assert fired.reasons == (f"{NAME}.missed",)


WEEKS = ("0.5",) * 3 + ("0.4", "0.45")


def test_whether_an_intervention_helped_is_measured_after_two_whole_windows_once() -> None:
    """It was completed in the fifth week: the sixth and the seventh are whole."""
    past = (*RUNNING, ACKNOWLEDGED, COMPLETED)
    given(*past).when(judged(*WEEKS, "0.42")).then_nothing()
    given(*past, CLEARED).when(judged(*WEEKS, "0.42", "0.62")).then(EFFECTIVE)
    given(*past, CLEARED).when(judged(*WEEKS, "0.42", "0.44")).then(INEFFECTIVE)
    given(*past, CLEARED).when(judged(*WEEKS, "0.42", None)).then_nothing()
    given(*past, CLEARED, EFFECTIVE).when(judged(*WEEKS, "0.42", "0.62")).then_nothing()
    given(*RUNNING, CLEARED).when(judged(*WEEKS, "0.42", "0.62")).then_nothing()
    lower = (STARTED, replace(SERIES_DEFINED, better=Better.LOWER), *past[2:], CLEARED)
    given(*lower).when(judged(*WEEKS, "0.42", "0.44")).then(replace(EFFECTIVE, after=INEFFECTIVE.after))


def test_what_was_not_measured_when_it_fired_is_compared_with_nothing() -> None:
    blind = replace(FIRED, seen=())
    given(*DEFINED, LIVE, blind, COMPLETED, CLEARED).when(judged(*WEEKS, "0.42", "0.62")).then_nothing()


def test_interventions_of_triggers_whose_ids_lie_side_by_side_never_meet() -> None:
    ids = {intervention_of(UUID(int=trigger), window) for trigger in range(20) for window in range(1, 14)}
    assert len(ids) == 20 * 13


def test_the_owner_is_a_person_that_is_known_and_only_leads_lay_triggers_down() -> None:
    assert DECIDER.names(DEFINE) == DECIDER.names(replace(REVISE, terms=TERMS)) == (BO,)
    assert DECIDER.names(RETIRE) == ()
    assert DECIDER.permits[JudgeTrigger] == frozenset()
    assert Role.AUDITOR not in DECIDER.permits[CompleteIntervention]
    assert [scope.id for scope in DECIDER.looks_at(DEFINE)] == [str(ENGAGEMENT)]
    assert DECIDER.looks_at(RETIRE) == ()
    assert (DECIDER.engagement(DEFINE), DECIDER.engagement(RETIRE)) == (ENGAGEMENT, None)
    assert DECIDER.stream(RETIRE) == f"trigger-{TRIGGER}"
