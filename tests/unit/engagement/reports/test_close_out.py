"""What the report says of the pilot, and that it says it in the same bytes for ever."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from services.engagement.reports.close_out import REPORT, build, canonical, digest, people
from services.engagement.reports.compared import Standing
from services.engagement.reports.found import Fate
from services.engagement.reports.tried import Outcome
from shared.events.dimensions import Dimension
from shared.events.gaps import (
    GapCancelled,
    Proposal,
)
from shared.events.pilots import Better
from shared.kernel.money import Money
from tests.facts import dimensions, engagements, gaps, pilots
from tests.facts.people import ANA, BO, DEE, NOW
from tests.unit.engagement.reports.story import BEGINNING, CLOSED, opened, report_of, rows_of

pytestmark = pytest.mark.req("RA10")

FIRST = opened(1).gap_id


def test_the_report_tells_what_was_tried_and_by_whom() -> None:
    tried = report_of(*CLOSED).pilot
    assert (tried.name, tried.vendor, tried.started_on) == (
        "Claims assistant",
        "Brightwater Analytics",
        date(2025, 9, 1),
    )
    assert tried.summary == pilots.CLOSED.summary


@pytest.mark.req("RA1")
@pytest.mark.parametrize(
    ("better", "target", "outcome"),
    [
        (Better.HIGHER, Decimal(60), Outcome.MET),
        (Better.HIGHER, Decimal("71.5"), Outcome.MET),
        (Better.HIGHER, Decimal(80), Outcome.MISSED),
        (Better.LOWER, Decimal(80), Outcome.MET),
        (Better.LOWER, Decimal(60), Outcome.MISSED),
        (Better.LOWER, None, Outcome.NO_TARGET),
    ],
)
def test_each_result_is_met_missed_or_without_a_target(
    better: Better, target: Decimal | None, outcome: Outcome
) -> None:
    result = replace(pilots.RESULT, better=better, target=target)
    report = report_of(*BEGINNING, result, engagements.STARTED)
    assert [reached.outcome for reached in report.results] == [outcome]
    assert report.open_points.criteria_without_target == (outcome is Outcome.NO_TARGET)


def test_results_stand_in_the_order_in_which_they_were_recorded() -> None:
    report = report_of(*BEGINNING, pilots.RESULT_WITHOUT_TARGET, pilots.RESULT, engagements.STARTED)
    assert [result.criterion for result in report.results] == ["Time to answer", "Drafts accepted unchanged"]


def test_costs_are_added_up_by_currency() -> None:
    abroad = replace(pilots.COST, cost_id=UUID(int=0xC2), amount=Money(minor=250, currency="USD"))
    again = replace(pilots.COST, cost_id=UUID(int=0xC3))
    report = report_of(*BEGINNING, abroad, pilots.COST, again, engagements.STARTED)
    assert [cost.amount.currency for cost in report.costs.items] == ["USD", "CAD", "CAD"]
    assert report.costs.totals == (Money(minor=37_000_000, currency="CAD"), Money(minor=250, currency="USD"))


def test_a_finding_became_a_gap_was_dismissed_or_is_undecided() -> None:
    dropped = replace(pilots.FOUND, finding_id=UUID(int=0xF2))
    waiting = replace(pilots.FOUND, finding_id=UUID(int=0xF3))
    report = report_of(
        *BEGINNING,
        pilots.FOUND,
        dropped,
        waiting,
        replace(pilots.FINDING_DISMISSED, finding_id=dropped.finding_id),
        engagements.STARTED,
        replace(opened(1), finding_id=pilots.FOUND.finding_id),
        replace(opened(2), finding_id=pilots.FOUND.finding_id),
    )
    assert [finding.fate for finding in report.findings] == [Fate.GAP, Fate.DISMISSED, Fate.UNDECIDED]
    assert report.findings[0].gaps == (1, 2)
    assert report.findings[1].reason == pilots.FINDING_DISMISSED.reason
    assert report.open_points.undecided_findings == 1


def test_a_finding_whose_gap_was_cancelled_counts_as_dismissed_once_it_is() -> None:
    facts = (*BEGINNING, pilots.FOUND, engagements.STARTED, replace(opened(1), finding_id=pilots.FOUND.finding_id))
    cancelled = (*facts, GapCancelled(gap_id=FIRST, reason="Out of scope."))
    assert report_of(*cancelled).findings[0].fate is Fate.GAP
    assert report_of(*cancelled, pilots.FINDING_DISMISSED).findings[0].fate is Fate.DISMISSED


def test_a_difference_is_answered_by_a_gap_by_a_reason_or_by_nobody() -> None:
    facts = (*CLOSED, dimensions.PILOT_STATE, dimensions.PRODUCTION_STATE, dimensions.PROPOSAL_DISMISSED)
    compared = report_of(*facts).dimensions[0]
    assert [(aspect.name, aspect.standing) for aspect in compared.aspects] == [
        ("environment", Standing.UNDECIDED),
        ("network", Standing.DISMISSED),
    ]
    answer = replace(opened(1), proposal=Proposal(dimension=Dimension.INFRASTRUCTURE, aspect="environment"))
    assert report_of(*facts, answer).dimensions[0].aspects[0].standing is Standing.GAP
    assert report_of(*facts, answer).dimensions[0].aspects[0].gap == 1


def test_a_difference_is_closed_when_its_gap_is_verified() -> None:
    facts = (*CLOSED, dimensions.PILOT_STATE, dimensions.PRODUCTION_STATE, gaps.OPENED, gaps.RESOLVED)
    assert report_of(*facts).dimensions[0].aspects[1].standing is Standing.GAP
    assert report_of(*facts, gaps.VERIFIED).dimensions[0].aspects[1].standing is Standing.CLOSED


def test_an_aspect_at_production_level_is_matched() -> None:
    matched = replace(dimensions.PRODUCTION_STATE, aspects=dimensions.PILOT_STATE.aspects)
    compared = report_of(*CLOSED, dimensions.PILOT_STATE, matched).dimensions[0]
    assert {aspect.standing for aspect in compared.aspects} == {Standing.MATCHED}


def test_a_pilot_of_which_nothing_is_known_gives_a_report_too() -> None:
    report = report_of(*BEGINNING, engagements.STARTED)
    assert (report.results, report.costs.items, report.costs.totals, report.findings, report.dimensions) == (
        (),
        (),
        (),
        (),
        (),
    )
    assert (report.gaps, report.counts.owners, report.plan.spans, report.burndown) == ((), (), (), ())
    assert (report.plan.length, report.effort.remaining.p80) == (Decimal(0), Decimal(0))


FULL = (
    *BEGINNING,
    pilots.RESULT,
    pilots.RESULT_WITHOUT_TARGET,
    pilots.COST,
    pilots.FOUND,
    pilots.CLOSED,
    engagements.STARTED,
    dimensions.PILOT_STATE,
    dimensions.PRODUCTION_STATE,
    gaps.OPENED,
    gaps.LOAD_TEST_OPENED,
    gaps.OWNED,
    gaps.ESTIMATED,
    gaps.NEEDED,
    engagements.BASELINED,
    gaps.DEFERRED,
)


def test_the_same_rows_in_any_order_give_the_same_bytes() -> None:
    rows = rows_of(*FULL)
    shuffled = replace(
        rows,
        results=rows.results[::-1],
        findings=rows.findings[::-1],
        gaps=rows.gaps[::-1],
        links=rows.links[::-1],
        moves=rows.moves[::-1],
    )
    first, second = (build(each, position=16, at=NOW + timedelta(days=1)) for each in (rows, shuffled))
    assert canonical(first) == canonical(second)
    assert digest(first) == digest(second)


def test_equal_figures_give_equal_bytes_however_they_were_written() -> None:
    written = [replace(pilots.RESULT, actual=Decimal(actual)) for actual in ("70", "70.00", "7E+1")]
    assert len({digest(report_of(*BEGINNING, result, engagements.STARTED)) for result in written}) == 1


def test_the_digest_changes_with_a_fact_and_with_the_position() -> None:
    rows = rows_of(*FULL)
    changed = rows_of(*FULL, gaps.DUE)
    at = NOW + timedelta(days=1)
    digests = {
        digest(build(rows, position=16, at=at)),
        digest(build(rows, position=17, at=at)),
        digest(build(changed, position=17, at=at)),
    }
    assert len(digests) == 3


def test_the_canonical_form_has_sorted_keys_no_floats_and_reads_back() -> None:
    report = report_of(*FULL)
    found: list[str] = []
    data = json.loads(canonical(report), parse_float=found.append)
    assert found == []
    assert list(data) == sorted(data)
    assert data["results"][0]["actual"] == "71.5"
    assert data["costs"]["totals"] == [{"currency": "CAD", "minor": 18_500_000}]
    assert REPORT.validate_python(data) == report


def test_names_are_no_part_of_the_report_only_ids_are() -> None:
    report = report_of(*FULL)
    assert people(report) == {ANA, BO, DEE}
    assert str(BO).encode() in canonical(report)
