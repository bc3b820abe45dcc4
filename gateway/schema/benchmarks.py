"""Leading indicators across the portfolio: where the middle half of the engagements lies, and nothing of any one."""

from decimal import Decimal
from typing import Self

import strawberry

from gateway.context import Info
from gateway.schema.node import seen
from services.measurement.contracts import benchmarks


@strawberry.type(description="Of one template of leading indicators, in one week after going live.")
class IndicatorBenchmark:
    template: str
    week: int
    engagements: int | None = strawberry.field(description="Empty, as are all figures, where they are too few.")
    lower_quartile: Decimal | None
    median: Decimal | None
    upper_quartile: Decimal | None

    @classmethod
    def of(cls, row: benchmarks.IndicatorBenchmark) -> Self:
        shown = row.quartiles
        return cls(
            template=row.template,
            week=row.week,
            engagements=row.engagements,
            lower_quartile=shown.lower if shown else None,
            median=shown.median if shown else None,
            upper_quartile=shown.upper if shown else None,
        )


@strawberry.type
class BenchmarksQuery:
    """What can be read of leading indicators across the portfolio."""

    @strawberry.field(
        description="Of the tenant's own engagements, in weeks that are over. Five join at a time and figures have two "
        "digits, so that none of them can be told from an answer, or from two."
    )
    async def indicator_benchmarks(self, info: Info) -> list[IndicatorBenchmark]:
        rows = await info.context.load(seen(self), benchmarks.indicator_benchmarks, None)
        return [IndicatorBenchmark.of(row) for row in rows]
