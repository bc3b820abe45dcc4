"""The report on the return: what is known beside what was published, in figures that add up and can be checked."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from services.measurement.reports.charts.waterfall import Kind
from services.measurement.reports.roi import canonical, digest
from services.measurement.reports.roi_bridge import MOST_STEPS, steps
from services.measurement.reports.roi_months import months_of
from shared.events.roi import RoiFigure
from shared.kernel.canonical import canonical as written
from tests.facts.costs import SCALE_COST_CORRECTED
from tests.unit.measurement.reports.roi_story import BEGUN, NINETY, PUBLISHED, RESTATED, published, reported_return
from tests.unit.measurement.reports.roi_worded import wording_of

pytestmark = [pytest.mark.req("RL10"), pytest.mark.req("X11")]
THEN, NOW = reported_return(*PUBLISHED), reported_return(*RESTATED)


def test_what_came_in_later_changes_what_is_known_and_not_what_was_published() -> None:
    assert THEN.reported is not None
    assert NOW.reported == THEN.reported
    assert THEN.reported.reckoned == THEN.known != NOW.known
    assert (THEN.moved, len(NOW.restated)) == ((), 1)
    assert [each.figure for each in NOW.moved] == [
        RoiFigure.BENEFIT,
        RoiFigure.RUN_COST,
        RoiFigure.SCALE_COST,
        RoiFigure.ROI,
        RoiFigure.ANNUALISED,
    ]
    benefit, run, scale, roi, _ = NOW.moved
    assert [each.type for each in benefit.because] == ["KpiRecorded", "KpiCorrected"]
    assert [each.type for each in run.because] == ["RunCostRecorded"]
    assert [each.reason for each in scale.because] == [SCALE_COST_CORRECTED.reason]
    assert roi.causes == benefit.causes + run.causes + scale.causes == 4


def test_whoever_holds_the_json_can_check_what_was_published() -> None:
    data = json.loads(canonical(NOW))
    assert sha256(written(data["reported"]["reckoned"])).hexdigest() == data["reported"]["digest"]
    assert data["reported"]["intact"]
    assert sha256(written(data)).hexdigest() == digest(NOW) != digest(THEN)
    assert isinstance(data["known"]["case"]["benefit"], int)
    assert data["known"]["case"]["lines"][0]["windows"][0]["measured"] == "34.1875"
    assert data["at"] == "2026-06-11T12:00:00Z"


def test_a_log_that_gives_something_else_is_told() -> None:
    told = published(*BEGUN, *NINETY)
    forged = reported_return(*BEGUN, *NINETY, replace(told, digest="0" * 64))
    assert forged.reported is not None
    assert not forged.reported.intact


def test_each_step_begins_where_the_one_before_it_ended() -> None:
    found = steps(NOW, wording_of(NOW))
    expected, *changes, realised, run, left = found
    case = NOW.known.case
    assert (expected.start, expected.end, realised.end) == (0, case.expected, case.benefit)
    ends = [expected, *changes]
    assert [each.start for each in changes] == [each.end for each in ends[:-1]]
    assert (ends[-1].end, run.start, run.end) == (realised.end, realised.end, left.end)
    assert left.end == case.benefit - NOW.known.run_cost.minor
    assert [each.kind for each in found].count(Kind.CHANGE) == len(case.lines) + 1


def test_of_many_lines_those_that_moved_the_least_are_one_step() -> None:
    case, (line, *_) = NOW.known.case, NOW.known.case.lines
    many = tuple(replace(line, name=f"{place}", benefit=line.expected + place) for place in range(MOST_STEPS + 3))
    total = sum(each.benefit for each in many)
    report = replace(NOW, known=replace(NOW.known, case=replace(case, lines=many, benefit=total)))
    found = steps(report, wording_of(report))
    assert len(found) == MOST_STEPS + 5
    assert ("3 other lines", 0 + 1 + 2) in [(each.label, each.by) for each in found]


def test_months_add_up_to_the_whole() -> None:
    months, roi = months_of(NOW), NOW.known
    assert sum(each.benefit for each in months) == roi.case.benefit
    assert sum(each.expected for each in months) == roi.case.expected
    assert sum(each.run_cost for each in months) == roi.run_cost.minor
    assert [each.spent for each in months] == [1, 1, 1]
    assert sum(each.net for each in months) == roi.case.benefit - roi.run_cost.minor


def test_before_a_month_is_over_nothing_counts() -> None:
    (first, *_) = months_of(reported_return(*BEGUN, *NINETY[:4]))
    assert (first.over, first.expected, first.benefit, first.run_cost) == (False, 0, 0, 0)
