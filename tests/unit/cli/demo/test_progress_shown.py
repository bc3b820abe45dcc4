"""How far the play is: a line for each chapter in a file, a bar with the step's name on a terminal."""

from datetime import date
from io import StringIO

from rich.console import Console

from cli.demo.progress_shown import progress_shown, shortened
from cli.demo.steps import Step


def step(chapter: str, key: str) -> Step:
    return Step(chapter=chapter, key=key, by="ana", on=date(2026, 9, 1), mutation="verifyGap", input={})


STEPS = [step("People", "tenant"), step("Review", "pilot/close"), step("Review", "x" * 100)]


def shown(*, terminal: bool) -> str:
    told = StringIO()
    with progress_shown(Console(file=told, force_terminal=terminal, width=120), STEPS) as heard:
        for each in STEPS:
            heard(each)
    return told.getvalue()


def test_without_a_terminal_each_chapter_is_a_line() -> None:
    assert shown(terminal=False) == "  People: 1 step\n  Review: 2 steps\n"


def test_on_a_terminal_a_bar_counts_all_steps() -> None:
    assert "3/3" in shown(terminal=True)
    assert "All steps" in shown(terminal=True)


def test_the_name_of_a_step_takes_the_same_room_however_long_it_is() -> None:
    assert len(shortened("tenant")) == len(shortened("x" * 100))
    assert shortened("x" * 100).endswith("x…")
