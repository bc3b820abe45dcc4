"""Sets of data that the model is tried on: one row each, as it was revised last."""

from datetime import date, datetime
from typing import assert_never, get_args
from uuid import UUID

from shared.events.datasets import DatasetDeclared, DatasetEvent, DatasetKind, DatasetRevised
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class DatasetEntry:
    """`version` counts the revisions of its content; `reason` is why it was revised last."""

    dataset_id: UUID
    engagement_id: UUID
    name: str
    kind: DatasetKind
    drawn: str
    first_day: date
    last_day: date
    rows: int
    digest: str
    sources: tuple[UUID, ...]
    reason: str | None
    declared_at: datetime
    declared_by: UUID
    declared_seq: int
    revised_at: datetime | None
    revised_by: UUID | None
    version: int


def keys(recorded: Recorded[DatasetEvent]) -> tuple[Key, ...]:
    return ((recorded.event.dataset_id,),)


def fold(entry: DatasetEntry | None, recorded: Recorded[DatasetEvent]) -> DatasetEntry:
    event = recorded.event
    match event:
        case DatasetDeclared():
            return declared(event, recorded)
        case DatasetRevised():
            return revised(known(entry), event, recorded)
        case _:
            assert_never(event)


def declared(event: DatasetDeclared, recorded: Recorded[DatasetEvent]) -> DatasetEntry:
    content = event.content
    return DatasetEntry(
        dataset_id=event.dataset_id,
        engagement_id=event.engagement_id,
        name=event.name,
        kind=content.kind,
        drawn=content.drawn,
        first_day=content.first_day,
        last_day=content.last_day,
        rows=content.rows,
        digest=content.digest,
        sources=content.sources,
        reason=None,
        declared_at=recorded.occurred_at,
        declared_by=recorded.actor,
        declared_seq=recorded.seq,
        revised_at=None,
        revised_by=None,
        version=1,
    )


def revised(entry: DatasetEntry, event: DatasetRevised, recorded: Recorded[DatasetEvent]) -> DatasetEntry:
    content = event.content
    return replaced(
        entry,
        kind=content.kind,
        drawn=content.drawn,
        first_day=content.first_day,
        last_day=content.last_day,
        rows=content.rows,
        digest=content.digest,
        sources=content.sources,
        reason=event.reason,
        revised_at=recorded.occurred_at,
        revised_by=recorded.actor,
        version=event.version,
    )


DATASETS = Projection(
    name="datasets",
    version=1,
    row=DatasetEntry,
    key=("dataset_id",),
    handles=get_args(DatasetEvent),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "declared_seq"),),
)
