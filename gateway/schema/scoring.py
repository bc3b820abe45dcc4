"""The policy by which candidates of a portfolio round are scored."""

from decimal import Decimal
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.gaps import Estimate
from gateway.schema.node import plain
from gateway.schema.told import Locale, told
from services.engagement.contracts import portfolio
from shared.events.pilots import Better
from shared.events.portfolio import Factor

strawberry.enum(portfolio.Measured, name="FactorMeasure", description="How a factor is brought to 0 to 1.")


@strawberry.type(description="A factor, how it is brought to 0 to 1, and what it weighs.")
class FactorRule:
    factor: Factor
    weight: Decimal
    better: Better
    measured: portfolio.Measured
    row: strawberry.Private[portfolio.FactorPolicy]

    @classmethod
    def of(cls, row: portfolio.FactorPolicy) -> Self:
        return cls(row=row, **plain(cls, row))

    @strawberry.field
    async def label(self, info: Info, locale: Locale | None = None) -> str:
        return await told(info, self.row.label, locale)


@strawberry.type(description="How candidates are scored. Equal scores are told apart by the factors in this order.")
class ScoringPolicy:
    version: int
    factors: list[FactorRule]
    unestimated: Estimate | None = strawberry.field(
        description="The person-days that a gap counts which nobody estimated; none: it counts nothing."
    )

    @classmethod
    def of(cls, row: portfolio.ScoringPolicy) -> Self:
        assumed = Estimate(**plain(Estimate, row.unestimated)) if row.unestimated else None
        return cls(version=row.version, factors=[FactorRule.of(each) for each in row.factors], unestimated=assumed)
