"""Facts about a piece of evidence: an artefact that backs a criterion. Stream `evidence-{evidence_id}`, by gates."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


@record
class EvidenceValue:
    """What the artefact says, for rules to see: a number, a day, a truth or a text, as it is written."""

    name: str
    value: str


@record
class EvidenceSubmitted:
    """The artefact has this SHA-256 and so many bytes; it counts from `valid_from` up to and including `valid_until`.

    `criterion` is told as `framework/code`. `format` is that of a tool whose own file this is; None: no machine's.
    `release_id` is what it was made with, if it was made with one.
    """

    engagement_id: UUID
    evidence_id: UUID
    criterion: str
    kind: str
    title: str
    digest: str
    size: int
    media_type: str
    source: str
    format: str | None
    values: tuple[EvidenceValue, ...]
    release_id: UUID | None
    valid_from: date
    valid_until: date
    submitter: UUID


@record
class EvidenceRevised:
    """Another artefact stands in its place; the first one was revision 1. What had expired may count again."""

    evidence_id: UUID
    revision: int
    digest: str
    size: int
    media_type: str
    source: str
    format: str | None
    values: tuple[EvidenceValue, ...]
    release_id: UUID | None
    valid_from: date
    valid_until: date
    reason: str
    reviser: UUID


@record
class EvidenceWithdrawn:
    """It backs nothing any more, for good."""

    evidence_id: UUID
    reason: str
    withdrawer: UUID


@record
class EvidenceExpiryNoted:
    """It still counts for so many days: people are told while there is time."""

    evidence_id: UUID
    days_left: int
    valid_until: date


@record
class EvidenceExpired:
    """Its last day is over: it counts no more, unless it is revised."""

    evidence_id: UUID
    valid_until: date


EvidenceEvent: TypeAlias = (
    EvidenceSubmitted | EvidenceRevised | EvidenceWithdrawn | EvidenceExpiryNoted | EvidenceExpired
)
