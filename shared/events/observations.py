"""Facts about what was measured for one series on one day.

Stream `observations-{series_id}-{day}`, by measurement.
"""

from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


@record
class Observation:
    """One measured value. `key` is how its source names it: it comes once in the series' day.

    `of` is what the value is a part of, or how much it weighs. `department` is one of the population's.
    """

    key: str
    value: Decimal
    of: Decimal | None
    cohort_id: UUID | None
    department: str | None


@record
class AdoptionIndicatorRecorded:
    engagement_id: UUID
    series_id: UUID
    day: date
    source: str
    observations: tuple[Observation, ...]


@record
class KpiRecorded:
    engagement_id: UUID
    series_id: UUID
    day: date
    source: str
    observations: tuple[Observation, ...]


@record
class AdoptionIndicatorCorrected:
    """What was recorded stays on record and counts no more. `new` None: nothing counts in its place."""

    engagement_id: UUID
    series_id: UUID
    day: date
    old: Observation
    new: Observation | None
    reason: str
    corrector: UUID


@record
class KpiCorrected:
    """What was recorded stays on record and counts no more. `new` None: nothing counts in its place."""

    engagement_id: UUID
    series_id: UUID
    day: date
    old: Observation
    new: Observation | None
    reason: str
    corrector: UUID


RecordedEvent: TypeAlias = AdoptionIndicatorRecorded | KpiRecorded
CorrectedEvent: TypeAlias = AdoptionIndicatorCorrected | KpiCorrected
ObservationEvent: TypeAlias = AdoptionIndicatorRecorded | KpiRecorded | AdoptionIndicatorCorrected | KpiCorrected
