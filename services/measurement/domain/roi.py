"""The return on investment: what the system brought beside its business case, and what it cost.

The case that the system went live with is the yardstick; the one that holds now stands beside it where it differs.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from uuid import UUID

from services.measurement.domain.roi_benefits import LineBenefit, lines_of
from services.measurement.domain.roi_rows import CaseRow, CostRow, Origin, Purpose, RoiRows
from services.measurement.domain.sums import EXACT
from services.measurement.domain.windows import LENGTH
from shared.events.roi import RoiFigure, RoiFigures
from shared.events.series import Cadence
from shared.kernel.money import Money
from shared.kernel.record import record

YEAR = 365
PLACES = Decimal("0.0001")


@record
class Spending:
    """`origins` are the events that tell of the costs that count."""

    minor: int
    origins: tuple[Origin, ...]


@record
class Reckoning:
    """By one version of the case. `expected_run_cost` is what running was to cost in the months that are over."""

    revision: int
    owner: UUID
    assumptions: tuple[str, ...]
    expected: int
    benefit: int
    expected_run_cost: int
    lines: tuple[LineBenefit, ...]
    roi: Decimal | None
    annualised: Decimal | None
    origins: tuple[Origin, ...]


@record
class Roi:
    """Over the `days` of the months that are over. `elsewhere`: spent in other currencies, and so not counted."""

    engagement_id: UUID
    went_live_on: date
    days: int
    currency: str
    case: Reckoning
    revised: Reckoning | None
    run_cost: Spending
    pilot_cost: Spending
    scale_cost: Spending
    elsewhere: tuple[Money, ...]

    @property
    def figures(self) -> RoiFigures:
        return RoiFigures(
            currency=self.currency,
            days=self.days,
            benefit=self.case.benefit,
            run_cost=self.run_cost.minor,
            pilot_cost=self.pilot_cost.minor,
            scale_cost=self.scale_cost.minor,
            roi=self.case.roi,
            annualised=self.case.annualised,
        )


@record
class Costs:
    run: Spending
    pilot: Spending
    scale: Spending

    def left_of(self, benefit: int) -> int:
        return benefit - self.run.minor

    @property
    def invested(self) -> int:
        return self.pilot.minor + self.scale.minor


def roi_of(rows: RoiRows) -> Roi | None:
    """None where no case was registered before going live, or the system is not live."""
    yardsticks = [case for case in rows.cases if not case.live]
    if rows.went_live_on is None or not yardsticks:
        return None
    yardstick = max(yardsticks, key=lambda case: case.revision)
    latest = max(rows.cases, key=lambda case: case.revision)
    currency, days = yardstick.run_cost_per_month.currency, LENGTH[Cadence.MONTHLY] * len(rows.closed)
    spent = [cost for cost in rows.costs.values() if not cost.withdrawn and within(cost, rows.went_live_on, days)]
    costs = Costs(
        run=spending(spent, Purpose.RUN, currency),
        pilot=spending(spent, Purpose.PILOT, currency),
        scale=spending(spent, Purpose.SCALE, currency),
    )
    return Roi(
        engagement_id=rows.engagement_id,
        went_live_on=rows.went_live_on,
        days=days,
        currency=currency,
        case=reckoned(yardstick, rows, costs, rows.went_live_on),
        revised=None if latest is yardstick else reckoned(latest, rows, costs, rows.went_live_on),
        run_cost=costs.run,
        pilot_cost=costs.pilot,
        scale_cost=costs.scale,
        elsewhere=elsewhere(spent, currency),
    )


def within(cost: CostRow, went_live_on: date, days: int) -> bool:
    """What was invested counts whenever it was spent; what running costs, in the months that are over."""
    if cost.purpose is not Purpose.RUN or cost.spent_on is None:
        return True
    return went_live_on <= cost.spent_on < went_live_on + timedelta(days=days)


def spending(costs: Iterable[CostRow], purpose: Purpose, currency: str) -> Spending:
    counting = [cost for cost in costs if cost.purpose is purpose and cost.currency == currency]
    told = sorted((seq, cost.stream) for cost in counting for seq in cost.seqs)
    return Spending(
        minor=sum(cost.minor for cost in counting),
        origins=tuple(Origin(stream=stream, first=seq, last=seq, events=1) for seq, stream in told),
    )


def elsewhere(costs: Iterable[CostRow], currency: str) -> tuple[Money, ...]:
    others: dict[str, int] = {}
    for cost in costs:
        if cost.currency != currency:
            others[cost.currency] = others.get(cost.currency, 0) + cost.minor
    return tuple(Money(minor=minor, currency=other) for other, minor in sorted(others.items()))


def reckoned(case: CaseRow, rows: RoiRows, costs: Costs, went_live_on: date) -> Reckoning:
    lines = lines_of(case, rows, went_live_on)
    benefit, months = sum(line.benefit for line in lines), len(rows.closed)
    left, days = costs.left_of(benefit), LENGTH[Cadence.MONTHLY] * months
    return Reckoning(
        revision=case.revision,
        owner=case.owner,
        assumptions=case.assumptions,
        expected=sum(line.expected for line in lines),
        benefit=benefit,
        expected_run_cost=case.run_cost_per_month.minor * months,
        lines=lines,
        roi=share(left, costs.invested) if days else None,
        annualised=share(left * YEAR, costs.invested * days),
        origins=(Origin(stream=f"case-{rows.engagement_id}", first=case.seq, last=case.seq, events=1),),
    )


def share(part: int, whole: int) -> Decimal | None:
    """At four places, half to even; None where there is nothing to be a share of."""
    if not whole:
        return None
    exact = EXACT.divide(Decimal(part), Decimal(whole))
    return exact.quantize(PLACES, rounding=ROUND_HALF_EVEN, context=EXACT)


def moved(before: RoiFigures, after: RoiFigures) -> tuple[RoiFigure, ...]:
    """The figures that read differently."""
    return tuple(each for each in RoiFigure if getattr(before, each.value) != getattr(after, each.value))


def opened(roi: Roi, figure: RoiFigure) -> tuple[Origin, ...]:
    """All events that the figure comes from, each once, in the order of the log."""
    benefit = {
        *roi.case.origins,
        *(origin for line in roi.case.lines for origin in line.origins),
        *(origin for line in roi.case.lines for month in line.windows if month.closed for origin in month.origins),
    }
    parts: dict[RoiFigure, set[Origin]] = {
        RoiFigure.BENEFIT: benefit,
        RoiFigure.RUN_COST: {*roi.run_cost.origins},
        RoiFigure.PILOT_COST: {*roi.pilot_cost.origins},
        RoiFigure.SCALE_COST: {*roi.scale_cost.origins},
    }
    found = parts[figure] if figure in parts else {origin for each in parts.values() for origin in each}
    return tuple(sorted(found, key=lambda origin: (origin.first, origin.stream)))
