"""Facts about one source of data: whose it is, how delicate it is, who may use it.

Stream `source-{source_id}`, by engagement.
"""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


class DataClass(StrEnum):
    """From what anybody may see to what hardly anybody may."""

    PUBLIC = "public"
    INTERNAL = "internal"
    CONFIDENTIAL = "confidential"
    RESTRICTED = "restricted"


@record
class DataSourceRegistered:
    """Without an owner nobody can approve access to it yet."""

    source_id: UUID
    engagement_id: UUID
    name: str
    description: str
    owner: UUID | None = None


@record
class DataSourceOwnerNamed:
    """What another owner approved no longer stands."""

    source_id: UUID
    owner: UUID


@record
class DataSourceOwnerVacated:
    """Nobody owns it any more, and what its owner approved no longer stands."""

    source_id: UUID
    owner: UUID
    reason: str


@record
class DataClassified:
    """Decided by a business owner. What was approved for the class before no longer stands."""

    source_id: UUID
    data_class: DataClass
    personal_data: bool


@record
class DataAccessRequested:
    """`scope` is the part of the source that is asked for."""

    source_id: UUID
    access_id: UUID
    purpose: str
    scope: str
    requester: UUID


@record
class DataAccessApproved:
    """By the owner of that moment; `until` is its last day."""

    source_id: UUID
    access_id: UUID
    until: date


@record
class DataAccessRevoked:
    """Taken back, or never granted."""

    source_id: UUID
    access_id: UUID
    reason: str


SourceEvent: TypeAlias = (
    DataSourceRegistered
    | DataSourceOwnerNamed
    | DataClassified
    | DataAccessRequested
    | DataAccessApproved
    | DataAccessRevoked
    | DataSourceOwnerVacated
)
