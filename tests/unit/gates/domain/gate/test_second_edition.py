"""The second edition of the framework that ships: whoever shows something does not say what it is held against."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.gates.domain.framework.shipped import FRAMEWORKS
from services.gates.domain.gate.case import Case, Past, evolve
from services.gates.domain.verdict.states import unmet
from shared.events.series import SeriesKind
from shared.events.stages import Stage
from shared.events.verdicts import CriterionState, Verdict
from tests.facts import go_live, hardening, measurement, series, triggers
from tests.facts.engagements import ENGAGEMENT
from tests.history import recorded
from tests.unit.gates.domain.gate.twenty_met import ALL, DASHBOARD, FIRE_DRILL, SCAN, TODAY, WINDOW, YESTERDAY
from tests.unit.gates.domain.gate.twenty_met_second import ANEW, MEASURING, NAME, saying, shown_anew
from tests.unit.gates.projections.life import RETURN_REPORTED

pytestmark = pytest.mark.req("RSG4")

FIRST, SECOND = FRAMEWORKS["fairway", 1], FRAMEWORKS["fairway", 2]


def case_of(facts: tuple[Any, ...]) -> Case:
    past = Past()
    for each in recorded(facts):
        past = evolve(past, each)
    return Case(past)


def verdict(*facts: Any, later: int = 0) -> Verdict:  # noqa: ANN401 - any facts
    return case_of(facts).verdict(TODAY + timedelta(days=later))


def state(code: str, *facts: Any, later: int = 0) -> CriterionState:  # noqa: ANN401 - any facts
    return next(each.state for each in verdict(*facts, later=later).criteria if each.code == f"fairway/{code}")


def test_all_twenty_are_met_by_measured_values_alone() -> None:
    assert unmet(verdict(*shown_anew())) == ()
    assert {each.state for each in verdict(*shown_anew()).criteria} == {CriterionState.MET}


def test_what_the_first_edition_asks_for_is_judged_as_ever_and_the_move_shows_what_it_takes() -> None:
    """The same facts under each: what is lost by moving is what was held against the submitter's own word."""
    case = case_of(ALL)
    assert unmet(case.ground.verdict((FIRST,), None, TODAY)) == ()
    assert unmet(case.ground.verdict((SECOND,), None, TODAY)) == (
        "fairway/network_security",
        "fairway/quality_threshold",
        "fairway/adoption_dashboard",
    )


def test_a_threshold_of_quality_that_the_submitter_tells_counts_for_nothing() -> None:
    low = saying(WINDOW, metric=NAME, metric_value="69", threshold="1", window_end=YESTERDAY.isoformat())
    assert state("quality_threshold", *shown_anew(low)) is CriterionState.STALE
    raised = replace(hardening.THRESHOLD_SET, old=Decimal(70), new=Decimal("70.5"))
    assert state("quality_threshold", *shown_anew(), raised) is CriterionState.STALE


def test_a_measure_that_is_added_needs_a_threshold_a_window_and_a_baseline_of_its_own() -> None:
    other = replace(hardening.METRIC_DEFINED, metric_id=ENGAGEMENT, name="Answers sent back")
    assert state("quality_threshold", *shown_anew(), other) is CriterionState.NOT_MET
    limited = replace(hardening.THRESHOLD_SET, metric_id=ENGAGEMENT)
    assert state("quality_threshold", *shown_anew(), other, limited) is CriterionState.STALE
    more = tuple(replace(other, metric_id=piece.evidence_id, name=str(piece.evidence_id)) for piece in ANEW.values())
    assert state("quality_baseline", *shown_anew(), *more) is CriterionState.MET
    assert state("quality_baseline", *shown_anew(), other, *more) is CriterionState.STALE


@pytest.mark.parametrize(("later", "expected"), [(6, CriterionState.MET), (7, CriterionState.STALE)])
def test_a_window_counts_for_seven_days_after_it_ended(later: int, expected: CriterionState) -> None:
    assert state("quality_threshold", *shown_anew(), later=later) is expected


@pytest.mark.parametrize(
    ("minutes", "expected"), [("14", CriterionState.MET), ("15", CriterionState.MET), ("16", CriterionState.NOT_MET)]
)
def test_the_time_in_which_an_alert_is_acknowledged_is_that_of_the_framework(
    minutes: str, expected: CriterionState
) -> None:
    drill = saying(
        FIRE_DRILL,
        monitors_live="true",
        severities="3",
        severities_with_response="3",
        acknowledged_minutes=minutes,
        allowed_minutes="600",
    )
    assert state("monitoring", *shown_anew(drill)) is expected


@pytest.mark.parametrize("severity", ["findings__critical", "findings__high"])
def test_what_a_scan_found_is_weighed_by_the_framework_and_not_by_whoever_shows_it(severity: str) -> None:
    found = {"private_endpoint": "true", "findings__critical": "0", "findings__high": "0", "open_findings": "0"}
    assert state("network_security", *shown_anew(saying(SCAN, **found))) is CriterionState.MET
    worse = saying(SCAN, **{**found, severity: "1"})
    assert state("network_security", *shown_anew(worse)) is CriterionState.NOT_MET


def test_an_approval_of_access_counts_for_180_days_whatever_it_says_itself() -> None:
    clause = next(each for each in SECOND.criteria if each.code == "data_access").fresh
    assert [(each.since, each.days) for each in clause] == [
        ("sources.approved_until", 0),
        ("sources.oldest_approved_on", 180),
    ]


@pytest.mark.req("RL5")
def test_an_indicator_that_is_added_needs_a_baseline_and_until_then_what_was_met_is_stale() -> None:
    other = replace(series.SERIES_DEFINED, series_id=ENGAGEMENT, name="Help requests")
    figure = replace(other, kind=SeriesKind.KPI)
    compared = replace(series.BASELINE_SET, series_id=ENGAGEMENT)
    given_up = replace(series.SERIES_RETIRED, series_id=ENGAGEMENT)
    assert state("adoption_dashboard", *shown_anew(), other) is CriterionState.STALE
    assert state("adoption_dashboard", *shown_anew(), figure) is CriterionState.MET
    assert state("adoption_dashboard", *shown_anew(), other, compared) is CriterionState.MET
    assert state("adoption_dashboard", *shown_anew(), other, given_up) is CriterionState.MET


@pytest.mark.req("RL5")
@pytest.mark.parametrize(("early", "expected"), [(1, CriterionState.MET), (0, CriterionState.NOT_MET)])
def test_a_baseline_is_measured_before_the_day_of_going_live(early: int, expected: CriterionState) -> None:
    until = go_live.GO_LIVE_PLANNED.planned_on - timedelta(days=early)
    assert state("adoption_dashboard", *shown_anew(), replace(series.BASELINE_SET, measured_until=until)) is expected


@pytest.mark.req("RL5")
def test_what_the_submitter_tells_of_baselines_counts_for_nothing() -> None:
    told = saying(DASHBOARD, live="true", indicators="1", indicators_with_baseline="1", set_on=YESTERDAY.isoformat())
    alone = tuple(each for each in shown_anew(told) if each not in MEASURING)
    assert state("adoption_dashboard", *alone) is CriterionState.IN_PROGRESS
    assert state("adoption_dashboard", *alone, series.SERIES_DEFINED) is CriterionState.IN_PROGRESS


@pytest.mark.req("RL6")
def test_triggers_are_defined_before_the_system_goes_live() -> None:
    def lacking(*facts: Any) -> set[str]:  # noqa: ANN401 - any facts
        return set(unmet(case_of(facts).ground.verdict((SECOND,), Stage.ADOPTION, TODAY)))

    without = tuple(each for each in shown_anew() if each != triggers.BEHIND_PLAN)
    assert "fairway/triggers_defined" not in lacking(*shown_anew())
    assert "fairway/triggers_defined" in lacking(*without)
    assert "fairway/triggers_defined" in lacking(*shown_anew(), triggers.TRIGGER_RETIRED)


@pytest.mark.req("RL10")
def test_the_last_gate_asks_for_both_reports_beside_the_hand_over() -> None:
    def lacking(*facts: Any) -> set[str]:  # noqa: ANN401 - any facts
        return set(unmet(case_of(facts).ground.verdict((SECOND,), Stage.LAUNCH, TODAY)))

    reports = {"fairway/adoption_report", "fairway/roi_report"}
    assert {*reports, "fairway/hand_over"} <= lacking(*shown_anew())
    assert lacking(*shown_anew(), RETURN_REPORTED) & reports == {"fairway/adoption_report"}
    assert lacking(*shown_anew(), RETURN_REPORTED, measurement.ADOPTION_REPORTED) & reports == set()


def test_everything_that_is_required_beside_criteria_is_signed_for_by_whoever_answers_for_the_model() -> None:
    assert {each.domain for gate in SECOND.gates for each in gate.requirements} == {"accountable_owner"}
    assert {gate.stage for gate in SECOND.gates} == set(Stage)
    assert [each.name for each in SECOND.domains if each.accountable] == ["accountable_owner"]
