"""What was measured on a day, one sentence per test: taken, a duplicate, refused and why, and corrected."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from services.measurement.domain.not_found import SeriesNotFound
from services.measurement.domain.observations import OBSERVATIONS, CorrectObservation, RecordObservations
from services.measurement.domain.observations.commands import (
    DayIsFull,
    DayOutsideTheWindow,
    ObservationNotFound,
    ObservationsNotTaken,
    ObservationWasWithdrawn,
    ObservedBeforeGoLive,
    SeriesOfSomebodyElse,
    ShareOutOfRange,
    UnitDiffers,
)
from services.measurement.domain.observations.verdicts import understood
from services.measurement.domain.series.commands import SeriesHasRetired
from services.measurement.domain.series_policy import LATEST_SERIES
from shared.events.people import Role
from shared.events.series import Aggregation
from shared.kernel.decider import Actor
from shared.kernel.refusal import InTheFuture, NotWellFormed
from tests.facts.engagements import ENGAGEMENT
from tests.facts.go_live import WENT_LIVE
from tests.facts.observations import (
    ACTIVE_OTHERS,
    ACTIVE_PIONEERS,
    CLAIM_HANDLED,
    DAY,
    INDICATOR_CORRECTED,
    INDICATOR_RECORDED,
    KPI_CORRECTED,
    KPI_RECORDED,
)
from tests.facts.people import ANA, BO, CLEO, NOW
from tests.facts.population import PIONEERS_DEFINED, POPULATION_DEFINED
from tests.facts.series import KPI_DEFINED, KPI_ID, SERIES_DEFINED, SERIES_HANDED_OVER, SERIES_ID, SERIES_RETIRED
from tests.scenario import Scenario

pytestmark = pytest.mark.req("RL4")

given = Scenario(decider=OBSERVATIONS).given
PEOPLE = (POPULATION_DEFINED, PIONEERS_DEFINED)
LIVE = (SERIES_DEFINED, *PEOPLE, WENT_LIVE)
KPI = (KPI_DEFINED, *PEOPLE, WENT_LIVE)
TAKEN = (*LIVE, INDICATOR_RECORDED)
LATER = datetime.combine(DAY, NOW.timetz()) + timedelta(days=2)
RECORD = RecordObservations(
    engagement_id=ENGAGEMENT,
    series_id=SERIES_ID,
    day=DAY,
    source=INDICATOR_RECORDED.source,
    unit=None,
    observations=INDICATOR_RECORDED.observations,
)
RECORD_KPI = replace(RECORD, series_id=KPI_ID, source=KPI_RECORDED.source, observations=KPI_RECORDED.observations)
CORRECT = CorrectObservation(
    engagement_id=ENGAGEMENT,
    series_id=SERIES_ID,
    day=DAY,
    key=ACTIVE_PIONEERS.key,
    new=INDICATOR_CORRECTED.new,
    reason=INDICATOR_CORRECTED.reason,
)
WITHDRAWN = replace(INDICATOR_CORRECTED, new=None)


def asked(past: tuple[Any, ...], command: RecordObservations | CorrectObservation, by: UUID | Actor = CLEO) -> Any:  # noqa: ANN401 - as the scenario has it
    return given(*past).when(command, by=by, at=LATER)


def said(past: tuple[Any, ...], command: RecordObservations, by: UUID = CLEO) -> list[tuple[int, str, str | None]]:
    """Of each observation that cannot be taken: its place, the code, and the field to blame."""
    with pytest.raises(ObservationsNotTaken) as caught:
        OBSERVATIONS.decide(command, OBSERVATIONS.replay(past), asked(past, command, by).asked)
    found = understood(str(caught.value.details["rows"]))
    assert caught.value.details["several"] == len(found)
    return [(each.place, each.code, each.field) for each in found]


def one(**changed: Any) -> RecordObservations:  # noqa: ANN401 - of each field's own type
    return replace(RECORD, observations=(replace(ACTIVE_OTHERS, **changed),))


def test_observations_of_a_day_are_recorded_by_whoever_answers_for_the_series() -> None:
    asked(LIVE, RECORD).then(INDICATOR_RECORDED)
    asked(KPI, RECORD_KPI, BO).then(KPI_RECORDED)


def test_an_integrator_and_the_leads_record_for_others() -> None:
    machine = Actor(person=ANA, roles=frozenset({Role.INTEGRATOR}))
    asked(LIVE, RECORD, machine).then(INDICATOR_RECORDED)
    asked(LIVE, RECORD, replace(machine, roles=frozenset({Role.BUSINESS_OWNER}))).then(INDICATOR_RECORDED)
    asked(LIVE, RECORD, replace(machine, roles=frozenset({Role.VENDOR}))).refused(SeriesOfSomebodyElse)
    asked((*LIVE, SERIES_HANDED_OVER), RECORD, CLEO).refused(SeriesOfSomebodyElse)
    asked((*LIVE, SERIES_HANDED_OVER), RECORD, BO).then(INDICATOR_RECORDED)
    assert Role.AUDITOR not in OBSERVATIONS.permits[RecordObservations]


def test_a_series_is_one_of_the_engagement() -> None:
    asked(PEOPLE, RECORD).refused(SeriesNotFound)
    asked(LIVE, replace(RECORD, engagement_id=UUID(int=9))).refused(SeriesNotFound)
    series, around = OBSERVATIONS.looks_at(RECORD)
    assert (series.id, around.id) == (f"series-{SERIES_ID}", str(ENGAGEMENT))
    assert OBSERVATIONS.engagement(RECORD) == ENGAGEMENT


def test_each_series_and_day_has_a_stream_of_its_own() -> None:
    assert OBSERVATIONS.stream(RECORD) == f"observations-{SERIES_ID}-2026-03-11"


def test_what_has_retired_takes_nothing_more() -> None:
    asked((*LIVE, SERIES_RETIRED), RECORD).refused(SeriesHasRetired)


def test_a_unit_is_that_of_the_series() -> None:
    asked(LIVE, replace(RECORD, unit="share")).then(INDICATOR_RECORDED)
    asked(LIVE, replace(RECORD, unit="percent")).refused(UnitDiffers, where=("input", "unit"), saying="share")


def test_before_going_live_there_is_a_baseline_and_nothing_else() -> None:
    asked((SERIES_DEFINED, *PEOPLE), RECORD).refused(ObservedBeforeGoLive, where=("input", "day"))


@pytest.mark.parametrize("days", [-1, 90, 400])
def test_a_day_is_one_of_the_ninety(days: int) -> None:
    astray = replace(RECORD, day=WENT_LIVE.went_live_on + timedelta(days=days))
    asked(LIVE, astray).refused(DayOutsideTheWindow, where=("input", "day"), saying="2026-06-08")


def test_a_day_has_come() -> None:
    asked(LIVE, replace(RECORD, day=LATER.date())).then(replace(INDICATOR_RECORDED, day=LATER.date()))
    asked(LIVE, replace(RECORD, day=date(2026, 3, 14))).refused(InTheFuture, where=("input", "day"))


def test_no_more_than_so_many_come_at_once() -> None:
    most = LATEST_SERIES.most_at_once
    several = tuple(replace(ACTIVE_OTHERS, key=f"k{n}") for n in range(most))
    asked(LIVE, replace(RECORD, observations=several)).then(replace(INDICATOR_RECORDED, observations=several))
    for wrong in ((), (*several, ACTIVE_OTHERS)):
        asked(LIVE, replace(RECORD, observations=wrong)).refused(NotWellFormed, where=("input", "observations"))


def test_a_day_takes_so_many_and_beyond_that_sums() -> None:
    most = LATEST_SERIES.most_a_day
    full = replace(INDICATOR_RECORDED, observations=tuple(replace(ACTIVE_OTHERS, key=f"k{n}") for n in range(most - 1)))
    asked((*LIVE, full), RECORD).refused(DayIsFull, saying="sums")
    last = one(key="last")
    asked((*LIVE, full), last).then(replace(INDICATOR_RECORDED, observations=last.observations))


def test_the_same_again_is_a_duplicate_and_something_else_under_its_key_is_refused() -> None:
    changed = replace(ACTIVE_OTHERS, value=Decimal(5))
    new = replace(ACTIVE_OTHERS, key="new")
    again = replace(RECORD, observations=(ACTIVE_PIONEERS, changed, new, new, replace(new, value=Decimal(0))))
    assert said(TAKEN, again) == [
        (0, "DUPLICATE", None),
        (1, "OBSERVATION_DIFFERS", "key"),
        (3, "DUPLICATE", None),
        (4, "OBSERVATION_DIFFERS", "key"),
    ]


def test_a_number_is_the_same_however_it_is_written() -> None:
    assert said(TAKEN, one(value=Decimal("4.000"))) == [(0, "DUPLICATE", None)]


def test_what_was_withdrawn_does_not_come_back_under_its_key() -> None:
    back = replace(RECORD, observations=(ACTIVE_PIONEERS,))
    assert said((*TAKEN, WITHDRAWN), back) == [(0, "OBSERVATION_WAS_WITHDRAWN", "key")]


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "0.0000001", "1e18", "1e-400"])
def test_a_measured_value_is_a_finite_number(value: str) -> None:
    assert said(LIVE, one(value=Decimal(value))) == [(0, "NOT_WELL_FORMED", "value")]
    assert said(LIVE, one(of=Decimal(value))) == [(0, "NOT_WELL_FORMED", "of")]


def test_a_share_is_from_nothing_to_all() -> None:
    assert said(LIVE, one(value=Decimal("40.000001"))) == [(0, "SHARE_OUT_OF_RANGE", "value")]
    assert said(LIVE, one(value=Decimal(-1))) == [(0, "SHARE_OUT_OF_RANGE", "value")]
    mean = (replace(SERIES_DEFINED, aggregation=Aggregation.MEAN), *LIVE[1:])
    assert said(mean, one(value=Decimal("1.5"))) == [(0, "SHARE_OUT_OF_RANGE", "value")]


def test_a_ratio_is_of_something() -> None:
    assert said(LIVE, one(of=None)) == [(0, "NOT_WELL_FORMED", "of")]
    assert said(LIVE, one(of=Decimal(-1))) == [(0, "NOT_WELL_FORMED", "of")]
    nobody = one(value=Decimal(0), of=Decimal(0))
    asked(LIVE, nobody).then(replace(INDICATOR_RECORDED, observations=nobody.observations))


def test_a_sum_is_of_nothing_and_a_weight_is_more_than_nothing() -> None:
    added = (replace(KPI_DEFINED, aggregation=Aggregation.SUM), *PEOPLE, WENT_LIVE)
    weighed = replace(RECORD_KPI, observations=(replace(CLAIM_HANDLED, of=Decimal(0)),))
    assert said(added, weighed, BO) == [(0, "NOT_WELL_FORMED", "of")]
    assert said(KPI, weighed, BO) == [(0, "NOT_WELL_FORMED", "of")]


def test_cohorts_and_departments_are_those_of_the_engagement() -> None:
    assert said(LIVE, one(cohort_id=UUID(int=9))) == [(0, "COHORT_NOT_OF_THE_ENGAGEMENT", "cohort")]
    assert said(LIVE, one(department="Letter")) == [(0, "DEPARTMENT_NOT_OF_THE_POPULATION", "department")]


@pytest.mark.parametrize("key", ["", " ", "a\nb", "a\0b", "k" * 201, "a\u202eb"])
def test_a_key_can_be_read(key: str) -> None:
    assert said(LIVE, one(key=key)) == [(0, "NOT_WELL_FORMED", "key")]


def test_a_key_that_looks_like_a_formula_is_a_key_like_any_other() -> None:
    command = one(key='=HYPERLINK("http://evil.example")')
    asked(LIVE, command).then(replace(INDICATOR_RECORDED, observations=command.observations))


def test_a_source_is_named() -> None:
    asked(LIVE, replace(RECORD, source="")).refused(NotWellFormed, where=("input", "source"))


def test_an_observation_is_corrected_and_what_was_said_stays() -> None:
    asked(TAKEN, CORRECT).then(INDICATOR_CORRECTED)
    asked((*TAKEN, INDICATOR_CORRECTED), CORRECT).then_nothing()
    withdraw = replace(CORRECT, series_id=KPI_ID, key=CLAIM_HANDLED.key, new=None, reason=KPI_CORRECTED.reason)
    asked((*KPI, KPI_RECORDED), withdraw, BO).then(replace(KPI_CORRECTED, corrector=BO))


def test_what_was_withdrawn_stays_so() -> None:
    gone = (*TAKEN, WITHDRAWN)
    asked(gone, replace(CORRECT, new=None)).then_nothing()
    asked(gone, CORRECT).refused(ObservationWasWithdrawn, where=("input", "key"))


def test_a_correction_is_of_what_was_recorded_and_keeps_its_key() -> None:
    asked(LIVE, CORRECT).refused(ObservationNotFound, where=("input", "key"))
    asked(TAKEN, replace(CORRECT, new=ACTIVE_OTHERS)).refused(NotWellFormed, where=("input", "key"))
    asked(TAKEN, replace(CORRECT, reason="")).refused(NotWellFormed, where=("input", "reason"))
    asked(TAKEN, replace(CORRECT, new=replace(ACTIVE_PIONEERS, value=Decimal(11)))).refused(ShareOutOfRange)
    asked(TAKEN, CORRECT, ANA).refused(SeriesOfSomebodyElse)


def test_what_is_held_is_what_was_corrected_last() -> None:
    corrected = replace(RECORD, observations=(INDICATOR_CORRECTED.new or ACTIVE_PIONEERS,))
    assert said((*TAKEN, INDICATOR_CORRECTED), corrected) == [(0, "DUPLICATE", None)]
