"""One bar per success criterion: what was reached, the target's line, and the band in which the target is met."""

from fractions import Fraction

from markupsafe import Markup

from services.engagement.reports.charts.svg import Across, box, chart, line
from services.engagement.reports.tried import Outcome, Result
from services.engagement.reports.wording import Wording
from shared.events.pilots import Better
from shared.kernel.record import record

HEIGHT, BAR = 22, 10
HEADROOM = Fraction(9, 8)  # the scale ends a little beyond the largest figure
WHOLE = Fraction(100)


@record
class Scale:
    """From `low` to `high` over the width of the chart; nought is always on it."""

    low: Fraction
    high: Fraction

    def across(self, value: Fraction) -> Across:
        return (value - self.low) / (self.high - self.low) * 100


def results_chart(number: int, result: Result, wording: Wording) -> Markup:
    return chart(
        f"result-{number}",
        wording.text("result_chart", criterion=result.criterion),
        wording.text(
            "result_chart_desc",
            actual=wording.measure(result.actual, result.unit),
            target=target_told(result, wording),
            outcome=wording.text(f"outcome_{result.outcome}"),
        ),
        HEIGHT,
        shapes(result, scale(result)),
    )


def target_told(result: Result, wording: Wording) -> str:
    if result.target is None:
        return wording.text("target_none")
    return wording.text(f"target_{result.better}", value=wording.measure(result.target, result.unit))


def scale(result: Result) -> Scale:
    figures = [Fraction(figure) for figure in (result.target, result.actual) if figure is not None]
    low, high = min(*figures, Fraction(0)) * HEADROOM, max(*figures, Fraction(0)) * HEADROOM
    return Scale(low=low, high=high if high > low else low + 1)


def shapes(result: Result, scale: Scale) -> list[Markup]:
    drawn = [box("track", Fraction(0), WHOLE, (HEIGHT - BAR) // 2, BAR, radius=2)]
    nought, reached = scale.across(Fraction(0)), scale.across(Fraction(result.actual))
    bar = box(f"bar {result.outcome}", min(nought, reached), abs(reached - nought), (HEIGHT - BAR) // 2, BAR, radius=2)
    if result.target is None or result.outcome is Outcome.NO_TARGET:
        return [*drawn, bar]
    target = scale.across(Fraction(result.target))
    band = (target, WHOLE - target) if result.better is Better.HIGHER else (Fraction(0), target)
    return [
        *drawn,
        box("band", *band, (HEIGHT - BAR) // 2, BAR, radius=2),
        bar,
        line("target", (target, 1), (target, HEIGHT - 1)),
    ]
