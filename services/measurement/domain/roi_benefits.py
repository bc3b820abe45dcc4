"""What each line of a business case brought, month by month: the improvement, times how often, times what it is worth.

An amount is rounded once, for one line and one month; all sums of amounts are exact.
"""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from uuid import UUID

from services.measurement.domain.roi_rows import CaseRow, FigureRow, Origin, RoiRows
from services.measurement.domain.sums import EXACT
from services.measurement.domain.window_values import actual, within
from services.measurement.domain.windows import Window, windows
from shared.events.business_case import BenefitLine
from shared.events.pilots import Better
from shared.events.series import Cadence
from shared.kernel.money import Money
from shared.kernel.record import record

UNIT = Decimal(1)


class LineProblem(StrEnum):
    """Why a line counts for nothing."""

    NO_SERIES = "no_series"
    NO_BASELINE = "no_baseline"


@record
class WindowBenefit:
    """`measured` None: nothing was, and nothing counts. A month counts once it is over. `benefit` may be a loss."""

    number: int
    starts_on: date
    ends_on: date
    closed: bool
    measured: Decimal | None
    improvement: Decimal | None
    benefit: int
    origins: tuple[Origin, ...]


@record
class LineBenefit:
    """`expected` is what the target would have brought in the months that are over, beside the `benefit`."""

    line_id: UUID
    series_id: UUID
    name: str
    unit: str
    value_per_unit: Money
    volume_per_month: Decimal
    target: Decimal
    note: str
    baseline: Decimal | None
    problem: LineProblem | None
    expected: int
    benefit: int
    windows: tuple[WindowBenefit, ...]
    origins: tuple[Origin, ...]


def worth(line: BenefitLine, improvement: Decimal) -> int:
    """In whole minor units, half to even."""
    volume = EXACT.multiply(improvement, line.volume_per_month)
    exact = EXACT.multiply(volume, Decimal(line.value_per_unit.minor))
    return int(exact.quantize(UNIT, rounding=ROUND_HALF_EVEN, context=EXACT))


def lines_of(case: CaseRow, rows: RoiRows, went_live_on: date) -> tuple[LineBenefit, ...]:
    return tuple(line_of(line, rows, went_live_on) for line in case.lines)


def line_of(line: BenefitLine, rows: RoiRows, went_live_on: date) -> LineBenefit:
    figure = rows.series.get(line.series_id)
    months = tuple(
        month(line, figure, each, closed=each.number in rows.closed) for each in windows(went_live_on, Cadence.MONTHLY)
    )
    return LineBenefit(
        line_id=line.line_id,
        series_id=line.series_id,
        name=figure.name if figure else "",
        unit=figure.unit if figure else "",
        value_per_unit=line.value_per_unit,
        volume_per_month=line.volume_per_month,
        target=line.target,
        note=line.note,
        baseline=figure.baseline if figure else None,
        problem=problem_of(figure),
        expected=worth(line, line.target) * len(rows.closed),
        benefit=sum(each.benefit for each in months),
        windows=months,
        origins=told_by(figure) if figure else (),
    )


def problem_of(figure: FigureRow | None) -> LineProblem | None:
    if figure is None:
        return LineProblem.NO_SERIES
    return LineProblem.NO_BASELINE if figure.baseline is None else None


def told_by(figure: FigureRow) -> tuple[Origin, ...]:
    """What is counted, and what it was before."""
    seqs = [figure.defined_seq] if figure.baseline_seq is None else [figure.defined_seq, figure.baseline_seq]
    return tuple(Origin(stream=f"series-{figure.series_id}", first=seq, last=seq, events=1) for seq in seqs)


def month(line: BenefitLine, figure: FigureRow | None, window: Window, *, closed: bool) -> WindowBenefit:
    days = figure.days if figure else {}
    sums = {day: row.sums for day, row in days.items()}
    measured = actual(figure.aggregation, window, sums) if figure else None
    improvement = improved(figure, measured)
    return WindowBenefit(
        number=window.number,
        starts_on=window.starts_on,
        ends_on=window.ends_on,
        closed=closed,
        measured=measured,
        improvement=improvement,
        benefit=worth(line, improvement) if closed and improvement is not None else 0,
        origins=tuple(days[day].origin for day in sorted(within(window, sums))),
    )


def improved(figure: FigureRow | None, measured: Decimal | None) -> Decimal | None:
    """In the direction in which the series is better; below nothing where it got worse."""
    if figure is None or figure.baseline is None or measured is None:
        return None
    less = EXACT.subtract(figure.baseline, measured)
    return less if figure.better is Better.LOWER else EXACT.minus(less)
