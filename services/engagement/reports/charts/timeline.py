"""When each gap can begin and end at the earliest: the critical path on top, then the rest by their beginning."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from services.engagement.reports.charts.svg import Across, box, chart, dot, line, words
from services.engagement.reports.plan import Plan, Span
from services.engagement.reports.register import ReportedGap
from services.engagement.reports.wording import Wording
from shared.kernel.record import record

ROW, BAR, TOP = 22, 14, 22
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
MOST_MARKS = 7
NEAR_THE_END = Fraction(97)  # per cent: a figure here would be cut off if it stood in the middle of its line
ROOM_FOR_A_LABEL = Fraction(30)  # per cent of the width, on a phone too


@record
class Row:
    """A gap's bar, `middle` pixels down."""

    span: Span
    start: Across
    finish: Across
    middle: int


def timeline_chart(plan: Plan, gaps: Sequence[ReportedGap], wording: Wording) -> Markup:
    length = Fraction(plan.length) or Fraction(1)
    rows, known = placed(plan, length), {gap.number: gap for gap in gaps}
    bottom = TOP + ROW * len(rows)
    path = ", ".join(wording.text("gap_number", n=number) for number in plan.critical_path)
    return chart(
        "timeline",
        wording.text("timeline"),
        wording.text("timeline_desc", n=len(rows), days=wording.days(plan.length), path=path or wording.text("none")),
        bottom + 4,
        [
            *marks(length, bottom, wording),
            *links(rows, known),
            *(shape for row in rows.values() for shape in bar(row, label(row.span, known[row.span.gap], wording))),
        ],
    )


def placed(plan: Plan, length: Fraction) -> dict[int, Row]:
    spans = {span.gap: span for span in plan.spans}
    others = sorted((span for span in plan.spans if not span.critical), key=lambda span: (span.start, span.gap))
    ordered = [*(spans[number] for number in plan.critical_path), *others]
    return {
        span.gap: Row(
            span=span,
            start=Fraction(span.start) / length * 100,
            finish=Fraction(span.finish) / length * 100,
            middle=TOP + ROW * index + ROW // 2,
        )
        for index, span in enumerate(ordered)
    }


def marks(length: Fraction, bottom: int, wording: Wording) -> Iterator[Markup]:
    """A line every so many days, never more than a phone has room for."""
    step = next((step for step in STEPS if length / step <= MOST_MARKS), STEPS[-1])
    for day in range(0, int(length) + 1, step):
        across = Fraction(day) / length * 100
        yield line("grid", (across, TOP - 4), (across, bottom))
        anchor = "start" if day == 0 else "middle" if across < NEAR_THE_END else "end"
        yield words("axis", across, TOP - 8, wording.number(Decimal(day)), anchor=anchor)


def links(rows: dict[int, Row], gaps: dict[int, ReportedGap]) -> Iterator[Markup]:
    """From the end of a gap straight down or up to each one that begins with it."""
    for row in rows.values():
        for need in gaps[row.span.gap].needs:
            before = rows.get(need)
            if before is not None and before.finish == row.start:
                kind = "link critical" if row.span.critical and before.span.critical else "link"
                yield line(kind, (row.start, before.middle), (row.start, row.middle))


def bar(row: Row, label: str) -> Iterator[Markup]:
    kind = "critical" if row.span.critical else "slack"
    if row.start == row.finish:
        yield dot(f"span {kind}", row.start, row.middle, 4)
    else:
        yield box(f"span {kind}", row.start, row.finish - row.start, row.middle - BAR // 2, BAR, radius=2)
    if row.finish <= 100 - ROOM_FOR_A_LABEL:
        yield words(f"name {kind}", row.finish, row.middle + 4, label, shift=8)
    elif row.start >= ROOM_FOR_A_LABEL:
        yield words(f"name {kind}", row.start, row.middle + 4, label, anchor="end", shift=-8)
    else:
        yield words(f"inside {kind}", row.start, row.middle + 4, label, shift=6)


def label(span: Span, gap: ReportedGap, wording: Wording) -> str:
    name = wording.text("gap_number", n=span.gap)
    if gap.estimate is None:
        return f"{name} · {wording.text('not_estimated')}"
    return f"{name} · {wording.text('bar_days', days=wording.days(span.finish - span.start))}"
