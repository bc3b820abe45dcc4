"""Measures of quality with their last run on data that count, and the datasets of those runs."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.gates.domain.facts.model import Positions
from services.gates.domain.facts.telling import at
from shared.events.pilots import Better
from shared.kernel.record import record


@record
class Run:
    """On data that count, by the policy of its moment; `fresh_until` is the last day on which it does."""

    dataset_id: UUID
    dataset_version: int
    release_id: UUID | None
    value: Decimal
    ran_on: date
    fresh_until: date
    at: int


@record
class Metric:
    """`run` is the last one by the day on which it ran."""

    better: Better
    defined_at: int
    threshold: Decimal | None = None
    threshold_at: int | None = None
    run: Run | None = None

    @property
    def reached(self) -> bool:
        if self.run is None or self.threshold is None:
            return False
        if self.better is Better.HIGHER:
            return self.run.value >= self.threshold
        return self.run.value <= self.threshold

    @property
    def positions(self) -> Positions:
        return at(self.defined_at, self.threshold_at, self.run.at if self.run else None)


@record
class Dataset:
    version: int
    at: int
