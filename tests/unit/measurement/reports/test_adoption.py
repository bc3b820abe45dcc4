"""The adoption report: what was measured beside the plan, the same bytes for the same rows."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from services.measurement.reports.acted import Standing
from services.measurement.reports.adoption import AdoptionReport, build, canonical, digest, people
from services.measurement.reports.measures import Measure, Trend, WindowState
from shared.events.pilots import Better
from shared.events.series import PlanPoint
from tests.facts import observations, series, triggers
from tests.facts.people import BO, CLEO
from tests.unit.measurement.reports.story import ACTED, DEFINED, OVER, POSITION, WEEKS, lived, made_of, reported

pytestmark = [pytest.mark.req("RL8"), pytest.mark.req("RL9")]


def active(report: AdoptionReport) -> Measure:
    return report.measures[0]


def test_each_window_stands_beside_its_plan() -> None:
    report = reported(*lived())
    assert (report.day, report.position, report.name) == (90, POSITION, "Claims assistant")
    assert [measure.name for measure in report.measures] == ["Active share of target users", "Minutes per claim"]
    first, *_, last = active(report).figures
    assert (first.actual, first.plan, first.shortfall) == (Decimal("0.28"), Decimal("0.26"), Decimal("-0.076923"))
    assert (last.actual, last.plan, last.state) == (Decimal("0.82"), Decimal("0.8"), WindowState.MEASURED)
    assert (active(report).latest, active(report).trend) == (13, Trend.STEADY)


def test_key_figures_of_the_business_are_told_by_the_month() -> None:
    minutes = reported(*lived()).measures[1]
    assert [figure.actual for figure in minutes.figures] == [Decimal("38.5"), Decimal("33.2"), Decimal("29.75")]
    assert minutes.trend is Trend.BETTER
    assert minutes.figures[0].shortfall == Decimal("0.047859")


def test_a_window_without_a_measurement_is_missing_and_late_once_there_is_one() -> None:
    assert active(reported(*lived())).figures[4].state is WindowState.MISSED
    late = replace(WEEKS[3][0], day=active(reported(*lived())).figures[4].starts_on)
    figure = active(reported(*lived(), late)).figures[4]
    assert (figure.state, figure.actual) == (WindowState.LATE, Decimal("0.44"))


def test_what_is_not_over_yet_is_not_judged() -> None:
    report = reported(*lived(weeks=2, months=0), at=datetime(2026, 3, 26, tzinfo=UTC))
    assert report.day == 14
    states = [figure.state for figure in active(report).figures]
    assert states == [WindowState.MEASURED] * 2 + [WindowState.OPEN] + [WindowState.AHEAD] * 10
    assert (active(report).latest, active(report).trend) == (2, Trend.BETTER)


def test_day_ninety_is_the_one_on_which_every_window_has_closed_whatever_the_clock_says() -> None:
    assert reported(*lived(weeks=12)).day == 89
    assert reported(*lived(), at=datetime(2026, 6, 8, 12, tzinfo=UTC)).day == 90


def test_a_report_up_to_a_day_tells_nothing_of_what_came_after_it() -> None:
    weekly = reported(*lived(), until=21)
    assert weekly.day == 21
    assert [figure.actual is not None for figure in active(weekly).figures] == [True] * 4 + [False] * 9
    assert active(weekly).figures[3].state is WindowState.OPEN
    assert active(weekly).latest == 3
    assert weekly.interventions == ()
    assert reported(*lived(), until=400).day == 90


def test_cohorts_and_departments_are_told_of_the_last_window() -> None:
    parts = active(reported(*lived())).parts
    assert {part.window for part in parts} == {13}
    assert [(part.department, part.actual) for part in parts][-1] == ("Letters", Decimal("0.2"))
    assert len(reported(*lived()).cohorts) == 3


@pytest.mark.parametrize(
    ("facts", "standing"),
    [
        ((), Standing.OPEN),
        (ACTED[:1], Standing.UNDER_WAY),
        (ACTED[:2], Standing.COMPLETED),
        (ACTED, Standing.EFFECTIVE),
        ((*ACTED[:2], triggers.INEFFECTIVE), Standing.INEFFECTIVE),
    ],
)
def test_it_tells_what_became_of_each_intervention(facts: tuple[object, ...], standing: Standing) -> None:
    begun = [fact for each in WEEKS[:4] for fact in each]
    (told,) = reported(*DEFINED, *begun, triggers.FIRED, *facts, at=OVER).interventions
    assert (told.standing, told.trigger, told.window) == (standing, "Far fewer users than planned", 4)
    assert told.late is (standing in (Standing.OPEN, Standing.UNDER_WAY))


def test_the_order_of_the_rows_changes_no_byte() -> None:
    rows = made_of(*lived())
    other = replace(
        rows,
        windows=rows.windows[::-1],
        series=rows.series[::-1],
        days=rows.days[::-1],
        triggers=rows.triggers[::-1],
        interventions=rows.interventions[::-1],
    )
    assert digest(build(rows, position=POSITION, at=OVER)) == digest(build(other, position=POSITION, at=OVER))


def test_the_canonical_report_holds_numbers_as_text_and_people_by_id() -> None:
    report = reported(*lived())
    data = json.loads(canonical(report))
    assert data["measures"][0]["figures"][0]["actual"] == "0.28"
    assert people(report) == {BO, CLEO}
    assert "Cleo" not in canonical(report).decode()


def test_the_plan_that_was_drawn_after_going_live_stands_beside_the_first() -> None:
    redrawn = replace(series.PLAN_CURVE_SET, points=(PlanPoint(day=0, value=Decimal("0.5")),), live=True, why="Slower.")
    measure = active(reported(*lived(), redrawn))
    assert measure.plan_changed
    assert (measure.figures[0].plan, measure.figures[0].plan_at_go_live) == (Decimal("0.5"), Decimal("0.26"))


def test_a_trend_knows_which_way_is_better() -> None:
    assert active(reported(*lived(weeks=2, months=0))).better is Better.HIGHER
    assert reported(*lived(months=2)).measures[1].trend is Trend.BETTER
    worse = replace(observations.KPI_RECORDED, day=WEEKS[8][0].day)
    assert reported(*lived(months=2), worse).measures[1].trend is Trend.BETTER
    assert reported(*lived(months=1)).measures[1].trend is None


def test_what_retired_is_told_last() -> None:
    assert [each.retired for each in reported(*lived(), series.SERIES_RETIRED).measures] == [False, True]
