"""The shipped example from its first day to its first gate, and what then stands."""

from collections import Counter
from decimal import Decimal
from hashlib import sha256

import pytest

from cli.demo.close_out import check
from cli.demo.outcome import Gap
from cli.demo.steps import ENGAGEMENT
from cli.engagement_steps import OpenGap
from tests.acceptance.demo.conftest import Played

AT_THE_END = """
query Then($engagement: ID!, $at: DateTime!) {
  asOf(at: $at) {
    engagement(id: $engagement) { baselineGaps criticalPath { length gaps { title } } effort { p50 p80 } }
  }
}
"""
FIRST_AND_LAST = """
query Log($types: [String!]) { events(first: 100, types: $types) { nodes { occurredAt recordedAt actor { name } } } }
"""


@pytest.fixture
def gaps(played: Played) -> dict[str, Gap]:
    return {gap.title: gap for gap in played.performance.outcome.gaps}


@pytest.mark.req("RF1", "RA6", "RA9")
def test_every_gap_of_the_file_is_in_the_register_with_its_owner_and_where_it_came_to(
    played: Played, gaps: dict[str, Gap]
) -> None:
    file = played.theatre.file
    assert len(gaps) == len(file.gaps) == 34
    for wanted in file.gaps.values():
        gap = gaps[wanted.title]
        assert gap.owner is not None
        assert wanted.owner is not None
        assert gap.owner.name == file.people[wanted.owner].name
    assert Counter(gap.status for gap in gaps.values()) == {
        "VERIFIED": 15,
        "OPEN": 9,
        "IN_PROGRESS": 6,
        "RESOLVED": 2,
        "DEFERRED": 1,
        "CANCELLED": 1,
    }


@pytest.mark.req("RA11", "RF12")
def test_only_what_was_opened_after_the_baseline_counts_as_found_after_close(
    played: Played, gaps: dict[str, Gap]
) -> None:
    file = played.theatre.file
    later = {file.gaps[step.gap].title for step in file.progress if isinstance(step, OpenGap)}
    assert {gap.title for gap in gaps.values() if gap.found_after_close} == later
    assert len(later) == 2


@pytest.mark.req("RA7", "RA8", "X1")
async def test_the_critical_path_reads_as_of_the_day_of_the_report_as_it_did_then(played: Played) -> None:
    theatre, ids = played.theatre, played.performance.played.ids
    data = await theatre.client.ask(
        theatre.stage.tokens["priya"],
        AT_THE_END,
        {"engagement": ids[ENGAGEMENT], "at": "2026-08-28T23:59:59-04:00"},
        seen=played.performance.played.seen,
    )
    then = data["asOf"]["engagement"]
    assert then["baselineGaps"] == 32
    assert Decimal(then["criticalPath"]["length"]).quantize(Decimal("0.1")) == Decimal("69.8")
    assert len(then["criticalPath"]["gaps"]) == 7
    assert played.performance.outcome.then is not None
    assert str(played.performance.outcome.then.critical_path.length) == then["criticalPath"]["length"]


@pytest.mark.req("RA10")
def test_the_report_reads_as_it_was_published(played: Played) -> None:
    report = played.performance.outcome.report
    assert report is not None
    check(report)
    assert report.published_digest == sha256(report.canonical.encode()).hexdigest()
    assert "Hélène Tremblay-Roy" in report.html
    assert "Hélène Tremblay-Roy" not in report.canonical


async def test_everything_was_recorded_on_its_day_by_whoever_did_it(played: Played) -> None:
    theatre = played.theatre
    types = {"types": ["PilotClosed", "GapRegisterBaselined", "GapDeferred"]}
    data = await theatre.client.ask(theatre.stage.tokens["fatima"], FIRST_AND_LAST, types)
    assert [
        (event["occurredAt"][:10], event["recordedAt"][:10], event["actor"]["name"])
        for event in data["events"]["nodes"]
    ] == [
        ("2026-08-07", "2026-08-07", "Marcus Feldman"),
        ("2026-08-21", "2026-08-21", "Priya Raghunathan"),
        ("2026-10-15", "2026-10-15", "Hélène Tremblay-Roy"),
    ]


async def test_what_is_due_between_two_steps_happens_at_the_moment_at_which_it_is(played: Played) -> None:
    theatre = played.theatre
    data = await theatre.client.ask(theatre.stage.tokens["fatima"], FIRST_AND_LAST, {"types": ["StageDelayed"]})
    (delayed,) = data["events"]["nodes"]
    assert delayed["occurredAt"] == delayed["recordedAt"] == "2026-09-10T04:00:00+00:00"


def test_the_first_gate_is_passed_on_two_conditions_of_which_one_is_met(played: Played) -> None:
    passage = played.performance.outcome.passage
    (decision,) = passage.stages[0].decisions or ()
    assert (decision.outcome, decision.revoked, decision.outdated) == ("CONDITIONAL_GO", None, None)
    assert sorted(each.met_on is None for each in decision.conditions) == [False, True]
    assert passage.readiness is not None
    assert passage.readiness.baseline is not None
    assert len(passage.readiness.baseline.verdict.criteria) == 20
    assert len(passage.past_forecasts.nodes) == 1


async def test_playing_the_same_file_again_records_nothing(played: Played) -> None:
    before = await played.theatre.events()
    again = await played.theatre.perform()
    assert again.played.steps == again.played.repeated == len(played.theatre.scenes)
    assert await played.theatre.events() == before
    assert again.outcome.gaps == played.performance.outcome.gaps
    assert again.outcome.report == played.performance.outcome.report


async def test_the_clock_runs_again_after_the_play(played: Played) -> None:
    head = await played.theatre.running.parts.engagement.ledger.now()
    assert head.date() > played.theatre.scenes[-1].step.on
