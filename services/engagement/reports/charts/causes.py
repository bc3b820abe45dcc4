"""One bar per cause: how many gaps it has, stacked by severity; all bars share one scale."""

from fractions import Fraction

from markupsafe import Markup

from services.engagement.reports.charts.svg import box, chart, stacked, words
from services.engagement.reports.counts import CauseCount
from services.engagement.reports.wording import Wording

HEIGHT = 24
ROOM_FOR_A_FIGURE = Fraction(6)  # per cent of the width


def cause_chart(count: CauseCount, largest: int, wording: Wording) -> Markup:
    """`largest` is the number of gaps of the largest cause."""
    shapes: list[Markup] = []
    for severity, gaps, begins, width in stacked(parts(count), max(largest, 1)):
        shapes.append(box(f"block {severity}", begins, width, 1, HEIGHT - 2))
        if width >= ROOM_FOR_A_FIGURE:
            shapes.append(words(f"on-{severity}", begins + width / 2, HEIGHT - 8, str(gaps), anchor="middle"))
    return chart(
        f"cause-{count.cause}",
        wording.text("cause_chart", cause=wording.text(f"cause_{count.cause}")),
        wording.text("cause_chart_desc", blocking=count.blocking, major=count.major, minor=count.minor),
        HEIGHT,
        shapes,
    )


def parts(count: CauseCount) -> list[tuple[str, int]]:
    return [("blocking", count.blocking), ("major", count.major), ("minor", count.minor)]
