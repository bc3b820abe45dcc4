"""How far a long job is: counted on a terminal, and silent where nobody looks."""

from io import StringIO

from rich.console import Console

from cli.counting import counting


def test_a_count_moves_a_bar_on_a_terminal_and_leaves_nothing_elsewhere() -> None:
    for terminal in (True, False):
        told = StringIO()
        with counting(Console(file=told, force_terminal=terminal, width=100), "Verifying") as count:
            count(500, 1_000)
        assert ("50%" in told.getvalue()) is terminal
        assert ("Verifying" in told.getvalue()) is terminal
