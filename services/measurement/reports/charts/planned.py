"""Plan against actual: a line over the weeks for an indicator, bars by the month for a key figure of the business.

Where nothing was measured the line is broken, and a hollow mark stands on the axis.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from markupsafe import Markup

from services.measurement.reports.charts.scale import Scale, scale
from services.measurement.reports.charts.svg import (
    ACCENT,
    INK,
    PALE,
    PAPER,
    PLANNED,
    RULE,
    SOFT,
    WORSE,
    Place,
    box,
    dot,
    line,
    path,
    picture,
    words,
)
from services.measurement.reports.measures import Figure, Measure, WindowState
from services.measurement.reports.wording import Wording
from shared.events.series import Cadence
from shared.kernel.record import record

HEIGHT, TOP, BOTTOM, LEFT, RIGHT = 200, 14, 170, 46, 352
HALF = Decimal("0.5")


@record
class Frame:
    """Windows side by side, values from the bottom up."""

    windows: int
    scale: Scale

    def across(self, number: int) -> Decimal:
        """The middle of the window's room."""
        return LEFT + (RIGHT - LEFT) * (Decimal(number) - HALF) / self.windows

    def down(self, value: Decimal) -> Decimal:
        return BOTTOM - (BOTTOM - TOP) * self.scale.part(value)

    def at(self, number: int, value: Decimal) -> Place:
        return (self.across(number), self.down(value))


def plan_chart(name: str, measure: Measure, wording: Wording) -> Markup:
    monthly = measure.cadence is Cadence.MONTHLY
    frame = Frame(windows=len(measure.figures), scale=scale(values(measure), nought=monthly))
    title = wording.text("chart_title", name=measure.name)
    drawn = [*grid(measure, frame, wording), *(bars if monthly else lines)(measure, frame), *marks(measure, frame)]
    return picture(name, title, told(measure, wording), HEIGHT, drawn)


def values(measure: Measure) -> Iterator[Decimal]:
    for figure in measure.figures:
        yield from (each for each in (figure.actual, figure.plan) if each is not None)
    yield from (each for each in (measure.baseline, measure.target) if each is not None)


def told(measure: Measure, wording: Wording) -> str:
    measured = [figure for figure in measure.figures if figure.actual is not None]
    if not measured:
        return wording.text("chart_empty")
    return wording.text(
        "chart_desc",
        first=wording.measured(measured[0].actual, measure.unit),
        last=wording.measured(measured[-1].actual, measure.unit),
        against=wording.against(measured[-1].shortfall),
    )


def grid(measure: Measure, frame: Frame, wording: Wording) -> Iterator[Markup]:
    for value in frame.scale.lines:
        down = frame.down(value)
        yield line(RULE, (Decimal(LEFT), down), (Decimal(RIGHT), down))
        text = wording.axis(value, measure.unit)
        yield words(text, (Decimal(LEFT - 6), down + 4), anchor="end", size=10)
    for figure in measure.figures:
        yield words(str(figure.number), (frame.across(figure.number), Decimal(BOTTOM + 15)), anchor="middle", size=10)
    key = "month" if measure.cadence is Cadence.MONTHLY else "week"
    yield words(wording.text(key), (Decimal(RIGHT), Decimal(BOTTOM + 28)), anchor="end", size=10)
    for wanted, colour, dashes in ((measure.baseline, SOFT, "1 3"), (measure.target, INK, "6 3")):
        if wanted is not None:
            down = frame.down(wanted)
            yield line(colour, (Decimal(LEFT), down), (Decimal(RIGHT), down), width="1.3", dashes=dashes)


def lines(measure: Measure, frame: Frame) -> Iterator[Markup]:
    for run in runs([(figure.number, figure.plan) for figure in measure.figures]):
        yield path(PLANNED, [frame.at(*each) for each in run], width="2", dashes="5 3")
    for run in runs([(figure.number, figure.actual) for figure in measure.figures]):
        yield path(ACCENT, [frame.at(*each) for each in run], width="2.5")
        for each in run:
            yield dot(ACCENT, frame.at(*each), "3")


def runs(points: Sequence[tuple[int, Decimal | None]]) -> Iterator[list[tuple[int, Decimal]]]:
    """Windows in a row that have a value."""
    for _, group in groupby(points, key=lambda point: point[1] is None):
        run = [(number, value) for number, value in group if value is not None]
        if run:
            yield run


def bars(measure: Measure, frame: Frame) -> Iterator[Markup]:
    room = Decimal(RIGHT - LEFT) / frame.windows
    nought = frame.down(Decimal(0))
    for figure in measure.figures:
        left = frame.across(figure.number) - room * Decimal("0.3")
        width = room * Decimal("0.6")
        if figure.actual is not None:
            down = frame.down(figure.actual)
            fill = ACCENT if figure.shortfall is None or figure.shortfall <= 0 else WORSE
            yield box(fill, (left, min(down, nought)), width, abs(nought - down))
        if figure.plan is not None:
            down, over = frame.down(figure.plan), room * Decimal("0.06")
            yield line(PAPER, (left - over, down), (left + width + over, down), width="5")
            yield line(PLANNED, (left - over, down), (left + width + over, down), width="3")


def marks(measure: Measure, frame: Frame) -> Iterator[Markup]:
    for figure in measure.figures:
        yield from mark(figure, frame)


def mark(figure: Figure, frame: Frame) -> Iterator[Markup]:
    if figure.state is WindowState.MISSED:
        yield dot(PAPER, (frame.across(figure.number), Decimal(BOTTOM)), "4", stroke=WORSE)
    elif figure.state is WindowState.LATE:
        yield dot(PALE, (frame.across(figure.number), Decimal(BOTTOM)), "4", stroke=PLANNED)
