"""The return is computed, published on day 90, and restated once a day at most; all by itself."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.measurement.domain.case.commands import BusinessCaseNotFound
from services.measurement.domain.measuring import MeasurementNotStarted
from services.measurement.domain.roi import roi_of
from services.measurement.domain.roi_digest import digest
from services.measurement.domain.roi_reacting import ROI_REACTION
from services.measurement.domain.roi_reporting import (
    PUBLISHERS,
    ROI,
    ComputeRoi,
    PublishRoi,
    RestateRoi,
    RoiNotPublished,
    RoiReportTooEarly,
)
from services.measurement.projections.roi_events import ROI_EVENTS
from services.measurement.projections.roi_reports import ROI_REPORTS
from services.measurement.queries.roi import Reported as ReportedAgain
from services.measurement.queries.roi import answer, line
from shared.events.go_live import WentLive
from shared.events.roi import RoiCause, RoiFigure
from tests.facts.business_case import CASE_REGISTERED
from tests.facts.engagements import ENGAGEMENT
from tests.facts.measurement import ADOPTION_REPORTED, FIRST_WEEK_CLOSED
from tests.facts.people import NOW
from tests.facts.roi import FIGURES, RESTATED, ROI_COMPUTED, ROI_PUBLISHED, ROI_RESTATED
from tests.facts.run_costs import RUN_COST, RUN_COST_CORRECTED
from tests.facts.series import SERIES_DEFINED
from tests.history import called_by_last, recorded, rows
from tests.scenario import Scenario
from tests.unit.measurement.domain.returning import MONTHS, SET_UP, corrected, rows_after, took

pytestmark = pytest.mark.req("RL10")
given = Scenario(decider=ROI).given
DAY_90 = NOW + timedelta(days=90)
LIVE = WentLive(
    engagement_id=ENGAGEMENT, release_id=UUID(int=1), decision_id=UUID(int=2), went_live_on=date(2026, 3, 2)
)
READY = (CASE_REGISTERED, LIVE)
COMPUTE = ComputeRoi(engagement_id=ENGAGEMENT, position=640, figures=FIGURES)
PUBLISH = PublishRoi(engagement_id=ENGAGEMENT, position=640, figures=FIGURES, digest=ROI_PUBLISHED.digest)
RESTATE = RestateRoi(engagement_id=ENGAGEMENT, position=655, figures=RESTATED, because=ROI_RESTATED.because, causes=1)
RESTATED_ON = NOW.replace(month=6, day=12)


def test_the_return_is_computed_as_often_as_it_reads_otherwise() -> None:
    given(*READY).when(COMPUTE, at=DAY_90).then(replace(ROI_COMPUTED, day=90))
    given(*READY, ROI_COMPUTED).when(COMPUTE, at=DAY_90).then_nothing()
    later = DAY_90 + timedelta(days=1)
    given(*READY, ROI_COMPUTED).when(COMPUTE, at=later).then(replace(ROI_COMPUTED, day=91))


def test_what_reads_the_same_is_published_once_and_not_before_the_third_month_is_over() -> None:
    given(*READY, ADOPTION_REPORTED).when(PUBLISH, at=DAY_90).then(ROI_PUBLISHED)
    given(*READY, ROI_PUBLISHED).when(replace(PUBLISH, position=700), at=DAY_90).then_nothing()
    other = replace(PUBLISH, digest="4d" * 32)
    given(*READY, ROI_PUBLISHED).when(other, at=DAY_90).then(replace(ROI_PUBLISHED, digest="4d" * 32))
    early = replace(PUBLISH, figures=replace(FIGURES, days=60))
    given(*READY).when(early, at=NOW).refused(RoiReportTooEarly, saying="2026-05-31")


@pytest.mark.parametrize("command", [COMPUTE, PUBLISH])
def test_there_is_nothing_to_tell_without_a_case_or_before_going_live(command: Any) -> None:  # noqa: ANN401 - either
    given(LIVE).when(command).refused(BusinessCaseNotFound)
    given(CASE_REGISTERED).when(command).refused(MeasurementNotStarted)
    given(*READY).when(replace(command, figures=None)).refused(MeasurementNotStarted)


@pytest.mark.req("X11")
def test_what_was_published_is_restated_once_a_day_at_most_and_only_where_a_figure_moved() -> None:
    published = (*READY, ROI_PUBLISHED)
    given(*published).when(RESTATE, at=RESTATED_ON).then(ROI_RESTATED)
    given(*published, ROI_RESTATED).when(RESTATE, at=RESTATED_ON + timedelta(days=1)).then_nothing()
    back = replace(RESTATE, figures=FIGURES)
    given(*published, ROI_RESTATED).when(back, at=RESTATED_ON).then_nothing()
    given(*published, ROI_RESTATED).when(back, at=RESTATED_ON + timedelta(days=1)).then(
        replace(ROI_RESTATED, restated_on=date(2026, 6, 13), before=RESTATED, after=FIGURES)
    )
    given(*READY).when(RESTATE).refused(RoiNotPublished)


def test_whoever_leads_or_owns_the_business_computes_and_publishes_and_fairway_itself_restates() -> None:
    assert dict(ROI.permits) == {ComputeRoi: PUBLISHERS, PublishRoi: PUBLISHERS, RestateRoi: frozenset()}
    assert (ROI.stream(COMPUTE), ROI.engagement(COMPUTE)) == (f"measurement-{ENGAGEMENT}", ENGAGEMENT)
    assert [scope.types for scope in ROI.looks_at(COMPUTE)] == [("BusinessCaseRegistered", "WentLive")]


# --- By itself ---


def called_for(*facts: Any) -> list[Any]:  # noqa: ANN401 - any fact
    """By the last of the facts."""
    return called_by_last(ROI_REACTION, recorded(facts))


MEASURED = (*SET_UP, RUN_COST, took(0, "30"), took(31, "38"), took(62, "35"))


def test_the_return_is_computed_after_each_month_and_published_after_the_third() -> None:
    (first,) = called_for(*MEASURED, *MONTHS[:1])
    assert (type(first), first.position, first.figures.days) == (ComputeRoi, 10, 30)
    compute, publish = called_for(*MEASURED, *MONTHS)
    roi = roi_of(rows_after(*MEASURED, *MONTHS))
    assert roi is not None
    assert (compute.figures, compute.position) == (roi.figures, 12)
    assert (publish.figures, publish.position, publish.digest) == (roi.figures, 12, digest(roi))
    assert called_for(*MEASURED, FIRST_WEEK_CLOSED) == []
    assert called_for(*SET_UP[:3], SET_UP[-1], *MONTHS) == []
    assert called_for(SERIES_DEFINED, MONTHS[0]) == []


LAST = took(62, "35")
CORRECTED = corrected(LAST, "36")


def published(*facts: Any) -> tuple[Any, ...]:  # noqa: ANN401 - any fact
    """All this, and then what Fairway itself publishes of it."""
    *_, publish = called_for(*facts)
    told = replace(ROI_PUBLISHED, position=publish.position, digest=publish.digest, figures=publish.figures)
    return (*facts, told)


@pytest.mark.req("X11")
def test_a_late_correction_calls_for_a_restatement_that_names_it() -> None:
    told = published(*MEASURED, *MONTHS)
    (restate,) = called_for(*told, CORRECTED)
    assert (type(restate), restate.position, restate.causes) == (RestateRoi, 14, 1)
    assert restate.because == (RoiCause(position=14, event_id=UUID(int=14)),)
    assert called_for(*told, CORRECTED)[0].figures.benefit == told[-1].figures.benefit - 357_000
    (both,) = called_for(*told, CORRECTED, RUN_COST_CORRECTED)
    assert [each.position for each in both.because] == [14, 15]
    again = replace(ROI_RESTATED, before=told[-1].figures, after=restate.figures)
    assert called_for(*told, CORRECTED, again, replace(RUN_COST_CORRECTED, amount=RUN_COST.amount)) == []


@pytest.mark.req("X11")
def test_what_moves_no_figure_or_came_before_publishing_calls_for_nothing() -> None:
    told = published(*MEASURED, *MONTHS)
    assert called_for(*told, replace(RUN_COST_CORRECTED, amount=RUN_COST.amount)) == []
    other = replace(CORRECTED, series_id=UUID(int=8))
    kpi = replace(SET_UP[1], series_id=UUID(int=8))
    assert called_for(*told, kpi, replace(took(3, "1"), series_id=UUID(int=8)), other) == []
    assert called_for(*MEASURED, CORRECTED) == []


@pytest.mark.req("X11")
def test_as_reported_stays_as_known_moves_and_the_difference_explains_itself() -> None:
    before, after = rows_after(*MEASURED, *MONTHS), rows_after(*published(*MEASURED, *MONTHS), CORRECTED)
    reported = ReportedAgain(told=entry(), again=line(before))
    same = answer(before, reported, (), ())
    assert (same.moved, same.known) == ((), reported.again)
    found = answer(after, reported, events(CORRECTED, RUN_COST_CORRECTED), ())
    assert found.reported is not None
    assert found.reported.again == line(before)
    assert found.known == line(after) != line(before)
    figures = [(each.figure, [cause.type for cause in each.because], each.causes) for each in found.moved]
    assert figures == [(figure, ["KpiCorrected"], 1) for figure in (RoiFigure.BENEFIT, *SHARES)]


SHARES = (RoiFigure.ROI, RoiFigure.ANNUALISED)


def entry() -> Any:  # noqa: ANN401 - a row
    (row,) = rows(ROI_REPORTS, [ROI_PUBLISHED]).values()
    return row


def events(*facts: Any) -> Any:  # noqa: ANN401 - rows
    return list(rows(ROI_EVENTS, facts).values())
