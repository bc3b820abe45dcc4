"""The gap register: one row per gap, as the engagement lead reads it."""

from datetime import date, datetime
from decimal import Decimal
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from services.engagement.domain.gap_status import GapStatus
from services.engagement.projections.known import known
from shared.events.dimensions import Dimension
from shared.events.gaps import (
    Cause,
    GapCancelled,
    GapDeferred,
    GapDependencyAdded,
    GapDependencyRemoved,
    GapDueDateSet,
    GapEstimated,
    GapEvent,
    GapKind,
    GapOpened,
    GapOwnerAssigned,
    GapReopened,
    GapResolved,
    GapSeverityLowered,
    GapSeverityRaised,
    GapStarted,
    GapVerified,
    Severity,
)
from shared.kernel.record import record
from shared.kernel.recorded import Recorded
from shared.kernel.replacing import replaced
from shared.projecting.projection import Key, Projection


@record
class GapEntry:
    """`low`, `likely` and `high` are person-days; `reason` is why it was last reopened, deferred or cancelled."""

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


Described: TypeAlias = GapOwnerAssigned | GapEstimated | GapDueDateSet | GapSeverityRaised | GapSeverityLowered
Linked: TypeAlias = GapDependencyAdded | GapDependencyRemoved
Moved: TypeAlias = GapStarted | GapResolved | GapVerified | GapReopened | GapDeferred | GapCancelled


def keys(recorded: Recorded[GapEvent]) -> tuple[Key, ...]:
    return ((recorded.event.gap_id,),)


def fold(entry: GapEntry | None, recorded: Recorded[GapEvent]) -> GapEntry:
    event = recorded.event
    if isinstance(event, GapOpened):
        return opened(event, recorded)
    after = changed(known(entry), event, recorded.occurred_at)
    return replaced(after, version=recorded.version, changed_at=recorded.occurred_at)


def changed(entry: GapEntry, event: Described | Linked | Moved, at: datetime) -> GapEntry:
    match event:
        case GapDependencyAdded() | GapDependencyRemoved():
            return entry
        case GapStarted() | GapResolved() | GapVerified() | GapReopened() | GapDeferred() | GapCancelled():
            return moved(entry, event, at)
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
            return replaced(entry, owner=event.owner)
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
        case GapDeferred():
            return replaced(
                entry,
                status=GapStatus.DEFERRED,
                deferred_until=event.until,
                approver=event.approver,
                reason=event.reason,
            )
        case GapCancelled():
            return replaced(entry, status=GapStatus.CANCELLED, reason=event.reason)
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
    return replaced(
        entry,
        status=GapStatus.OPEN,
        reason=event.reason,
        reopened=entry.reopened + 1,
        deferred_until=None,
        approver=None,
        evidence_digest=None,
        evidence_link=None,
        evidence_note=None,
        resolver=None,
        resolved_at=None,
        verifier=None,
        verified_at=None,
    )


GAP_REGISTER = Projection(
    name="gap_register",
    version=1,
    row=GapEntry,
    key=("gap_id",),
    handles=get_args(GapEvent),
    keys=keys,
    fold=fold,
    indexes=(("engagement_id", "opened_seq"), ("opened_seq",), ("owner",)),
)
