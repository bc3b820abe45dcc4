"""The second edition of the framework that ships: whoever shows something does not say what it is held against."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from services.gates.domain.framework.shipped import FRAMEWORKS, reference
from services.gates.domain.gate.case import Case, Past, evolve
from services.gates.domain.verdict.states import unmet
from shared.events.evidence import EvidenceSubmitted, EvidenceValue
from shared.events.frameworks import CriteriaSetAdopted
from shared.events.stages import Stage
from shared.events.verdicts import CriterionState, Verdict
from tests.facts import hardening
from tests.facts.engagements import ENGAGEMENT
from tests.history import recorded
from tests.unit.gates.domain.gate.twenty_met import ALL, FIRE_DRILL, SCAN, TODAY, WINDOW, YESTERDAY

pytestmark = pytest.mark.req("RSG4")

FIRST, SECOND = FRAMEWORKS["fairway", 1], FRAMEWORKS["fairway", 2]
MOVED = CriteriaSetAdopted(engagement_id=ENGAGEMENT, frameworks=(reference(SECOND),), reason="It asks for more.")
NAME = hardening.METRIC_DEFINED.name


def saying(piece: EvidenceSubmitted, **values: str) -> EvidenceSubmitted:
    """A value named in parts is told as `findings__high`."""
    told = (EvidenceValue(name=name.replace("__", "."), value=value) for name, value in values.items())
    return replace(piece, values=tuple(told))


MEASURED = saying(WINDOW, metric=NAME, metric_value="70", window_end=YESTERDAY.isoformat())
SCANNED = saying(SCAN, private_endpoint="true", findings__critical="0", findings__high="0")
DRILLED = saying(
    FIRE_DRILL, monitors_live="true", severities="3", severities_with_response="3", acknowledged_minutes="15"
)
ANEW = {WINDOW.evidence_id: MEASURED, SCAN.evidence_id: SCANNED, FIRE_DRILL.evidence_id: DRILLED}


def shown_anew(*others: EvidenceSubmitted) -> tuple[Any, ...]:
    """As the second edition takes it, and the engagement moved to it."""
    pieces = {**ANEW, **{each.evidence_id: each for each in others}}
    past = tuple(pieces.get(each.evidence_id, each) if isinstance(each, EvidenceSubmitted) else each for each in ALL)
    return (*past, MOVED)


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


def test_everything_that_is_required_beside_criteria_is_signed_for_by_whoever_answers_for_the_model() -> None:
    assert {each.domain for gate in SECOND.gates for each in gate.requirements} == {"accountable_owner"}
    assert {gate.stage for gate in SECOND.gates} == set(Stage)
    assert [each.name for each in SECOND.domains if each.accountable] == ["accountable_owner"]
