"""Every chart with nothing, one and many values: within its frame, escaped, and told in words as well."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from markupsafe import Markup

from services.engagement.domain.burndown import Day
from services.engagement.reports.charts.burndown import burndown_chart
from services.engagement.reports.charts.causes import cause_chart
from services.engagement.reports.charts.dimensions import dimension_chart
from services.engagement.reports.charts.results import results_chart
from services.engagement.reports.charts.svg import percent
from services.engagement.reports.charts.timeline import timeline_chart
from services.engagement.reports.compared import ComparedAspect, ComparedDimension, Standing
from services.engagement.reports.counts import CauseCount
from services.engagement.reports.plan import Plan, Span
from services.engagement.reports.tried import Outcome, Result
from shared.events.dimensions import Dimension
from shared.events.gaps import Cause, GapDependencyAdded
from shared.events.pilots import Better
from tests.facts.people import ANA
from tests.unit.engagement.reports.markup import Parsed
from tests.unit.engagement.reports.story import CLOSED, ENGLISH, FRENCH, estimated, opened, report_of

pytestmark = pytest.mark.req("RA10")

RESULT = Result(
    criterion="Drafts accepted <unchanged>",
    unit="%",
    better=Better.HIGHER,
    target=Decimal(60),
    actual=Decimal("71.5"),
    outcome=Outcome.MET,
    recorded_by=ANA,
)


def drawn(chart: Markup) -> Parsed:
    """Checks what holds for every chart on the way."""
    parsed = Parsed(str(chart))
    (frame,) = parsed.those("svg")
    ids = {found["id"] for _, found in parsed.elements if "id" in found}
    assert frame["role"] == "img"
    assert set((frame["aria-labelledby"] or "").split()) == ids
    for _, found in parsed.elements:
        across = [found[name] for name in ("x", "x1", "x2", "cx", "width") if name in found]
        assert all(0 <= float((place or "").rstrip("%")) <= 100 for place in across)
        assert float(found.get("height") or 0) >= 0
    return parsed


def bars(parsed: Parsed, word: str) -> list[tuple[str | None, str | None]]:
    return [(found["x"], found["width"]) for _, found in parsed.classed(word)]


def test_a_result_is_a_bar_with_its_target_and_the_band_beyond() -> None:
    parsed = drawn(results_chart(1, RESULT, ENGLISH))
    assert bars(parsed, "bar") == [("0%", "88.89%")]
    assert [found["x1"] for _, found in parsed.classed("target")] == ["74.59%"]
    assert bars(parsed, "band") == [("74.59%", "25.41%")]
    assert "Reached 71.5%, target at least 60%: Met." in parsed.text


def test_where_less_is_better_the_band_ends_at_the_target() -> None:
    parsed = drawn(results_chart(1, replace(RESULT, better=Better.LOWER, outcome=Outcome.MISSED), ENGLISH))
    assert bars(parsed, "band") == [("0%", "74.59%")]


@pytest.mark.parametrize(
    ("target", "actual"),
    [(None, "0"), (None, "71.5"), ("0", "0"), ("0", "2"), ("-5", "3"), ("-5", "-8"), ("0.000001", "999999999999")],
)
def test_any_figures_stay_within_the_frame(target: str | None, actual: str) -> None:
    wanted = None if target is None else Decimal(target)
    outcome = Outcome.NO_TARGET if target is None else Outcome.MISSED
    result = replace(RESULT, target=wanted, actual=Decimal(actual), outcome=outcome, better=Better.LOWER)
    parsed = drawn(results_chart(1, result, FRENCH))
    assert len(parsed.classed("bar")) == 1
    assert len(parsed.classed("target")) == (target is not None)


def test_a_criterion_is_escaped() -> None:
    assert "accepted &lt;unchanged&gt;" in results_chart(1, RESULT, ENGLISH)


def compared(*standings: Standing) -> ComparedDimension:
    return ComparedDimension(
        dimension=Dimension.DATA,
        catalogue=1,
        pilot_note=None,
        production_note=None,
        aspects=tuple(
            ComparedAspect(name=f"a{n}", pilot=None, production=None, standing=standing, gap=None, reason=None)
            for n, standing in enumerate(standings)
        ),
    )


def test_a_dimension_without_aspects_has_no_blocks() -> None:
    parsed = drawn(dimension_chart(compared(), "Data", ENGLISH))
    assert (parsed.classed("block"), parsed.text) == ([], "Data: from pilot to production Of 0 aspects: none.")


def test_a_dimension_has_a_block_per_aspect_reached_ones_first() -> None:
    several = compared(Standing.DISMISSED, Standing.GAP, Standing.GAP, Standing.CLOSED, Standing.MATCHED)
    parsed = drawn(dimension_chart(several, "Data", ENGLISH))
    assert [found["class"] for _, found in parsed.classed("block")] == [
        "block matched",
        "block closed",
        "block gap",
        "block gap",
        "block dismissed",
    ]
    assert (
        "Of 5 aspects: 1 at production level in the pilot, 1 closed since, 2 open gap, 1 needs no gap." in parsed.text
    )


def count(blocking: int, major: int, minor: int) -> CauseCount:
    return CauseCount(cause=Cause.SUCCESS_UNDEFINED, blocking=blocking, major=major, minor=minor)


def test_a_cause_without_gaps_has_an_empty_bar() -> None:
    parsed = drawn(cause_chart(count(0, 0, 0), 0, ENGLISH))
    assert parsed.classed("block") == []
    assert "0 blocking, 0 major, 0 minor." in parsed.text


def test_a_cause_is_stacked_by_severity_on_the_scale_of_the_largest() -> None:
    parsed = drawn(cause_chart(count(2, 0, 1), 6, ENGLISH))
    assert bars(parsed, "blocking") == [("0%", "33.33%")]
    assert bars(parsed, "minor") == [("33.33%", "16.67%")]
    assert "2 1" in parsed.text


def test_a_figure_without_room_is_left_to_the_words() -> None:
    parsed = drawn(cause_chart(count(1, 99, 0), 100, ENGLISH))
    assert [found["class"] for tag, found in parsed.elements if tag == "text"] == ["on-major"]


NO_PLAN = Plan(length=Decimal(0), critical_path=(), spans=())


def test_a_plan_without_gaps_is_an_empty_timeline() -> None:
    parsed = drawn(timeline_chart(NO_PLAN, (), ENGLISH))
    assert parsed.classed("span") == []
    assert "0 gaps over 0 person-days. Critical path: none." in parsed.text


def test_a_lone_gap_carries_its_label_inside_its_bar() -> None:
    report = report_of(*CLOSED, opened(1), estimated(1, 4))
    parsed = drawn(timeline_chart(report.plan, report.gaps, ENGLISH))
    assert bars(parsed, "span") == [("0%", "100%")]
    assert [found["class"] for _, found in parsed.classed("inside")] == ["inside critical"]


def test_a_gap_without_an_estimate_is_a_dot_that_says_so() -> None:
    report = report_of(*CLOSED, opened(1))
    parsed = drawn(timeline_chart(report.plan, report.gaps, FRENCH))
    assert [tag for tag, _ in parsed.classed("span")] == ["circle"]
    assert "É1 · non estimé" in parsed.text


@pytest.mark.req("RA8")
def test_the_critical_path_runs_on_top_and_links_lead_down_from_each_end() -> None:
    first, second, third = (opened(number) for number in (1, 2, 3))
    report = report_of(
        *CLOSED,
        *(first, second, third),
        *(estimated(number, days) for number, days in ((1, 2), (2, 1), (3, 6))),
        GapDependencyAdded(gap_id=second.gap_id, needs=first.gap_id),
        GapDependencyAdded(gap_id=third.gap_id, needs=first.gap_id),
        opened(4),
        estimated(4, 1),
        GapDependencyAdded(gap_id=third.gap_id, needs=opened(4).gap_id),
    )
    parsed = drawn(timeline_chart(report.plan, report.gaps, ENGLISH))
    assert bars(parsed, "span") == [("0%", "25%"), ("25%", "75%"), ("0%", "12.50%"), ("25%", "12.50%")]
    assert [found["class"] for _, found in parsed.classed("link")] == ["link critical", "link"]
    assert "4 gaps over 8 person-days. Critical path: G1, G3." in parsed.text


def test_no_two_labels_of_a_long_timeline_share_a_row() -> None:
    report = report_of(*CLOSED, *(opened(n) for n in range(40)), *(estimated(n, n + 1) for n in range(40)))
    parsed = drawn(timeline_chart(report.plan, report.gaps, ENGLISH))
    rows = [found["y"] for word in ("name", "inside") for _, found in parsed.classed(word)]
    assert len(rows) == len(set(rows)) == 40
    assert len(parsed.classed("axis")) <= 8


def test_the_scale_of_a_timeline_never_crowds() -> None:
    gap = report_of(*CLOSED, opened(1), estimated(1, 1)).gaps[0]
    for length in (Decimal("0.5"), Decimal(7), Decimal(36_000)):
        span = Span(gap=1, start=Decimal(0), finish=length, slack=Decimal(0), critical=True)
        plan = Plan(length=length, critical_path=(1,), spans=(span,))
        assert 1 <= len(drawn(timeline_chart(plan, (gap,), ENGLISH)).classed("axis")) <= 8


def days(*remaining: int) -> tuple[Day, ...]:
    first = date(2026, 8, 14)
    return tuple(
        Day(day=first + timedelta(days=n), opened=0, closed=0, remaining=left, resolved=0, verified=0)
        for n, left in enumerate(remaining)
    )


def test_nothing_to_burn_down_is_said_in_words() -> None:
    parsed = drawn(burndown_chart((), ENGLISH))
    assert parsed.classed("remaining") == []
    assert "nothing to burn down" in parsed.text


def test_one_day_is_one_level() -> None:
    parsed = drawn(burndown_chart(days(3), ENGLISH))
    assert [(found["x1"], found["x2"]) for _, found in parsed.classed("remaining")] == [("6%", "100%")]
    assert "From 14 August 2026 to 14 August 2026: 3 gaps at the end of the first day, 3 at most" in parsed.text


def test_the_line_steps_where_the_count_changes_and_runs_level_between() -> None:
    parsed = drawn(burndown_chart(days(8, 8, 4, 4), ENGLISH))
    places = [(found["x1"], found["y1"], found["x2"], found["y2"]) for _, found in parsed.classed("remaining")]
    assert places == [("6%", "16", "53%", "16"), ("53%", "100", "100%", "100"), ("53%", "16", "53%", "100")]
    assert len(parsed.classed("area")) == 2


def test_a_long_burn_down_keeps_few_figures_on_its_scales() -> None:
    parsed = drawn(burndown_chart(days(*range(400, 0, -1)), FRENCH))
    assert len(parsed.classed("axis")) <= 10
    assert "14 août" in parsed.text


def test_many_more_gaps_than_any_scale_foresees_still_fit() -> None:
    drawn(burndown_chart(days(123_456, 0), ENGLISH))


@pytest.mark.parametrize(
    ("across", "written"), [("0", "0%"), ("100", "100%"), ("33.333333", "33.33%"), ("7.5", "7.50%"), ("-0.5", "-0.50%")]
)
def test_places_are_written_the_same_way_everywhere(across: str, written: str) -> None:

    assert percent(Fraction(across)) == written
