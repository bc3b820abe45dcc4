"""What cohorts and departments came to: a bar each, beside what was planned for all of them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from markupsafe import Markup

from services.measurement.reports.charts.scale import Scale, scale
from services.measurement.reports.charts.svg import ACCENT, INK, PALE, PLANNED, WIDTH, box, line, picture, words
from services.measurement.reports.measures import Measure, Part
from services.measurement.reports.wording import Wording

ROW, BAR, FOOT, END = 34, 10, 4, 300
LONGEST = 48


def parts_chart(name: str, measure: Measure, labels: Sequence[str], wording: Wording) -> Markup:
    """`labels` are what the parts are called, in their order."""
    parts = measure.parts
    height = ROW * len(parts) + FOOT
    title = wording.text("parts_title", name=measure.name)
    return picture(name, title, wording.count("parts_desc", len(parts)), height, shapes(measure, labels, wording))


def shapes(measure: Measure, labels: Sequence[str], wording: Wording) -> Iterator[Markup]:
    figure = measure.figure()
    plan = figure.plan if figure else None
    wanted = (*(part.actual for part in measure.parts), plan)
    frame = scale([value for value in wanted if value is not None], nought=True)
    for place, (part, label) in enumerate(zip(measure.parts, labels, strict=True)):
        yield from bar(part, short(label), Decimal(ROW * place), frame, wording.measured(part.actual, measure.unit))
    if plan is not None:
        across = END * frame.part(plan)
        for place in range(len(labels)):
            top = Decimal(ROW * place)
            yield line(PLANNED, (across, top + 16), (across, top + 30), width="3")


def bar(part: Part, label: str, top: Decimal, frame: Scale, value: str) -> Iterator[Markup]:
    yield words(label, (Decimal(0), top + 13), fill=INK)
    yield box(PALE, (Decimal(0), top + 18), Decimal(END), Decimal(BAR))
    if part.actual is not None:
        nought, reached = END * frame.part(Decimal(0)), END * frame.part(part.actual)
        yield box(ACCENT, (min(nought, reached), top + 18), abs(reached - nought), Decimal(BAR))
    yield words(value, (Decimal(WIDTH), top + 27), anchor="end", fill=INK)


def short(label: str) -> str:
    """As long as the picture is wide; the table beside it has all of it."""
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
