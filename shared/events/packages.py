"""Facts about what is put before whoever approves governance. Stream `package-{engagement_id}`, by gates."""

from datetime import date
from uuid import UUID

from shared.events.verdicts import CriterionState, FrameworkRef
from shared.kernel.record import record


@record
class PackagedEvidence:
    """A piece as it was shown last: `digest` is the SHA-256 of its file, `position` that of the event that says so."""

    evidence_id: UUID
    kind: str
    digest: str
    valid_until: date
    position: int


@record
class PackagedAttestation:
    """Somebody's word, which counted on the day; `position` is that of its event."""

    attester: UUID
    role: str
    valid_until: date
    position: int


@record
class PackagedExemption:
    """What somebody asked for and somebody else approved, by the events at `positions`; `until` None: for good."""

    requester: UUID
    approver: UUID
    until: date | None
    positions: tuple[int, ...]


@record
class PackagedCriterion:
    """`code` is told as `framework/code`.

    `rule_digest` is the SHA-256 of the criterion's canonical JSON, `verdict_digest` that of what the rules made of it
    and of the facts that they saw, both in hex. `until` is the last day of this state if nothing more happens.
    """

    code: str
    state: CriterionState
    until: date | None
    rule_digest: str
    verdict_digest: str
    evidence: tuple[PackagedEvidence, ...]
    attestations: tuple[PackagedAttestation, ...]
    waiver: PackagedExemption | None
    not_applicable: PackagedExemption | None


@record
class GovernancePackageAssembled:
    """All that governance was to show was shown, waived or not applicable, with the log as it stood at `position`.

    `number` counts the engagement's packages from 1. `digest` is the SHA-256, in hex, of the canonical JSON of all
    other fields: of the document that people download.
    """

    engagement_id: UUID
    package_id: UUID
    number: int
    assembler: UUID
    day: date
    position: int
    frameworks: tuple[FrameworkRef, ...]
    criteria: tuple[PackagedCriterion, ...]
    digest: str
