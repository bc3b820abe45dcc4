"""The way through the gates and into use, as it is shown at the end of a play."""

from io import StringIO
from typing import Any

from rich.console import Console

from cli.demo.passage import passage_of
from cli.demo.passage_shown import show_passage
from tests.unit.cli.demo.passing import LIVE, UNDER_WAY


def shown(answer: dict[str, Any]) -> list[str]:
    told = StringIO()
    show_passage(Console(file=told, width=140), passage_of(answer))
    return [" ".join(line.split()) for line in told.getvalue().splitlines()]


def test_every_decision_of_a_gate_is_told_from_the_first_to_the_last() -> None:
    assert [line for line in shown(LIVE) if "2026-11-03" in line] == [
        "1 Assessment 2026-11-03 conditional go Zoé Roy 1 of 2 conditions met",
        "2 Closure 2026-11-03 no go",
        "2 Closure 2026-11-03 go Zoé Roy",
    ]


def test_a_decision_that_stands_no_more_says_so() -> None:
    decisions = LIVE["stages"][1]["decisions"]
    for ended, told in (
        ({"revoked": {"reason": "Missed"}}, "revoked"),
        ({"outdated": {"causedBy": "an event"}}, "outdated"),
    ):
        stage = {"label": "Closure", "decisions": [{**decisions[0], **ended}]}
        assert f"1 Closure 2026-11-03 go Zoé Roy {told}" in shown({**LIVE, "stages": [stage]})


def test_what_was_forecast_stands_beside_what_came() -> None:
    lines = shown(LIVE)
    assert "Readiness: 1 of 2 criteria met at the outset, 2 of 2 criteria met before going live" in lines
    assert (
        "Forecast of 2026-11-04: live by 2027-01-20 (P50) or 2027-02-02 (P80); it came 5 days later than P50" in lines
    )
    assert "Live on 2027-01-25, put off 1 time" in lines
    assert "Lead time: 178 days, 147 of them work and 31 waiting" in lines


def test_an_engagement_that_is_completed_says_since_when() -> None:
    became = {"outcome": "COMPLETED", "since": "2027-04-28T13:05:00Z"}
    assert "Completed on 2027-04-28" in shown({**LIVE, "outcome": became})
    assert not any("Completed" in line for line in shown({**LIVE, "outcome": {**became, "outcome": "LIVE"}}))


def test_use_is_drawn_week_by_week_beside_its_plan() -> None:
    lines = shown(LIVE)
    assert f"1 2027-02-07 │{'█' * 20} ┊ │ 40, planned 50" in lines
    assert "3 2027-02-21 │ ┊ │ nothing measured, planned 50" in lines
    assert "Active share share 0.4 0.3 0.5 1" in lines


def test_before_the_first_gate_nothing_is_said_of_gates_and_use() -> None:
    assert shown(UNDER_WAY) == []
