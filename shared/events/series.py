"""Facts about one series of measurements: what it counts and what is wanted of it.

Stream `series-{series_id}`, by measurement.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.events.pilots import Better
from shared.kernel.record import record


class SeriesKind(StrEnum):
    """A leading indicator of adoption, or a key figure of the business."""

    INDICATOR = "indicator"
    KPI = "kpi"


class Cadence(StrEnum):
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Aggregation(StrEnum):
    """What many observations come to.

    `mean` weighs each by its `of`, `ratio` divides the sum of values by that of `of`, `latest` is the mean of the last
    day that has any.
    """

    SUM = "sum"
    MEAN = "mean"
    RATIO = "ratio"
    LATEST = "latest"


@record
class SeriesDefined:
    """What is counted, once and for ever. `template` is that of the policy's edition `policy`; None: of one's own."""

    series_id: UUID
    engagement_id: UUID
    kind: SeriesKind
    name: str
    definition: str
    unit: str
    better: Better
    cadence: Cadence
    aggregation: Aggregation
    source: str
    owner: UUID
    template: str | None
    policy: int


@record
class SeriesHandedOver:
    """Somebody else answers for it from now on."""

    series_id: UUID
    owner: UUID


@record
class SeriesRetired:
    """Nothing is recorded for it any more, for good."""

    series_id: UUID
    reason: str


@record
class BaselineSet:
    """What it was before the system went live, measured on these days; replaces the baseline before."""

    series_id: UUID
    value: Decimal
    measured_from: date
    measured_until: date
    note: str
    setter: UUID


@record
class TargetSet:
    """What it is to reach. `old` None: there was no target."""

    series_id: UUID
    old: Decimal | None
    new: Decimal
    why: str
    setter: UUID


@record
class PlanPoint:
    """What is planned for a day, counted from that of going live as 0."""

    day: int
    value: Decimal


@record
class PlanCurveSet:
    """The way to the target: straight between two points, flat outside of them. Replaces the curve before.

    `live`: the system had gone live, so reports show the curve before beside this one.
    """

    series_id: UUID
    points: tuple[PlanPoint, ...]
    why: str
    live: bool
    setter: UUID


SeriesEvent: TypeAlias = SeriesDefined | SeriesHandedOver | SeriesRetired | BaselineSet | TargetSet | PlanCurveSet
