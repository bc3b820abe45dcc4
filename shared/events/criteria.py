"""Facts that people add to what is computed of a criterion: their word, a block, an exemption.

Stream `criterion-{engagement_id}-{criterion}`, by gates. `criterion` is told as `framework/code`.
"""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


@record
class CriterionAttested:
    """Somebody says that it is met, in this role; it counts up to and including `valid_until`.

    Replaces what the same person said before. `evidence` is what they looked at.
    """

    engagement_id: UUID
    criterion: str
    attester: UUID
    role: str
    statement: str
    valid_until: date
    evidence: tuple[UUID, ...]


@record
class AttestationWithdrawn:
    """What the attester said counts no more."""

    engagement_id: UUID
    criterion: str
    attester: UUID
    reason: str


@record
class CriterionBlocked:
    """Somebody outside holds it up; `until` is the last day on which they are expected to; None: nobody knows.

    Replaces what was said of a block before.
    """

    engagement_id: UUID
    criterion: str
    party: str
    reason: str
    until: date | None


@record
class CriterionUnblocked:
    engagement_id: UUID
    criterion: str
    reason: str


@record
class NotApplicableRequested:
    """Somebody says that the engagement has nothing of what the criterion is about."""

    engagement_id: UUID
    criterion: str
    justification: str
    requester: UUID


@record
class NotApplicableApproved:
    """Somebody else agrees: the criterion is not asked for."""

    engagement_id: UUID
    criterion: str
    approver: UUID


@record
class NotApplicableRejected:
    engagement_id: UUID
    criterion: str
    reason: str
    rejecter: UUID


@record
class NotApplicableEnded:
    """It is asked for again."""

    engagement_id: UUID
    criterion: str
    reason: str


@record
class WaiverRequested:
    """Somebody asks that the gate be passed without it, up to and including the day `until`."""

    engagement_id: UUID
    criterion: str
    reason: str
    until: date
    requester: UUID


@record
class WaiverGranted:
    """`until` is the last day on which the waiver lives: as it was asked for, or earlier."""

    engagement_id: UUID
    criterion: str
    approver: UUID
    until: date


@record
class WaiverRejected:
    engagement_id: UUID
    criterion: str
    reason: str
    rejecter: UUID


@record
class WaiverExtended:
    """The waiver lives longer; `extension` counts from 1."""

    engagement_id: UUID
    criterion: str
    until: date
    reason: str
    approver: UUID
    extension: int


@record
class WaiverRevoked:
    """The waiver lives no more."""

    engagement_id: UUID
    criterion: str
    reason: str


CriterionEvent: TypeAlias = (
    CriterionAttested
    | AttestationWithdrawn
    | CriterionBlocked
    | CriterionUnblocked
    | NotApplicableRequested
    | NotApplicableApproved
    | NotApplicableRejected
    | NotApplicableEnded
    | WaiverRequested
    | WaiverGranted
    | WaiverRejected
    | WaiverExtended
    | WaiverRevoked
)
