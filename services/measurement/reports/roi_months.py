"""The months of a return, as its report tells of them: what all lines brought, and what running cost."""

from collections.abc import Iterable, Iterator
from datetime import date
from zoneinfo import ZoneInfo

from services.measurement.domain.roi import Reckoning
from services.measurement.domain.roi_benefits import LineBenefit, WindowBenefit
from services.measurement.domain.roi_rows import Origin, Purpose
from services.measurement.domain.windows import windows
from services.measurement.reports.measures import WindowState
from services.measurement.reports.roi import CostTold, LateMonth, RoiReport
from services.measurement.reports.wording import NOTHING
from shared.events.series import Cadence
from shared.kernel.record import record


@record
class MonthTold:
    """Of all lines. `spent`: how many run costs fall into it."""

    number: int
    ends_on: date
    over: bool
    expected: int
    benefit: int
    run_cost: int
    spent: int

    @property
    def net(self) -> int:
        return self.benefit - self.run_cost


def months_of(report: RoiReport) -> tuple[MonthTold, ...]:
    roi = report.known
    costs = [cost for cost in report.costs if counts(cost, report) and cost.purpose is Purpose.RUN]
    over = months_over(report)
    return tuple(
        MonthTold(
            number=each.number,
            ends_on=each.ends_on,
            over=each.number in over,
            expected=expected(roi.case.lines, over) if each.number in over else 0,
            benefit=sum(line.windows[each.number - 1].benefit for line in roi.case.lines),
            run_cost=sum(cost.minor for cost in spent(costs, each.starts_on, each.ends_on)),
            spent=len(list(spent(costs, each.starts_on, each.ends_on))),
        )
        for each in windows(roi.went_live_on, Cadence.MONTHLY)
    )


def months_over(report: RoiReport) -> frozenset[int]:
    return frozenset(month.number for line in report.known.case.lines for month in line.windows if month.closed)


def expected(lines: Iterable[LineBenefit], over: frozenset[int]) -> int:
    """In each month: they are all alike."""
    return sum(line.expected for line in lines) // len(over) if over else 0


def counts(cost: CostTold, report: RoiReport) -> bool:
    return not cost.withdrawn and cost.currency == report.known.currency and within(cost, report)


def within(cost: CostTold, report: RoiReport) -> bool:
    """What was invested counts whenever it was spent; what running costs, in the months that are over."""
    if cost.purpose is not Purpose.RUN or cost.spent_on is None:
        return True
    return 0 <= (cost.spent_on - report.known.went_live_on).days < report.known.days


def spent(costs: Iterable[CostTold], first: date, last: date) -> Iterator[CostTold]:
    return (cost for cost in costs if cost.spent_on is not None and first <= cost.spent_on <= last)


def standing(line: LineBenefit, month: WindowBenefit, report: RoiReport) -> WindowState:
    if not month.closed:
        today = report.at.astimezone(ZoneInfo(report.time_zone)).date()
        return WindowState.OPEN if month.starts_on <= today else WindowState.AHEAD
    if month.measured is None:
        return WindowState.MISSED
    late = LateMonth(series_id=line.series_id, number=month.number) in report.late
    return WindowState.LATE if late else WindowState.MEASURED


def net(reckoning: Reckoning, report: RoiReport) -> int:
    return reckoning.benefit - report.known.run_cost.minor


def events(origins: Iterable[Origin]) -> tuple[int, str]:
    """How many, and between which positions of the log."""
    found = list(origins)
    if not found:
        return 0, NOTHING
    first, last = min(origin.first for origin in found), max(origin.last for origin in found)
    return sum(origin.events for origin in found), str(first) if first == last else f"{first}{NOTHING}{last}"
