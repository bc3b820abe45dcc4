"""What was tried, what it reached and what it cost."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from services.engagement.projections.pilot_costs import PilotCost
from services.engagement.projections.pilot_results import PilotResult
from services.engagement.projections.pilots import PilotEntry
from shared.events.pilots import Better, RunBy
from shared.kernel.exact import plain
from shared.kernel.money import Money
from shared.kernel.record import record


class Outcome(StrEnum):
    MET = "met"
    MISSED = "missed"
    NO_TARGET = "no_target"  # nobody had said what success is


@record
class Tried:
    """`deferrals` counts how often the decision to scale was put off."""

    name: str
    purpose: str
    run_by: RunBy
    vendor: str | None
    started_on: date
    closed_on: date | None
    summary: str | None
    deferrals: int
    deferred_until: date | None
    deferral_reason: str | None


@record
class Result:
    criterion: str
    unit: str
    better: Better
    target: Decimal | None
    actual: Decimal
    outcome: Outcome
    recorded_by: UUID


@record
class Cost:
    purpose: str
    amount: Money


@record
class Costs:
    items: tuple[Cost, ...]
    totals: tuple[Money, ...]


def tried(pilot: PilotEntry) -> Tried:
    return Tried(
        name=pilot.name,
        purpose=pilot.purpose,
        run_by=pilot.run_by,
        vendor=pilot.vendor,
        started_on=pilot.started_on,
        closed_on=pilot.closed_on,
        summary=pilot.summary,
        deferrals=pilot.deferrals,
        deferred_until=pilot.deferred_until,
        deferral_reason=pilot.deferral_reason,
    )


def results(rows: Sequence[PilotResult]) -> tuple[Result, ...]:
    """In the order in which they were recorded."""
    return tuple(
        Result(
            criterion=row.criterion,
            unit=row.unit,
            better=row.better,
            target=None if row.target is None else plain(row.target),
            actual=plain(row.actual),
            outcome=outcome(row.met),
            recorded_by=row.recorded_by,
        )
        for row in sorted(rows, key=lambda row: (row.recorded_at, row.criterion))
    )


def outcome(met: bool | None) -> Outcome:  # noqa: FBT001
    if met is None:
        return Outcome.NO_TARGET
    return Outcome.MET if met else Outcome.MISSED


def costs(rows: Sequence[PilotCost]) -> Costs:
    """One sum per currency: amounts of different currencies are never added."""
    items = tuple(
        Cost(purpose=row.purpose, amount=Money(minor=row.minor, currency=row.currency))
        for row in sorted(rows, key=lambda row: row.recorded_seq)
    )
    sums: dict[str, Money] = {}
    for item in items:
        currency = item.amount.currency
        sums[currency] = item.amount + sums.get(currency, Money(minor=0, currency=currency))
    return Costs(items=items, totals=tuple(sums[currency] for currency in sorted(sums)))
