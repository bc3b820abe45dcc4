"""Gaps still to be closed, day by day, as a stepped line over a pale area, with the verified ones beside it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from markupsafe import Markup

from services.engagement.domain.burndown import Day
from services.engagement.reports.charts.svg import Across, box, chart, line, words
from services.engagement.reports.wording import Wording
from shared.kernel.record import record

TOP, PLOT, FOOT = 16, 168, 24
GUTTER = Fraction(6)  # per cent: where the figures stand, clear of the lines
BOTTOM = TOP + PLOT
MOST_LEVELS, MOST_DATES = 4, 5
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)


@record
class Level:
    """So many gaps from one place to the other."""

    begins: Across
    ends: Across
    gaps: int


def burndown_chart(days: Sequence[Day], wording: Wording) -> Markup:
    height = TOP + PLOT + FOOT
    return chart("burndown", wording.text("burndown"), told(days, wording), height, shapes(days, wording))


def told(days: Sequence[Day], wording: Wording) -> str:
    if not days:
        return wording.text("no_progress")
    return wording.text(
        "burndown_desc",
        first=wording.day(days[0].day),
        last=wording.day(days[-1].day),
        start=days[0].remaining,
        peak=max(day.remaining for day in days),
        end=days[-1].remaining,
        verified=days[-1].verified,
    )


def shapes(days: Sequence[Day], wording: Wording) -> Iterator[Markup]:
    most = max((max(day.remaining, day.verified) for day in days), default=0)
    step = next((step for step in STEPS if most <= step * MOST_LEVELS), -(-most // MOST_LEVELS))
    top = step * max(1, -(-most // step))
    remaining = levels([day.remaining for day in days])
    for level in remaining:
        height = PLOT * level.gaps // top
        yield box("area", level.begins, level.ends - level.begins, BOTTOM - height, height)
    for mark in range(0, top + 1, step):
        down = BOTTOM - PLOT * mark // top
        yield line("grid", (Fraction(0), down), (Fraction(100), down))
        yield words("axis", Fraction(0), down - 4, str(mark))
    yield from dates(days, wording)
    yield from steps("verified", levels([day.verified for day in days]), top)
    yield from steps("remaining", remaining, top)


def levels(counts: Sequence[int]) -> list[Level]:
    """Runs of equal counts; every day takes the same room."""
    found: list[Level] = []
    begun = 0
    for gaps, run in groupby(counts):
        ended = begun + len(list(run))
        found.append(Level(begins=across(begun, len(counts)), ends=across(ended, len(counts)), gaps=gaps))
        begun = ended
    return found


def across(day: int, days: int) -> Across:
    return GUTTER + (100 - GUTTER) * Fraction(day, days)


def steps(kind: str, run: Sequence[Level], top: int) -> Iterator[Markup]:
    def down(level: Level) -> int:
        return BOTTOM - PLOT * level.gaps // top

    for level in run:
        yield line(kind, (level.begins, down(level)), (level.ends, down(level)))
    for before, after in pairwise(run):
        yield line(kind, (after.begins, down(before)), (after.begins, down(after)))


def dates(days: Sequence[Day], wording: Wording) -> Iterator[Markup]:
    """The first day and the last, and so many between them as a phone has room for."""
    last = len(days) - 1
    parts = min(MOST_DATES - 1, last)
    for index in [last * part // parts for part in range(parts + 1)] if parts > 0 else range(len(days)):
        anchor = "end" if index and index == last else "middle" if index else "start"
        place = across(index + (anchor == "end"), len(days))
        yield words("axis", place, BOTTOM + 17, wording.day_of_year(days[index].day), anchor=anchor)
