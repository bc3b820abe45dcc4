"""The burn-down as text: a column for each day, or for every few days where there are too many."""

from collections.abc import Sequence

from cli.demo.outcome import Day

HEIGHT = 8
EIGHTHS = " ▁▂▃▄▅▆▇█"
NARROWEST = 10


def chart(days: Sequence[Day], width: int) -> str:
    """At most `width` columns; the last one is always the last day."""
    if not days:
        return "no gaps yet"
    step = -(-len(days) // max(width, NARROWEST))
    shown = list(reversed(days[::-1][::step]))
    top = max(day.remaining for day in shown)
    margin = len(str(top))
    rows = [bar_row(shown, top, row) for row in range(HEIGHT, 0, -1)]
    labels = [str(top), *([""] * (HEIGHT - 2)), "0"]
    lines = [f"{label:>{margin}} │{row}" for label, row in zip(labels, rows, strict=True)]
    return "\n".join([*lines, f"{' ' * margin} └{'─' * len(shown)}", f"{' ' * margin}  {axis(shown)}"])


def bar_row(days: Sequence[Day], top: int, row: int) -> str:
    """The row counted from below: full, empty, or as many eighths as the day reaches into it."""
    reach = (8 * HEIGHT * day.remaining // max(top, 1) - 8 * (row - 1) for day in days)
    return "".join(EIGHTHS[min(max(eighths, 0), 8)] for eighths in reach)


def axis(days: Sequence[Day]) -> str:
    """The first and the last day, with what was left on it."""
    first, last = str(days[0].day), f"{days[-1].day}: {days[-1].remaining} left"
    if len(days) == 1:
        return last
    room = len(days) - len(first) - len(last)
    return first + " " * max(room, 2) + last
