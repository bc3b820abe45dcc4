"""What each month brought, as a bar beside what was expected of it; a hollow mark where nothing was measured."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from markupsafe import Markup

from services.measurement.reports.charts.planned import BOTTOM, HEIGHT, LEFT, RIGHT, Frame
from services.measurement.reports.charts.scale import scale
from services.measurement.reports.charts.svg import ACCENT, PAPER, PLANNED, RULE, WORSE, box, dot, line, picture, words
from services.measurement.reports.wording import Wording
from shared.kernel.record import record

PART, WIDE, OVER = Decimal("0.2"), Decimal("0.4"), Decimal("0.06")


@record
class MonthBar:
    """In minor units; `brought` None: the month is not over, or nothing was measured in it, which is `missed`."""

    number: int
    brought: int | None
    expected: int
    missed: bool


def monthly_chart(name: str, title: str, desc: str, months: Sequence[MonthBar], wording: Wording) -> Markup:
    amounts = [wording.major(each) for month in months for each in (month.brought or 0, month.expected)]
    frame = Frame(windows=len(months), scale=scale(amounts, nought=True))
    drawn = [*grid(months, frame, wording), *(shape for month in months for shape in shapes(month, frame, wording))]
    return picture(name, title, desc, HEIGHT, drawn)


def grid(months: Sequence[MonthBar], frame: Frame, wording: Wording) -> Iterator[Markup]:
    for value in frame.scale.lines:
        down = frame.down(value)
        yield line(RULE, (Decimal(LEFT), down), (Decimal(RIGHT), down))
        yield words(wording.axis(value, ""), (Decimal(LEFT - 6), down + 4), anchor="end", size=10)
    for month in months:
        label = wording.text("month_of", n=month.number)
        yield words(label, (frame.across(month.number), Decimal(BOTTOM + 15)), anchor="middle", size=10)


def shapes(month: MonthBar, frame: Frame, wording: Wording) -> Iterator[Markup]:
    room = Decimal(RIGHT - LEFT) / frame.windows
    left, width, nought = frame.across(month.number) - room * PART, room * WIDE, frame.down(Decimal(0))
    if month.brought is not None:
        down = frame.down(wording.major(month.brought))
        fill = ACCENT if month.brought >= month.expected else WORSE
        yield box(fill, (left, min(down, nought)), width, abs(nought - down))
    elif month.missed:
        yield dot(PAPER, (frame.across(month.number), nought), "4", stroke=WORSE)
    planned, over = frame.down(wording.major(month.expected)), room * OVER
    yield line(PAPER, (left - over, planned), (left + width + over, planned), width="5")
    yield line(PLANNED, (left - over, planned), (left + width + over, planned), width="3")
