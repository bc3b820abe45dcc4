"""Cohorts are trained, asked how they stand to the change, and only then let into the system."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from services.engagement.domain.change.population_commands import CohortNotFound
from services.engagement.domain.change.programme import PROGRAMME
from services.engagement.domain.change.programme_commands import (
    ChangeProgramNotCreated,
    ChangeProgramNotLaunched,
    ChangeStagesNotComplete,
    CohortCommand,
    GrantAccess,
    MoreThanTheCohort,
    RecordStageMeasure,
    RecordTrainingCompletion,
    TrainingNotPublished,
    WithdrawAccess,
)
from services.engagement.domain.not_found import EngagementNotFound
from shared.events.programme import ChangeStage
from shared.kernel.refusal import InTheFuture, NotWellFormed
from tests.facts.engagements import ENGAGEMENT, STARTED
from tests.facts.people import NOW
from tests.facts.population import DAY, HANDLERS, HANDLERS_DEFINED, HANDLERS_REVISED, PIONEERS, WRITERS
from tests.facts.programme import (
    AWARE,
    CREATED,
    GRANTED,
    PEOPLED,
    READY,
    TRAINED,
    TRAINING,
    UNDER_WAY,
    WILLING,
    WITHDRAWN,
)
from tests.scenario import Scenario

given = Scenario(decider=PROGRAMME).given

COMPLETION = RecordTrainingCompletion(engagement_id=ENGAGEMENT, cohort_id=HANDLERS, count=27)
MEASURE = RecordStageMeasure(
    engagement_id=ENGAGEMENT,
    cohort_id=HANDLERS,
    stage=ChangeStage.AWARENESS,
    favourable=Decimal("83.33"),
    respondents=24,
    measured_on=DAY,
)
GRANT = GrantAccess(engagement_id=ENGAGEMENT, cohort_id=HANDLERS)
WITHDRAW = WithdrawAccess(engagement_id=ENGAGEMENT, cohort_id=HANDLERS, reason=WITHDRAWN.reason)
YESTERDAY = DAY - timedelta(days=1)
PUBLISHED = (*PEOPLED, TRAINING)
TEPID = replace(WILLING, favourable=Decimal("69.99"))


@pytest.mark.req("RK3")
def test_those_who_completed_a_training_are_counted_by_cohort_and_never_named() -> None:
    given(*PUBLISHED).when(COMPLETION).then(TRAINED)
    given(*PUBLISHED, TRAINED).when(COMPLETION).then_nothing()
    for count in (0, 30):
        given(*PUBLISHED, TRAINED).when(replace(COMPLETION, count=count)).then(replace(TRAINED, count=count))
    given(*PUBLISHED).when(replace(COMPLETION, count=-1)).refused(NotWellFormed, where=("input", "count"))
    given(*PEOPLED).when(COMPLETION).refused(TrainingNotPublished, saying="Claims handler")
    given(*PUBLISHED).when(replace(COMPLETION, cohort_id=WRITERS)).refused(TrainingNotPublished, saying="Team leader")


@pytest.mark.req("RK3")
def test_never_more_are_trained_than_the_cohort_holds() -> None:
    given(*PUBLISHED).when(replace(COMPLETION, count=31)).refused(MoreThanTheCohort, where=("input", "count"))
    fewer = (*PUBLISHED, HANDLERS_REVISED)
    given(*fewer).when(replace(COMPLETION, count=29)).refused(MoreThanTheCohort, saying="28 people: 29 is more")
    given(*fewer).when(replace(COMPLETION, count=28)).then(replace(TRAINED, count=28))


@pytest.mark.req("RK3")
def test_other_material_is_completed_anew() -> None:
    other = replace(TRAINING, digest="6f" * 32)
    given(*PUBLISHED, TRAINED, other).when(COMPLETION).then(replace(TRAINED, digest=other.digest))


@pytest.mark.req("RK7")
def test_how_a_cohort_stands_to_the_change_is_measured_stage_by_stage() -> None:
    given(*PEOPLED).when(MEASURE).then(AWARE)
    given(*PEOPLED, AWARE).when(MEASURE).then_nothing()
    desire = replace(MEASURE, stage=ChangeStage.DESIRE)
    given(*PEOPLED, AWARE).when(desire).then(replace(AWARE, stage=ChangeStage.DESIRE))
    given(*PEOPLED).when(replace(MEASURE, measured_on=YESTERDAY)).then(replace(AWARE, measured_on=YESTERDAY))
    tomorrow = replace(MEASURE, measured_on=DAY + timedelta(days=1))
    given(*PEOPLED).when(tomorrow).refused(InTheFuture, where=("input", "measuredOn"))


@pytest.mark.parametrize("favourable", ["-0.01", "100.01", "70.001", "NaN", "Infinity"])
def test_a_share_is_a_percentage_to_the_hundredth(favourable: str) -> None:
    given(*PEOPLED).when(replace(MEASURE, favourable=Decimal(favourable))).refused(
        NotWellFormed, where=("input", "favourable")
    )


@pytest.mark.parametrize(("given_as", "kept"), [("0", "0.00"), ("-0", "0.00"), ("1e2", "100.00"), ("7.500", "7.50")])
def test_a_share_is_written_in_one_way(given_as: str, kept: str) -> None:
    asking = given(*PEOPLED).when(replace(MEASURE, favourable=Decimal(given_as)))
    (fact,) = PROGRAMME.decide(asking.command, PROGRAMME.replay(asking.past), asking.asked)
    assert str(getattr(fact, "favourable", "")) == kept


@pytest.mark.parametrize(("respondents", "reason"), [(0, NotWellFormed), (31, MoreThanTheCohort)])
def test_somebody_answered_and_no_more_than_the_cohort_holds(
    respondents: int, reason: type[NotWellFormed | MoreThanTheCohort]
) -> None:
    given(*PEOPLED).when(replace(MEASURE, respondents=respondents)).refused(reason, where=("input", "respondents"))
    for enough in (1, 30):
        given(*PEOPLED).when(replace(MEASURE, respondents=enough)).then(replace(AWARE, respondents=enough))


@pytest.mark.req("RK7")
def test_access_waits_for_awareness_and_desire_of_that_cohort() -> None:
    given(*READY).when(GRANT).then(GRANTED)
    given(*READY, GRANTED).when(GRANT).then_nothing()
    given(*UNDER_WAY).when(GRANT).refused(ChangeStagesNotComplete, saying="lacking: awareness, desire.")
    given(*UNDER_WAY, AWARE).when(GRANT).refused(ChangeStagesNotComplete, saying="lacking: desire.")
    given(*UNDER_WAY, WILLING).when(GRANT).refused(ChangeStagesNotComplete, saying="lacking: awareness.")
    others = replace(GRANT, cohort_id=PIONEERS)
    given(*READY).when(others).refused(ChangeStagesNotComplete, saying="at 70 % favourable")


@pytest.mark.req("RK7")
def test_seventy_percent_are_enough_and_a_hundredth_less_is_not() -> None:
    given(*UNDER_WAY, AWARE, TEPID).when(GRANT).refused(ChangeStagesNotComplete)
    given(*UNDER_WAY, AWARE, replace(TEPID, favourable=Decimal(70))).when(GRANT).then(GRANTED)
    given(*UNDER_WAY, WILLING, replace(AWARE, favourable=Decimal("69.99"))).when(GRANT).refused(ChangeStagesNotComplete)


@pytest.mark.req("RK7")
def test_what_was_measured_last_counts_also_when_an_earlier_measure_is_told_afterwards() -> None:
    given(*READY, TEPID).when(GRANT).refused(ChangeStagesNotComplete)
    given(*READY, replace(TEPID, measured_on=YESTERDAY)).when(GRANT).then(GRANTED)


@pytest.mark.req("RK7")
def test_what_was_measured_too_long_ago_is_measured_anew_before_access() -> None:
    """Under the version of the policy that knows an end of it; before that, it counted for ever."""
    begun = tuple(replace(fact, policy=2) if fact == CREATED else fact for fact in READY)
    last = NOW + timedelta(days=30)
    given(*begun).when(GRANT, at=last).then(GRANTED)
    late = last + timedelta(days=1)
    given(*begun).when(GRANT, at=late).refused(ChangeStagesNotComplete, saying="lacking: awareness, desire.")
    again = replace(AWARE, measured_on=late.date())
    given(*begun, again).when(GRANT, at=late).refused(ChangeStagesNotComplete, saying="lacking: desire.")
    given(*begun, again, replace(WILLING, measured_on=late.date())).when(GRANT, at=late).then(GRANTED)
    given(*READY).when(GRANT, at=late).then(GRANTED)


@pytest.mark.req("RK6", "RK7")
def test_nobody_gets_access_before_the_launch() -> None:
    given(*PEOPLED, AWARE, WILLING).when(GRANT).refused(ChangeProgramNotLaunched)


@pytest.mark.req("RK7")
def test_access_is_withdrawn_for_a_reason_and_may_be_granted_again() -> None:
    given(*READY, GRANTED).when(WITHDRAW).then(WITHDRAWN)
    given(*READY).when(WITHDRAW).then_nothing()
    given(*READY, GRANTED, WITHDRAWN).when(WITHDRAW).then_nothing()
    given(*READY, GRANTED, WITHDRAWN).when(GRANT).then(GRANTED)
    given(*READY, GRANTED).when(replace(WITHDRAW, reason="")).refused(NotWellFormed, where=("input", "reason"))


@pytest.mark.parametrize("command", [COMPLETION, MEASURE, GRANT, WITHDRAW])
def test_it_is_about_a_cohort_of_an_engagement_that_has_a_programme(command: CohortCommand) -> None:
    given(*PUBLISHED).when(replace(command, cohort_id=UUID(int=7))).refused(CohortNotFound)
    given(STARTED).when(command).refused(ChangeProgramNotCreated)
    given().when(command).refused(EngagementNotFound)


@pytest.mark.req("RK1")
def test_a_cohort_that_comes_later_completes_its_own_stages_first() -> None:
    late = replace(HANDLERS_DEFINED, cohort_id=UUID(int=0xC9), headcount=1)
    given(*READY, late).when(replace(GRANT, cohort_id=late.cohort_id)).refused(ChangeStagesNotComplete)
