"""Runs of the model on data, one row each. Whether a run counts is not written here: it is told anew."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from shared.events.datasets import DatasetKind
from shared.events.validations import ModelValidated
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.projecting.projection import Key, Projection


@record
class ValidationEntry:
    run_id: UUID
    metric_id: UUID
    engagement_id: UUID
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
    evidence_digest: str
    evidence_link: str
    evidence_note: str
    recorded_at: datetime
    recorded_by: UUID
    recorded_seq: int


def keys(recorded: Recorded[ModelValidated]) -> tuple[Key, ...]:
    return ((recorded.event.run_id,),)


def fold(_: ValidationEntry | None, recorded: Recorded[ModelValidated]) -> ValidationEntry:
    event = recorded.event
    return ValidationEntry(
        run_id=event.run_id,
        metric_id=event.metric_id,
        engagement_id=event.engagement_id,
        dataset_id=event.dataset_id,
        dataset_version=event.dataset_version,
        dataset_kind=event.dataset_kind,
        representative=event.representative,
        policy=event.policy,
        release_id=event.release_id,
        value=event.value,
        sample_size=event.sample_size,
        ran_on=event.ran_on,
        fresh_until=event.fresh_until,
        evidence_digest=event.evidence.digest,
        evidence_link=event.evidence.link,
        evidence_note=event.evidence.note,
        recorded_at=recorded.occurred_at,
        recorded_by=recorded.actor,
        recorded_seq=recorded.seq,
    )


VALIDATIONS = Projection(
    name="validations",
    version=1,
    row=ValidationEntry,
    key=("run_id",),
    handles=(ModelValidated,),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "recorded_seq"), ("metric_id", "recorded_seq")),
)
