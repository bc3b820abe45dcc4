"""What is shown at the end: numbers as the register has them, chains in order, and a chart that fits."""

from datetime import date, timedelta
from io import StringIO

from rich.console import Console

from cli.demo.burndown_chart import chart
from cli.demo.outcome import Day, Outcome
from cli.demo.shown import show
from tests.unit.cli.demo.passing import NOTHING_YET, UNDER_WAY

BEGAN = date(2026, 8, 14)


def gap(number: int, **changed: object) -> dict[str, object]:
    return {
        "id": f"id-{number}",
        "title": f"Gap [number] {number}",
        "severity": "BLOCKING",
        "status": "IN_PROGRESS",
        "due": "2026-10-02",
        "foundAfterClose": False,
        "estimate": {"low": "2", "likely": "3.50", "high": "8"},
        "owner": {"name": "Bo Larsen"},
        **changed,
    }


def times(number: int, slack: str) -> dict[str, object]:
    of = {"earliestStart": "0", "earliestFinish": "4.0", "slack": slack, "critical": slack == "0"}
    return {**of, "gap": {"id": f"id-{number}"}}


OUTCOME = Outcome.model_validate(
    {
        "gaps": [
            gap(1),
            gap(2, foundAfterClose=True, owner=None, estimate=None, due=None),
            gap(3, owner={"name": None}),
        ],
        "way": {
            "name": "Letters",
            "criticalPath": {
                "length": "1234.56",
                "gaps": [{"id": "id-3"}, {"id": "id-1"}],
                "order": [times(3, "0"), times(1, "0"), times(2, "2.25")],
                "unknown": [{"id": "id-2"}],
            },
            "effort": {"p50": "250", "p80": "256.84"},
            "burndown": [{"day": "2026-08-14", "remaining": 3}],
            "causeProfile": [{"cause": "SUCCESS_UNDEFINED", "gaps": 3, "blocking": 1, "closed": 2}],
        },
        "report": {
            "position": 260,
            "madeAt": "2026-08-28T13:00:00Z",
            "digest": "d",
            "publishedDigest": "d",
            "intact": True,
            "canonical": "{}",
            "html": "",
        },
        "then": {
            "criticalPath": {"length": "69.8", "gaps": [{"id": "id-1"}]},
            "effort": {"p50": "250", "p80": "256.8"},
        },
        "passage": UNDER_WAY,
        "returns": NOTHING_YET,
    }
)


def shown(outcome: Outcome = OUTCOME, width: int = 140) -> list[str]:
    told = StringIO()
    show(Console(file=told, width=width), outcome)
    return [" ".join(line.split()) for line in told.getvalue().splitlines()]


def test_the_register_is_numbered_in_the_order_of_opening() -> None:
    assert "1 Gap [number] 1 blocking in progress Bo Larsen 2/3.5/8 2026-10-02" in shown()
    assert "2+ Gap [number] 2 blocking in progress nobody" in shown()
    assert "+ found after close" in shown()
    assert "3 Gap [number] 3 blocking in progress nobody 2/3.5/8 2026-10-02" in shown()


def test_a_gap_takes_one_line_however_narrow_the_terminal_is() -> None:
    gap = OUTCOME.gaps[0].model_copy(update={"title": "The whole way of a claim has not been tested end to end"})
    lines = shown(OUTCOME.model_copy(update={"gaps": (gap, *OUTCOME.gaps[1:])}), 80)
    assert [line for line in lines if "1 The whole way" in line and "… blocking in progress" in line] != []
    assert max(map(len, lines)) <= 80


def test_the_way_that_is_left_tells_the_chain_its_length_and_the_slack_of_the_others() -> None:
    assert "Critical path: 1234.6 person-days along 2 gaps: 3 → 1" in shown()
    assert "Effort that is left: P50 250, P80 256.8 person-days" in shown()
    assert "Not estimated yet, so counted as nothing: 2" in shown()
    assert "3 Gap [number] 3 0 4 critical" in shown()
    assert "2 Gap [number] 2 0 4 2.2" in shown()


def test_the_way_is_shown_as_it_was_when_the_report_was_published() -> None:
    (line,) = [line for line in shown() if line.startswith("As it was")]
    assert "(event 260): critical path 69.8 person-days along 1 gap, effort P50 250" in line


def test_without_a_report_and_unknown_gaps_nothing_is_said_of_them() -> None:
    path = OUTCOME.way.critical_path.model_copy(update={"unknown": ()})
    way = OUTCOME.way.model_copy(update={"critical_path": path})
    lines = shown(OUTCOME.model_copy(update={"report": None, "then": None, "way": way}))
    assert [line for line in lines if line.startswith(("As it was", "Not estimated"))] == []


def test_a_cause_shows_how_much_of_it_is_closed() -> None:
    assert "success undefined 3 ██░ 1 2" in shown()


def days(*remaining: int) -> list[Day]:
    return [Day(day=BEGAN + timedelta(days=count), remaining=each) for count, each in enumerate(remaining)]


def test_the_chart_has_a_column_for_each_day_and_names_the_first_and_the_last() -> None:
    lines = chart(days(32, 16, 1, 0), 80).splitlines()
    assert [line[-4:] for line in lines[:8]] == ["█   ", "█   ", "█   ", "█   ", "██  ", "██  ", "██  ", "██▂ "]
    assert lines[0].startswith("32 │")
    assert lines[7].startswith(" 0 │")
    assert lines[9].split("  ")[-2:] == ["2026-08-14", "2026-08-17: 0 left"]


def test_a_chart_of_too_many_days_skips_some_but_never_the_last() -> None:
    lines = chart(days(*range(100, 0, -1)), 30).splitlines()
    assert max(map(len, lines)) <= len("100 │") + 30
    assert lines[-1].endswith("2026-11-21: 1 left")


def test_a_register_that_was_never_opened_has_no_chart() -> None:
    assert chart([], 80) == "no gaps yet"
    assert chart(days(0), 80).count("█") == 0
    assert chart(days(3), 80).splitlines()[-1].strip() == "2026-08-14: 3 left"
