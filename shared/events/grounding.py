"""Facts about a source of data that the model's answers rest on: which version, within which bounds, by whose word.

Stream `grounding-{source_id}`, by engagement: the id is that of the source of data.
"""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.kernel.record import record


@record
class GroundingSourceDeclared:
    """Answers rest on it from now on, or once more after it was retired; nothing is approved yet."""

    source_id: UUID
    engagement_id: UUID
    revision: str
    digest: str
    declarer: UUID


@record
class GroundingSourceRevised:
    """Another version of its content: what was approved before no longer stands."""

    source_id: UUID
    revision: str
    digest: str
    reason: str
    reviser: UUID


@record
class GroundingSourceScoped:
    """The part of it that answers rest on; what was approved for another part no longer stands."""

    source_id: UUID
    scope: str


@record
class GroundingSourceAccessControlled:
    """By which control only those read from it who may, and what shows that it works."""

    source_id: UUID
    control: str
    evidence: Evidence


@record
class GroundingSourceApproved:
    """By the owner of that moment, for this version and scope, by the policy of that version until a day."""

    source_id: UUID
    revision: str
    approver: UUID
    policy: int
    fresh_until: date


@record
class GroundingSourceRetired:
    """No answer rests on it any more."""

    source_id: UUID
    reason: str


GroundingEvent: TypeAlias = (
    GroundingSourceDeclared
    | GroundingSourceRevised
    | GroundingSourceScoped
    | GroundingSourceAccessControlled
    | GroundingSourceApproved
    | GroundingSourceRetired
)
