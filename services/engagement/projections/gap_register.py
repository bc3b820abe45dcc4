"""The gap register: one row per gap, as the engagement lead reads it."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from services.engagement.domain.gap_status import GapStatus
from shared.events.dimensions import Dimension
from shared.events.gaps import (
    Cause,
    GapCancelled,
    GapDeferralExpired,
    GapDeferred,
    GapDependencyAdded,
    GapDependencyRemoved,
    GapDueDateSet,
    GapEstimated,
    GapEvent,
    GapKind,
    GapOpened,
    GapOwnerAssigned,
    GapOwnerVacated,
    GapReopened,
    GapResolved,
    GapSeverityLowered,
    GapSeverityRaised,
    GapStageLinked,
    GapStarted,
    GapTemplateUsed,
    GapVerified,
    GapWorkstreamTagged,
    GapWorkstreamUntagged,
    Severity,
)
from shared.events.stages import Stage
from shared.kernel.known import known
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class GapEntry:
    """`low`, `likely` and `high` are person-days; `reason` is why it was last reopened, deferred or cancelled.

    `extensions` counts how often a deferral was prolonged, `expired` how often one was put on record as over;
    `deferred_at` is when the present deferral began, its extensions included; `former_owner` left and was not replaced.
    """

    gap_id: UUID
    engagement_id: UUID
    title: str
    detail: str
    kind: GapKind
    cause: Cause
    severity: Severity
    status: GapStatus
    finding_id: UUID | None
    dimension: Dimension | None
    aspect: str | None
    opened_at: datetime
    opened_by: UUID
    opened_seq: int
    version: int
    changed_at: datetime
    owner: UUID | None = None
    low: Decimal | None = None
    likely: Decimal | None = None
    high: Decimal | None = None
    due: date | None = None
    deferred_until: date | None = None
    approver: UUID | None = None
    reason: str | None = None
    evidence_digest: str | None = None
    evidence_link: str | None = None
    evidence_note: str | None = None
    resolver: UUID | None = None
    resolved_at: datetime | None = None
    verifier: UUID | None = None
    verified_at: datetime | None = None
    reopened: int = 0
    extensions: int = 0
    expired: int = 0
    deferred_at: datetime | None = None
    workstreams: tuple[str, ...] = ()
    stage: Stage | None = None
    template: str | None = None
    former_owner: UUID | None = None


Owned: TypeAlias = GapOwnerAssigned | GapOwnerVacated
Described: TypeAlias = Owned | GapEstimated | GapDueDateSet | GapSeverityRaised | GapSeverityLowered
Grouped: TypeAlias = GapWorkstreamTagged | GapWorkstreamUntagged | GapStageLinked | GapTemplateUsed
Linked: TypeAlias = GapDependencyAdded | GapDependencyRemoved
PutOff: TypeAlias = GapDeferred | GapDeferralExpired
Moved: TypeAlias = GapStarted | GapResolved | GapVerified | GapReopened | GapCancelled


def keys(recorded: Recorded[GapEvent]) -> tuple[Key, ...]:
    return ((recorded.event.gap_id,),)


def fold(entry: GapEntry | None, recorded: Recorded[GapEvent]) -> GapEntry:
    event = recorded.event
    if isinstance(event, GapOpened):
        return opened(event, recorded)
    after = changed(known(entry), event, recorded.occurred_at)
    return replaced(after, version=recorded.version, changed_at=recorded.occurred_at)


def changed(entry: GapEntry, event: Described | Grouped | Linked | PutOff | Moved, at: datetime) -> GapEntry:
    match event:
        case GapDependencyAdded() | GapDependencyRemoved():
            return entry
        case GapStarted() | GapResolved() | GapVerified() | GapReopened() | GapCancelled():
            return moved(entry, event, at)
        case GapDeferred() | GapDeferralExpired():
            return put_off(entry, event, at)
        case GapWorkstreamTagged() | GapWorkstreamUntagged() | GapStageLinked() | GapTemplateUsed():
            return grouped(entry, event)
        case _:
            return described(entry, event)


def opened(event: GapOpened, recorded: Recorded[GapEvent]) -> GapEntry:
    return GapEntry(
        gap_id=event.gap_id,
        engagement_id=event.engagement_id,
        title=event.title,
        detail=event.detail,
        kind=event.kind,
        cause=event.cause,
        severity=event.severity,
        status=GapStatus.OPEN,
        finding_id=event.finding_id,
        dimension=event.proposal.dimension if event.proposal else None,
        aspect=event.proposal.aspect if event.proposal else None,
        opened_at=recorded.occurred_at,
        opened_by=recorded.actor,
        opened_seq=recorded.seq,
        version=recorded.version,
        changed_at=recorded.occurred_at,
    )


def described(entry: GapEntry, event: Described) -> GapEntry:
    match event:
        case GapOwnerAssigned():
            return replaced(entry, owner=event.owner, former_owner=None)
        case GapOwnerVacated():
            return replaced(entry, owner=None, former_owner=event.owner)
        case GapEstimated():
            return replaced(entry, low=event.low, likely=event.likely, high=event.high)
        case GapDueDateSet():
            return replaced(entry, due=event.due)
        case GapSeverityRaised() | GapSeverityLowered():
            return replaced(entry, severity=event.severity)
        case _:
            assert_never(event)


def moved(entry: GapEntry, event: Moved, at: datetime) -> GapEntry:
    match event:
        case GapStarted():
            return replaced(entry, status=GapStatus.IN_PROGRESS)
        case GapResolved():
            return resolved(entry, event, at)
        case GapVerified():
            return replaced(entry, status=GapStatus.VERIFIED, verifier=event.verifier, verified_at=at)
        case GapReopened():
            return reopened(entry, event)
        case GapCancelled():
            return replaced(entry, status=GapStatus.CANCELLED, reason=event.reason)
        case _:
            assert_never(event)


def put_off(entry: GapEntry, event: PutOff, at: datetime) -> GapEntry:
    match event:
        case GapDeferred():
            longer = entry.status is GapStatus.DEFERRED
            return replaced(
                entry,
                status=GapStatus.DEFERRED,
                deferred_until=event.until,
                deferred_at=entry.deferred_at if longer else at,
                extensions=entry.extensions + longer,
                approver=event.approver,
                reason=event.reason,
            )
        case GapDeferralExpired():
            ended = replaced(entry, status=GapStatus.OPEN, expired=entry.expired + 1)
            return replaced(ended, deferred_until=None, deferred_at=None, approver=None)
        case _:
            assert_never(event)


def grouped(entry: GapEntry, event: Grouped) -> GapEntry:
    match event:
        case GapWorkstreamTagged():
            return replaced(entry, workstreams=(*entry.workstreams, event.workstream))
        case GapWorkstreamUntagged():
            return replaced(entry, workstreams=tuple(each for each in entry.workstreams if each != event.workstream))
        case GapStageLinked():
            return replaced(entry, stage=Stage(event.stage))
        case GapTemplateUsed():
            return replaced(entry, template=event.template)
        case _:
            assert_never(event)


def resolved(entry: GapEntry, event: GapResolved, at: datetime) -> GapEntry:
    return replaced(
        entry,
        status=GapStatus.RESOLVED,
        evidence_digest=event.evidence.digest,
        evidence_link=event.evidence.link,
        evidence_note=event.evidence.note,
        resolver=event.resolver,
        resolved_at=at,
    )


def reopened(entry: GapEntry, event: GapReopened) -> GapEntry:
    before = replaced(entry, status=GapStatus.OPEN, reason=event.reason, reopened=entry.reopened + 1)
    taken_up = replaced(before, deferred_until=None, deferred_at=None, approver=None)
    unproven = replaced(taken_up, evidence_digest=None, evidence_link=None, evidence_note=None)
    return replaced(unproven, resolver=None, resolved_at=None, verifier=None, verified_at=None)


GAP_REGISTER = Projection(
    name="gap_register",
    version=3,
    row=GapEntry,
    key=("gap_id",),
    handles=get_args(GapEvent),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "opened_seq"), ("opened_seq",), ("owner",)),
)
