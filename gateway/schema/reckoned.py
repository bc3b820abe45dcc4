"""A return as it is reckoned: its figures with the events that they come from, line by line and month by month."""

from datetime import date
from decimal import Decimal
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.costs import money
from gateway.schema.ids import global_id
from gateway.schema.measured_series import Series, series_of
from gateway.schema.node import plain
from gateway.schema.pilot_reviews import Money
from gateway.schema.scalars import Long
from services.measurement.contracts import returns
from shared.events.roi import RoiFigure, RoiFigures
from shared.projecting.as_of import Source

strawberry.enum(RoiFigure, description="What is told of a return: four amounts, and the two shares that follow.")
strawberry.enum(returns.LineProblem, name="BenefitProblem", description="Why a line counts for nothing.")
strawberry.enum(returns.RoiWord, name="RoiWord", description="What was done with the figures.")


@strawberry.type(description="So many events of one stream, between two positions of the log.")
class RoiOrigin:
    stream: str
    first: Long
    last: Long
    events: Long

    @classmethod
    def of(cls, row: returns.Origin) -> Self:
        return cls(stream=row.stream, first=Long(row.first), last=Long(row.last), events=Long(row.events))


@strawberry.type(description="One of the figures: an amount, or a share.")
class RoiValue:
    figure: RoiFigure
    amount: Money | None
    share: Decimal | None = strawberry.field(description="At four places. None: there is nothing to be a share of.")
    assumptions: list[str] = strawberry.field(description="What it rests on beside what was measured.")
    row: strawberry.Private[returns.RoiLine]

    @strawberry.field(description="The events it comes from; the shares come from those of all amounts.")
    def events(self) -> list[RoiOrigin]:
        parts = self.row.opened if self.amount is None else (each for each in self.row.opened if self.is_of(each))
        return [RoiOrigin.of(origin) for each in parts for origin in each.origins]

    def is_of(self, opened: returns.Opened) -> bool:
        return opened.figure is self.figure


RESTING = frozenset({RoiFigure.BENEFIT, RoiFigure.ROI, RoiFigure.ANNUALISED})


def value(figure: RoiFigure, figures: RoiFigures) -> tuple[Money | None, Decimal | None]:
    found = getattr(figures, figure.value)
    return (money(found, figures.currency), None) if isinstance(found, int) else (None, found)


@strawberry.type(description="What a line brought in one month: the improvement, times how often, times its worth.")
class BenefitMonth:
    number: int
    starts_on: date
    ends_on: date
    closed: bool = strawberry.field(description="It is over; before that it does not count.")
    measured: Decimal | None = strawberry.field(description="None: nothing was measured, and nothing counts.")
    improvement: Decimal | None = strawberry.field(description="Below nothing where it got worse.")
    benefit: Money = strawberry.field(description="Rounded once, half to even.")
    events: list[RoiOrigin]

    @classmethod
    def of(cls, row: returns.WindowBenefit, currency: str) -> Self:
        own = {"benefit": money(row.benefit, currency), "events": [RoiOrigin.of(each) for each in row.origins]}
        return cls(**{**plain(cls, row), **own})


@strawberry.type(description="What one line of the case brought, beside what it was to bring.")
class BenefitReckoned:
    id: strawberry.ID
    name: str
    unit: str
    value_per_unit: Money
    volume_per_month: Decimal
    target: Decimal
    note: str
    baseline: Decimal | None
    problem: returns.LineProblem | None
    expected: Money = strawberry.field(description="What the target would have brought in the months that are over.")
    benefit: Money
    months: list[BenefitMonth]
    row: strawberry.Private[returns.LineBenefit]
    source: strawberry.Private[Source]

    @classmethod
    def of(cls, row: returns.LineBenefit, currency: str, source: Source) -> Self:
        own = {
            "id": global_id("BenefitLine", row.line_id),
            "value_per_unit": money(row.value_per_unit.minor, row.value_per_unit.currency),
            "expected": money(row.expected, currency),
            "benefit": money(row.benefit, currency),
            "months": [BenefitMonth.of(each, currency) for each in row.windows],
        }
        return cls(row=row, source=source, **{**plain(cls, row), **own})

    @strawberry.field
    async def series(self, info: Info) -> Series | None:
        return await series_of(info, self.source, self.row.series_id)


@strawberry.type(description="The return by one version of the case.")
class RoiReckoning:
    revision: int
    assumptions: list[str]
    expected: Money
    benefit: Money
    expected_run_cost: Money = strawberry.field(description="What running was to cost in the months that are over.")
    roi: Decimal | None
    annualised: Decimal | None
    lines: list[BenefitReckoned]

    @classmethod
    def of(cls, row: returns.Reckoning, currency: str, source: Source) -> Self:
        return cls(
            revision=row.revision,
            assumptions=list(row.assumptions),
            expected=money(row.expected, currency),
            benefit=money(row.benefit, currency),
            expected_run_cost=money(row.expected_run_cost, currency),
            roi=row.roi,
            annualised=row.annualised,
            lines=[BenefitReckoned.of(each, currency, source) for each in row.lines],
        )


@strawberry.type(description="What was reckoned from the log.")
class RoiReckoned:
    went_live_on: date
    days: int = strawberry.field(description="Of the months that are over.")
    digest: str = strawberry.field(description="The SHA-256 of all that was reckoned, as canonical JSON, in hex.")
    case: RoiReckoning = strawberry.field(description="By the case that the system went live with.")
    revised: RoiReckoning | None = strawberry.field(description="By the case as it was revised since.")
    elsewhere: list[Money] = strawberry.field(description="Spent in other currencies, and so not counted.")
    row: strawberry.Private[returns.RoiLine]

    @classmethod
    def of(cls, row: returns.RoiLine, source: Source) -> Self:
        roi = row.roi
        return cls(
            went_live_on=roi.went_live_on,
            days=roi.days,
            digest=row.digest,
            case=RoiReckoning.of(roi.case, roi.currency, source),
            revised=RoiReckoning.of(roi.revised, roi.currency, source) if roi.revised else None,
            elsewhere=[money(each.minor, each.currency) for each in roi.elsewhere],
            row=row,
        )

    @strawberry.field(description="Each with the events that it comes from.")
    def figures(self) -> list[RoiValue]:
        figures, assumptions = self.row.roi.figures, list(self.row.roi.case.assumptions)
        told = ((figure, *value(figure, figures)) for figure in RoiFigure)
        return [
            RoiValue(
                figure=figure,
                amount=amount,
                share=share,
                assumptions=assumptions if figure in RESTING else [],
                row=self.row,
            )
            for figure, amount, share in told
        ]
