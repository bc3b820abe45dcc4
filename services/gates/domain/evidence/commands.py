"""What can be asked of a piece of evidence, and why it is refused."""

from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from shared.events.evidence import EvidenceValue
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class Artefact:
    """What is shown, and from when until when it counts. `values` is what it says, for rules to see."""

    digest: str
    size: int
    media_type: str
    source: str
    format: str | None
    values: tuple[EvidenceValue, ...]
    release_id: UUID | None
    valid_from: date
    valid_until: date


@record
class SubmitEvidence:
    """`criterion` is told as `framework/code`."""

    evidence_id: UUID
    engagement_id: UUID
    criterion: str
    kind: str
    title: str
    artefact: Artefact


@record
class ReviseEvidence:
    evidence_id: UUID
    artefact: Artefact
    reason: str


@record
class WithdrawEvidence:
    evidence_id: UUID
    reason: str


@record
class NoteEvidenceExpiry:
    """Given by Fairway itself, once for each of the policy's reminders.

    Whoever showed it, at the instant `shown_at`, no more days than these before its last one knows that already.
    """

    evidence_id: UUID
    days_left: int
    shown_at: datetime | None = None


@record
class ExpireEvidence:
    """Given by Fairway itself, once the last day is over."""

    evidence_id: UUID


OnEvidence: TypeAlias = ReviseEvidence | WithdrawEvidence | NoteEvidenceExpiry | ExpireEvidence
EvidenceCommand: TypeAlias = SubmitEvidence | OnEvidence


class EvidenceNotFound(Refused):
    """There is no such evidence."""


class EvidenceAlreadySubmitted(Refused):
    """Evidence with this id was already submitted, and reads differently: revise it."""


class EvidenceOfSomebodyElse(Refused):
    """Evidence is revised and withdrawn by whoever submitted it, or by a lead."""


class EvidenceHasGone(Refused):
    """The evidence was withdrawn for good: submit it anew."""


class EvidenceHasExpired(Refused):
    """The evidence ran out on {until}: there is nothing left to announce."""


class EvidenceStillCounts(Refused):
    """The evidence counts until {until}: that day is not over."""


class KindNotOfTheFramework(Refused):
    """The framework knows no evidence of this kind; it knows {known}."""


class SameContentRenewed(Refused):
    """This very content was shown from {first} until {last}, and counts no later: show what was found anew."""


class OwnAttestation(Refused):
    """Nobody backs by evidence of their own what they attest: withdraw the attestation first."""


class ExpiryNotNear(Refused):
    """The evidence counts until {until}, which is more than {days} days from now."""
