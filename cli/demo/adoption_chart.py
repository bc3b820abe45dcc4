"""What people made of the system as text: a bar for each window, and a mark where it was planned to be."""

from collections.abc import Sequence
from decimal import Decimal

from cli.demo.passage import Window

WIDTH = 50
FULL, EMPTY, PLAN = "█", " ", "┊"


def chart(windows: Sequence[Window]) -> str:
    """Of shares: a whole bar is everybody."""
    return "\n".join(row(window) for window in windows)


def row(window: Window) -> str:
    reach = place(window.actual)
    bar = [FULL if column < reach else EMPTY for column in range(WIDTH)]
    if window.plan is not None:
        bar[min(place(window.plan), WIDTH - 1)] = PLAN
    told = "nothing measured" if window.actual is None else percent(window.actual)
    beside = "" if window.plan is None else f", planned {percent(window.plan)}"
    return f"{window.number:>3} {window.ends_on} │{''.join(bar)}│ {told}{beside}"


def place(share: Decimal | None) -> int:
    return 0 if share is None else int((share * WIDTH).to_integral_value())


def percent(share: Decimal) -> str:
    return format((share * 100).quantize(Decimal(1)), "f")
