"""What it came to, as it is shown at the end of a play."""

from io import StringIO
from typing import Any

from rich.console import Console

from cli.demo.returns import returns_of
from cli.demo.returns_shown import show_returns
from tests.unit.cli.demo.passing import NOTHING_YET


def figures(benefit: int, share: str) -> dict[str, Any]:
    amount = {"minor": benefit, "currency": "CAD"}
    return {
        "figures": [
            {"figure": "BENEFIT", "amount": amount, "share": None},
            {"figure": "ROI", "amount": None, "share": share},
            {"figure": "ANNUALISED", "amount": None, "share": None},
        ]
    }


MOVED = [{"type": "KpiCorrected", "reason": "Two teams told of it"}, {"type": "ScaleCostRecorded", "reason": None}]
FOUND: dict[str, Any] = {
    "interventions": {
        "nodes": [
            {
                "firedIn": 5,
                "dueOn": "2027-03-08",
                "effective": True,
                "trigger": {"name": "A fifth fewer users than planned"},
                "owner": None,
            }
        ]
    },
    "roi": {
        "asReported": {"digest": "d", "intact": True, "reckoned": figures(32_598_854, "0.4751")},
        "asKnown": figures(31_380_854, "0.4371"),
        "difference": [{"figure": "BENEFIT", "before": "32598854", "after": "31380854", "because": MOVED}],
    },
    "adoptionReport": None,
    "roiReport": None,
}


def shown(answer: dict[str, Any]) -> list[str]:
    told = StringIO()
    show_returns(Console(file=told, width=140), returns_of(answer))
    return [" ".join(line.split()) for line in told.getvalue().splitlines()]


def test_the_return_is_told_as_reported_beside_as_it_is_known() -> None:
    lines = shown(FOUND)
    assert "benefit 325,988.54 CAD 313,808.54 CAD" in lines
    assert "roi 47.5 % 43.7 %" in lines
    assert "Benefit moved: Two teams told of it; scale cost recorded" in lines


def test_whoever_had_to_step_in_is_named_with_what_came_of_it() -> None:
    told = "Intervention in week 5: A fifth fewer users than planned; nobody by 2027-03-08, it helped"
    assert told in shown(FOUND)


def test_before_the_system_is_live_nothing_is_said_of_it() -> None:
    assert shown(NOTHING_YET) == []
    assert returns_of(NOTHING_YET).report is None
