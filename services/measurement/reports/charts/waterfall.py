"""From what was expected to what is left: a bar for each step, from where the one before it ended.

The steps stand below each other, so that what they are called can be read on a phone.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from markupsafe import Markup

from services.measurement.reports.charts.scale import Scale, scale
from services.measurement.reports.charts.svg import (
    ACCENT,
    BETTER,
    INK,
    PAPER,
    PLANNED,
    RULE,
    SOFT,
    WIDTH,
    WORSE,
    box,
    line,
    picture,
    words,
)
from services.measurement.reports.wording import Wording
from shared.kernel.record import record

ROW, TOP, BAR, END = 42, 18, 16, 276
LETTER, LONGEST = Decimal("6.3"), 54
THINNEST = Decimal("1.5")


class Kind(StrEnum):
    """What a step is: what was expected, what came of it, or what lies between."""

    EXPECTED = "expected"
    REALISED = "realised"
    CHANGE = "change"


@record
class Step:
    """From one amount to another, in minor units; what is expected or realised begins at nothing."""

    label: str
    kind: Kind
    start: int
    end: int

    @property
    def by(self) -> int:
        return self.end - self.start

    @property
    def colour(self) -> str:
        if self.kind is Kind.CHANGE:
            return BETTER if self.by >= 0 else WORSE
        return PLANNED if self.kind is Kind.EXPECTED else ACCENT


def waterfall_chart(name: str, title: str, desc: str, steps: Sequence[Step], wording: Wording) -> Markup:
    return picture(name, title, desc, ROW * len(steps), shapes(steps, wording))


def shapes(steps: Sequence[Step], wording: Wording) -> Iterator[Markup]:
    ends = [Decimal(each) for step in steps for each in (step.start, step.end)]
    frame = scale(ends, nought=True)
    nought = across(frame, 0)
    yield line(RULE, (nought, Decimal(TOP)), (nought, Decimal(ROW * len(steps))))
    for place, step in enumerate(steps[:-1]):
        end, bottom = across(frame, step.end), Decimal(ROW * place + TOP + BAR)
        yield line(SOFT, (end, bottom), (end, bottom + ROW - BAR), dashes="2 2")
    for place, step in enumerate(steps):
        yield from bar(step, Decimal(ROW * place), frame, wording)


def bar(step: Step, top: Decimal, frame: Scale, wording: Wording) -> Iterator[Markup]:
    start, end = across(frame, step.start), across(frame, step.end)
    told = wording.difference(step.by) if step.kind is Kind.CHANGE else wording.money(step.end)
    label = short(step.label)
    yield box(PAPER, (Decimal(0), top + 2), LETTER * len(label), Decimal(TOP - 4))
    yield words(label, (Decimal(0), top + 13), fill=INK, size=12)
    yield words(told, (Decimal(WIDTH), top + TOP + 12), anchor="end", fill=INK, size=12)
    yield box(step.colour, (min(start, end), top + TOP), max(abs(end - start), THINNEST), Decimal(BAR))


def across(frame: Scale, minor: int) -> Decimal:
    return (END - THINNEST) * frame.part(Decimal(minor))


def short(label: str) -> str:
    """As long as the picture is wide; the table beside it has all of it."""
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
