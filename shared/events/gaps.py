"""Facts about one gap between pilot and production. Stream `gap-{gap_id}`, by engagement."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.events.dimensions import Dimension
from shared.kernel.record import record


class Severity(StrEnum):
    BLOCKING = "blocking"  # go-live is refused while such a gap is open
    MAJOR = "major"
    MINOR = "minor"


class GapKind(StrEnum):
    """What a gap is about."""

    DATA = "data"
    GOVERNANCE = "governance"
    INFRASTRUCTURE = "infrastructure"
    INTEGRATION = "integration"
    ADOPTION = "adoption"
    MEASUREMENT = "measurement"
    OWNERSHIP = "ownership"
    PERFORMANCE = "performance"


class Cause(StrEnum):
    """Why pilots stall: the six reasons, one of which every gap names."""

    GOVERNANCE_DEFERRED = "governance_deferred"
    INFRASTRUCTURE_NOT_PRODUCTION_GRADE = "infrastructure_not_production_grade"
    DATA_NOT_REPRESENTATIVE = "data_not_representative"
    NO_ADOPTION_PROGRAMME = "no_adoption_programme"
    SUCCESS_UNDEFINED = "success_undefined"
    OWNERSHIP_UNASSIGNED = "ownership_unassigned"


@record
class Proposal:
    """The difference between pilot and production that a gap came from."""

    dimension: Dimension
    aspect: str


@record
class Evidence:
    """What backs a resolution: the SHA-256 of the artefact in hex, where it lies, and what it shows."""

    digest: str
    link: str
    note: str


@record
class GapOpened:
    gap_id: UUID
    engagement_id: UUID
    title: str
    detail: str
    kind: GapKind
    cause: Cause
    severity: Severity
    finding_id: UUID | None = None
    proposal: Proposal | None = None


@record
class GapOwnerAssigned:
    gap_id: UUID
    owner: UUID


@record
class GapEstimated:
    """Three-point estimate of the effort, in person-days."""

    gap_id: UUID
    low: Decimal
    likely: Decimal
    high: Decimal


@record
class GapDueDateSet:
    gap_id: UUID
    due: date


@record
class GapSeverityRaised:
    """`reason` is empty where none was given."""

    gap_id: UUID
    severity: Severity
    reason: str = ""


@record
class GapSeverityLowered:
    gap_id: UUID
    severity: Severity
    reason: str
    approver: UUID


@record
class GapDependencyAdded:
    """`gap_id` cannot be finished before `needs` is."""

    gap_id: UUID
    needs: UUID


@record
class GapDependencyRemoved:
    gap_id: UUID
    needs: UUID


@record
class GapStarted:
    gap_id: UUID


@record
class GapResolved:
    gap_id: UUID
    evidence: Evidence
    resolver: UUID


@record
class GapVerified:
    gap_id: UUID
    verifier: UUID


@record
class GapReopened:
    gap_id: UUID
    reason: str


@record
class GapDeferred:
    gap_id: UUID
    until: date
    reason: str
    approver: UUID


@record
class GapCancelled:
    """`approver` is whoever approved that a gap goes which blocks go-live; none for other gaps."""

    gap_id: UUID
    reason: str
    approver: UUID | None = None


@record
class GapWorkstreamTagged:
    """`policy` is the version of the work streams that it is out of."""

    gap_id: UUID
    workstream: str
    policy: int


@record
class GapWorkstreamUntagged:
    gap_id: UUID
    workstream: str


@record
class GapStageLinked:
    """The stage that closes it, by its name."""

    gap_id: UUID
    stage: str


@record
class GapTemplateUsed:
    """What nobody said of the gap was taken from this template, out of the defaults of this version."""

    gap_id: UUID
    template: str
    policy: int


@record
class GapDeferralExpired:
    """The day `until` passed without anybody taking the gap up: it is open again."""

    gap_id: UUID
    until: date


@record
class GapOwnerVacated:
    """Whoever owned it does so no more, and nobody took their place."""

    gap_id: UUID
    owner: UUID
    reason: str


GapEvent: TypeAlias = (
    GapOpened
    | GapOwnerAssigned
    | GapEstimated
    | GapDueDateSet
    | GapSeverityRaised
    | GapSeverityLowered
    | GapDependencyAdded
    | GapDependencyRemoved
    | GapStarted
    | GapResolved
    | GapVerified
    | GapReopened
    | GapDeferred
    | GapCancelled
    | GapWorkstreamTagged
    | GapWorkstreamUntagged
    | GapStageLinked
    | GapTemplateUsed
    | GapDeferralExpired
    | GapOwnerVacated
)
