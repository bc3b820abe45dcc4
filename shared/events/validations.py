"""Facts about what the model reached by one measure, and what production loses against the pilot.

Stream `validation-{metric_id}`, by engagement.
"""

from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.events.datasets import DatasetKind
from shared.events.gaps import Evidence
from shared.kernel.record import record


@record
class ModelValidated:
    """A run of the model on a version of a dataset.

    `representative` says whether data of that kind counts by the policy of that version, `fresh_until` is the last day
    on which the run counts by it. `release_id` is empty where nobody said what ran.
    """

    metric_id: UUID
    engagement_id: UUID
    run_id: UUID
    dataset_id: UUID
    dataset_version: int
    dataset_kind: DatasetKind
    representative: bool
    policy: int
    release_id: UUID | None
    value: Decimal
    sample_size: int
    ran_on: date
    fresh_until: date
    evidence: Evidence


@record
class PerformanceDeltaMeasured:
    """`delta` is production less pilot; `criterion` names the pilot's result. Replaces what was measured before."""

    metric_id: UUID
    engagement_id: UUID
    run_id: UUID
    criterion: str
    pilot: Decimal
    production: Decimal
    delta: Decimal
    measurer: UUID


@record
class PerformanceDeltaAccepted:
    """Of what was measured last; `accepter` did not measure it."""

    metric_id: UUID
    run_id: UUID
    reason: str
    accepter: UUID


@record
class PerformanceDeltaAddressed:
    """A gap stands for what was measured last."""

    metric_id: UUID
    run_id: UUID
    gap_id: UUID


ValidationEvent: TypeAlias = (
    ModelValidated | PerformanceDeltaMeasured | PerformanceDeltaAccepted | PerformanceDeltaAddressed
)
