"""What people can say of a criterion, and why it is refused. `criterion` is told as `framework/code`."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class AttestCriterion:
    """In the role that the framework asks for; `evidence` is what they looked at."""

    engagement_id: UUID
    criterion: str
    statement: str
    valid_until: date
    evidence: tuple[UUID, ...]


@record
class WithdrawAttestation:
    """One's own."""

    engagement_id: UUID
    criterion: str
    reason: str


@record
class RevokeAttestation:
    """Anybody's, by whoever leads or grants waivers: the attester may hold no role any more."""

    engagement_id: UUID
    criterion: str
    attester: UUID
    reason: str


@record
class BlockCriterion:
    """`until` None: nobody knows how long."""

    engagement_id: UUID
    criterion: str
    party: str
    reason: str
    until: date | None


@record
class UnblockCriterion:
    engagement_id: UUID
    criterion: str
    reason: str


@record
class RequestNotApplicable:
    engagement_id: UUID
    criterion: str
    justification: str


@record
class ApproveNotApplicable:
    engagement_id: UUID
    criterion: str


@record
class RejectNotApplicable:
    engagement_id: UUID
    criterion: str
    reason: str


@record
class EndNotApplicable:
    engagement_id: UUID
    criterion: str
    reason: str


@record
class RequestWaiver:
    engagement_id: UUID
    criterion: str
    reason: str
    until: date


@record
class GrantWaiver:
    """Up to the day that was asked for, or an earlier one."""

    engagement_id: UUID
    criterion: str
    until: date


@record
class RejectWaiver:
    engagement_id: UUID
    criterion: str
    reason: str


@record
class ExtendWaiver:
    engagement_id: UUID
    criterion: str
    until: date
    reason: str


@record
class RevokeWaiver:
    engagement_id: UUID
    criterion: str
    reason: str


Attesting: TypeAlias = AttestCriterion | WithdrawAttestation | RevokeAttestation
Blocking: TypeAlias = BlockCriterion | UnblockCriterion
Exempting: TypeAlias = RequestNotApplicable | ApproveNotApplicable | RejectNotApplicable | EndNotApplicable
Waiving: TypeAlias = RequestWaiver | GrantWaiver | RejectWaiver | ExtendWaiver | RevokeWaiver
CriterionCommand: TypeAlias = Attesting | Blocking | Exempting | Waiving


class NobodysWordAsked(Refused):
    """This criterion is computed from what happened: nobody attests it."""


class OwnEvidence(Refused):
    """Nobody attests a criterion by evidence that they submitted themselves."""


class OwnExemption(Refused):
    """Nobody approves the exemption that they asked for themselves."""


class NoExemptionRequested(Refused):
    """Nobody asks for this exemption, or it was decided on already."""


class ExemptionAlreadyRequested(Refused):
    """Somebody asks for this exemption already: that is decided on first."""


class WaiverNotAllowed(Refused):
    """This criterion is never waived: it blocks until it is met."""


class WaiverStillLives(Refused):
    """The criterion is waived until {until}: that waiver is extended or revoked first."""


class NoWaiverLives(Refused):
    """No waiver of this criterion lives: request one."""


class TooManyExtensions(Refused):
    """A waiver is prolonged {most} times at most, and another waiver after it counts as well."""
