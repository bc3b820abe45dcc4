"""How fast is fast enough: what each figure must reach, beside its limit or, where nothing else will do, by itself."""

from enum import Enum

from shared.kernel.record import record
from tests.bench import (
    dashboard,
    forecasting,
    graphql,
    judging,
    measurement,
    peers,
    projecting,
    rejudging,
    through_kafka,
    verifying,
    visible,
)
from tests.bench.measure import Measure


class Way(Enum):
    AT_LEAST = "at least"
    AT_MOST = "at most"


@record
class Bar:
    """For the measures of this name, or more, beside `limit`: for their value if there is a `unit`, else the ratio."""

    name: str
    limit: str
    way: Way
    figure: float
    unit: str = ""

    def is_for(self, measure: Measure) -> bool:
        return measure.limit_name == self.limit and measure.name.startswith(self.name)

    def times(self, measure: Measure) -> float:
        """How many times the bar was reached: 1 is met."""
        value = measure.value if self.unit else measure.ratio or 0
        return value / self.figure if self.way is Way.AT_LEAST else self.figure / value

    def __str__(self) -> str:
        return f"{self.way.value} {self.figure:g} {self.unit or 'of it'}"


BARS = (
    Bar(name="append, 32 writers", limit="plain insert, 32 writers", way=Way.AT_LEAST, figure=1.5),
    Bar(name="append, 32 writers", limit="plain insert, 32 writers, p99", way=Way.AT_MOST, figure=0.5),
    Bar(name="append, 32 writers", limit=peers.PEER, way=Way.AT_LEAST, figure=8),
    Bar(name="rebuild", limit=projecting.WITH_PAST, way=Way.AT_LEAST, figure=0.25),
    Bar(name=visible.NAME, limit=f"{visible.FLOOR}, p50", way=Way.AT_MOST, figure=10),
    Bar(name=visible.NAME, limit=f"{visible.FLOOR}, p99", way=Way.AT_MOST, figure=25, unit="ms"),
    Bar(name=through_kafka.NAME, limit=f"{visible.FLOOR}, p99", way=Way.AT_MOST, figure=60, unit="ms"),
    Bar(name="GraphQL page", limit=graphql.LIMIT, way=Way.AT_LEAST, figure=0.45),
    Bar(name="verify chain", limit=verifying.LIMIT, way=Way.AT_LEAST, figure=0.5),
    Bar(name="forecast", limit=forecasting.LIMIT, way=Way.AT_MOST, figure=0.75, unit="s"),
    Bar(name="verdict", limit=judging.RULES, way=Way.AT_MOST, figure=2, unit="ms"),
    Bar(name=rejudging.MEMORY, limit=rejudging.LIMIT, way=Way.AT_MOST, figure=64, unit="MiB"),
    Bar(name=measurement.ASKED, limit=measurement.ASKED_OF_TENTH, way=Way.AT_MOST, figure=1.5),
    Bar(name=dashboard.ASKED, limit=dashboard.OF_TENTH, way=Way.AT_MOST, figure=1.5),
    Bar(name=dashboard.STATEMENTS, limit=dashboard.STATEMENTS_OF_TENTH, way=Way.AT_MOST, figure=1),
)


def bar_of(measure: Measure) -> Bar | None:
    return next((bar for bar in BARS if bar.is_for(measure)), None)
