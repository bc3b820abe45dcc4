"""Facts about a set of data that the model is tried on: what is in it, and how far it mirrors production.

Stream `dataset-{dataset_id}`, by engagement.
"""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


class DatasetKind(StrEnum):
    """From what was made for the trial to what production brings."""

    SYNTHETIC = "synthetic"
    CURATED = "curated"
    SAMPLED = "sampled"
    REPRESENTATIVE = "representative"
    PRODUCTION = "production"
    OTHER = "other"


@record
class DatasetContent:
    """`drawn` is how it was drawn, and so what it stands for; `digest` is the SHA-256 of the data, in hex."""

    kind: DatasetKind
    drawn: str
    first_day: date
    last_day: date
    rows: int
    digest: str
    sources: tuple[UUID, ...]


@record
class DatasetDeclared:
    """Its first version."""

    dataset_id: UUID
    engagement_id: UUID
    name: str
    content: DatasetContent


@record
class DatasetRevised:
    """What was found on an earlier version says nothing about this one."""

    dataset_id: UUID
    version: int
    content: DatasetContent
    reason: str


DatasetEvent: TypeAlias = DatasetDeclared | DatasetRevised
