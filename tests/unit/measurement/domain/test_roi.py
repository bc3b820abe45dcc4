"""What the return comes to: exact, the same in whatever order it was told, and explained by what it came from."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.measurement.domain.roi import moved, opened, roi_of
from services.measurement.domain.roi_benefits import LineProblem, worth
from services.measurement.domain.roi_digest import digest
from services.measurement.domain.roi_rows import Purpose
from shared.events.pilots import Better
from shared.events.roi import RoiFigure
from shared.events.series import Cadence
from shared.kernel.canonical import canonical
from shared.kernel.money import Money
from tests.facts.business_case import CASE_REGISTERED, CASE_REVISED, MINUTES_SAVED
from tests.facts.costs import SCALE_COST, SCALE_COST_CORRECTED, SCALE_COST_WITHDRAWN
from tests.facts.engagements import ENGAGEMENT
from tests.facts.run_costs import RUN_COST, RUN_COST_CORRECTED, RUN_COST_WITHDRAWN
from tests.facts.series import KPI_DEFINED, KPI_ID, SERIES_DEFINED
from tests.unit.measurement.domain.returning import (
    BASELINE,
    LIVE,
    LIVE_ON,
    MONTHS,
    PILOT_COST,
    SET_UP,
    after,
    rows_after,
    took,
)

pytestmark = [pytest.mark.req("RL5"), pytest.mark.req("RL10")]


def test_each_month_brings_what_is_better_than_before_times_how_often_times_what_it_is_worth() -> None:
    """30 minutes of 40 are saved to 10: 10 x 4200 x 85 cents; then 38; then nothing was measured."""
    roi = after(*SET_UP, took(0, "28", "32"), took(31, "38"), RUN_COST, SCALE_COST, *MONTHS)
    (line,) = roi.case.lines
    assert [each.benefit for each in line.windows] == [3_570_000, 714_000, 0]
    assert [each.measured for each in line.windows] == [Decimal(30), Decimal(38), None]
    assert (line.benefit, line.expected) == (4_284_000, 3 * 3_391_500)
    assert roi.case.expected_run_cost == 3 * 1_800_000
    assert (roi.run_cost.minor, roi.pilot_cost.minor, roi.scale_cost.minor) == (1_650_050, 4_000_000, 12_500_000)
    exact = Fraction(4_284_000 - 1_650_050, 16_500_000)
    assert roi.case.roi == Decimal("0.1596") == round(exact, 4).numerator / Decimal(round(exact, 4).denominator)
    assert roi.case.annualised == Decimal("0.6474")
    assert round(exact * Fraction(365, 90), 4) == Fraction("0.6474")


def test_what_got_worse_counts_against_it() -> None:
    roi = after(*SET_UP, took(0, "41"), *MONTHS)
    assert roi.case.benefit == -357_000
    higher = replace(KPI_DEFINED, better=Better.HIGHER)
    assert after(PILOT_COST, higher, BASELINE, CASE_REGISTERED, LIVE, took(0, "41"), *MONTHS).case.benefit == 357_000


def test_a_month_counts_once_it_is_over_and_so_do_the_costs_of_running() -> None:
    facts = (*SET_UP, took(0, "30"), took(31, "30"), RUN_COST)
    none, one, two = after(*facts), after(*facts, *MONTHS[:1]), after(*facts, *MONTHS[:2])
    assert [(each.days, each.case.benefit) for each in (none, one, two)] == [(0, 0), (30, 3_570_000), (60, 7_140_000)]
    assert (none.run_cost.minor, one.run_cost.minor) == (0, 1_650_050)
    assert (none.case.roi, none.case.annualised) == (None, None)
    late = replace(RUN_COST, spent_on=LIVE_ON + timedelta(days=30))
    assert after(*SET_UP, late, *MONTHS[:1]).run_cost.minor == 0
    weekly = replace(MONTHS[0], cadence=Cadence.WEEKLY)
    assert after(*facts, weekly).days == 0


def test_there_is_no_share_of_nothing_that_was_spent() -> None:
    roi = after(*SET_UP[1:], took(0, "30"), *MONTHS)
    assert (roi.case.benefit, roi.case.roi, roi.case.annualised) == (3_570_000, None, None)


def test_costs_read_as_they_were_corrected_and_what_was_withdrawn_or_is_of_another_currency_does_not_count() -> None:
    roi = after(*SET_UP, SCALE_COST, RUN_COST, SCALE_COST_CORRECTED, RUN_COST_CORRECTED, *MONTHS)
    assert (roi.scale_cost.minor, roi.run_cost.minor) == (12_400_000, 1_600_050)
    assert [origin.first for origin in roi.run_cost.origins] == [7, 9]
    gone = after(*SET_UP, SCALE_COST, RUN_COST, SCALE_COST_WITHDRAWN, RUN_COST_WITHDRAWN, *MONTHS)
    assert (gone.scale_cost.minor, gone.run_cost.minor, gone.elsewhere) == (0, 0, ())
    euros = replace(SCALE_COST, amount=Money(minor=7, currency="EUR"))
    abroad = after(*SET_UP, euros, *MONTHS)
    assert (abroad.scale_cost.minor, abroad.elsewhere) == (0, (Money(minor=7, currency="EUR"),))
    with pytest.raises(LookupError):
        rows_after(RUN_COST_WITHDRAWN)


def test_a_line_without_a_baseline_says_so_and_counts_for_nothing() -> None:
    roi = after(KPI_DEFINED, CASE_REGISTERED, LIVE, took(0, "30"), *MONTHS)
    (line,) = roi.case.lines
    assert (line.problem, line.benefit, line.windows[0].measured) == (LineProblem.NO_BASELINE, 0, Decimal(30))
    (unknown,) = after(CASE_REGISTERED, LIVE, *MONTHS).case.lines
    assert (unknown.problem, unknown.benefit) == (LineProblem.NO_SERIES, 0)


def test_the_case_that_the_system_went_live_with_is_the_yardstick_for_ever() -> None:
    before = replace(CASE_REVISED, live=False)
    later = replace(CASE_REVISED, revision=2, lines=(replace(MINUTES_SAVED, volume_per_month=Decimal(1)),))
    facts = (took(0, "30"), *MONTHS)
    roi = after(*SET_UP[:-1], before, LIVE, later, *facts)
    assert (roi.case.revision, roi.case.benefit) == (1, 3_315_000)
    assert roi.revised is not None
    assert (roi.revised.revision, roi.revised.benefit) == (2, 850)
    assert after(*SET_UP, *facts).revised is None


def test_there_is_no_return_without_a_case_or_before_going_live() -> None:
    assert roi_of(rows_after(*SET_UP[:-1])) is None
    for facts in ((KPI_DEFINED,), (KPI_DEFINED, SERIES_DEFINED, CASE_REVISED)):
        assert roi_of(replace(rows_after(*facts), went_live_on=LIVE_ON)) is None


def test_every_figure_opens_to_the_events_it_came_from() -> None:
    roi = after(*SET_UP, took(0, "28"), replace(took(0, "32")), RUN_COST, SCALE_COST, *MONTHS)
    streams = [(each.stream, each.first, each.last) for each in opened(roi, RoiFigure.BENEFIT)]
    assert streams == [
        (f"series-{KPI_ID}", 2, 2),
        (f"series-{KPI_ID}", 3, 3),
        (f"case-{ENGAGEMENT}", 4, 4),
        (f"observations-{KPI_ID}-{LIVE_ON}", 6, 7),
    ]
    assert [each.stream for each in opened(roi, RoiFigure.RUN_COST)] == [f"runcost-{ENGAGEMENT}"]
    assert [each.stream for each in opened(roi, RoiFigure.PILOT_COST)] == [f"pilot-{ENGAGEMENT}"]
    assert [each.stream for each in opened(roi, RoiFigure.SCALE_COST)] == [f"cost-{ENGAGEMENT}"]
    assert len(opened(roi, RoiFigure.ROI)) == 7
    assert roi.case.assumptions == CASE_REGISTERED.assumptions


def test_the_digest_is_of_all_that_was_reckoned() -> None:
    roi = after(*SET_UP, took(0, "28.50"), *MONTHS)
    assert digest(roi) == digest(after(*SET_UP, took(0, "28.5"), *MONTHS))
    assert digest(roi) != digest(after(*SET_UP, took(0, "28.6"), *MONTHS))
    assert canonical(roi).startswith(b'{"case":{"annualised":"')


AMOUNTS = st.lists(st.decimals(min_value=0, max_value=90, places=3), min_size=1, max_size=12)


@given(minutes=AMOUNTS, worths=st.lists(st.integers(1, 10**6), min_size=1, max_size=6))
def test_months_add_up_to_their_line_and_lines_to_the_whole_to_the_cent(
    minutes: list[Decimal], worths: list[int]
) -> None:
    lines = tuple(
        replace(MINUTES_SAVED, line_id=UUID(int=place), value_per_unit=Money(minor=each, currency="CAD"))
        for place, each in enumerate(worths)
    )
    facts = [took(7 * place, str(each)) for place, each in enumerate(minutes)]
    roi = after(PILOT_COST, KPI_DEFINED, BASELINE, replace(CASE_REGISTERED, lines=lines), LIVE, *facts, *MONTHS)
    assert roi.case.benefit == sum(line.benefit for line in roi.case.lines) == roi.figures.benefit
    for line in roi.case.lines:
        assert line.benefit == sum(each.benefit for each in line.windows)
    again = roi.figures
    exact = Fraction(again.benefit - again.run_cost, again.pilot_cost + again.scale_cost)
    assert roi.case.roi is not None
    assert abs(Fraction(roi.case.roi) - exact) <= Fraction(1, 20_000)


@given(improvement=st.decimals(-10_000, 10_000, places=6), minor=st.integers(1, 10**9))
def test_an_amount_is_rounded_once_half_to_even(improvement: Decimal, minor: int) -> None:
    line = replace(MINUTES_SAVED, value_per_unit=Money(minor=minor, currency="CAD"))
    assert worth(line, improvement) == round(Fraction(improvement) * 4200 * minor)


@given(order=st.permutations(range(6)))
def test_the_order_in_which_it_was_told_does_not_matter(order: list[int]) -> None:
    facts = [took(place * 14, str(30 + place), "33.3") for place in range(6)]
    roi = after(*SET_UP, *(facts[place] for place in order), *MONTHS)
    assert roi.figures == after(*SET_UP, *facts, *MONTHS).figures


def test_figures_that_read_differently_are_named() -> None:
    before = after(*SET_UP, RUN_COST, *MONTHS).figures
    then = after(*SET_UP, RUN_COST, RUN_COST_CORRECTED, *MONTHS).figures
    assert moved(before, then) == (RoiFigure.RUN_COST, RoiFigure.ROI, RoiFigure.ANNUALISED)
    assert moved(before, before) == ()
    assert {each.value for each in Purpose} == {"pilot", "scale", "run"}
