"""The gap register as a report tells it: numbered in the order in which the gaps were opened."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from services.engagement.domain.estimate import Estimate
from services.engagement.domain.gap_status import REMAINING, GapStatus
from services.engagement.projections.gap_links import GapLink
from services.engagement.projections.gap_register import GapEntry
from shared.events.dimensions import Dimension
from shared.events.gaps import Cause, Evidence, GapKind, Severity
from shared.kernel.exact import plain
from shared.kernel.record import record


@record
class Resolution:
    by: UUID
    at: datetime
    evidence: Evidence


@record
class Verification:
    by: UUID
    at: datetime


@record
class ReportedGap:
    """`number` counts the gaps in the order in which they were opened; `needs` are numbers too. Person-days."""

    number: int
    gap_id: UUID
    title: str
    detail: str
    kind: GapKind
    cause: Cause
    severity: Severity
    status: GapStatus
    owner: UUID | None
    estimate: Estimate | None
    due: date | None
    needs: tuple[int, ...]
    finding_id: UUID | None
    dimension: Dimension | None
    aspect: str | None
    opened_at: datetime
    found_after_close: bool
    reason: str | None
    approver: UUID | None
    deferred_until: date | None
    reopened: int
    resolution: Resolution | None
    verification: Verification | None

    @property
    def remains(self) -> bool:
        return self.status in REMAINING

    @property
    def stands(self) -> bool:
        return self.status is not GapStatus.CANCELLED


def numbered(entries: Sequence[GapEntry], links: Sequence[GapLink], baseline: int | None) -> tuple[ReportedGap, ...]:
    """`baseline` is the position at which the register was baselined: gaps opened later were found after close."""
    ordered = sorted(entries, key=lambda entry: entry.opened_seq)
    numbers = {entry.gap_id: number for number, entry in enumerate(ordered, start=1)}
    needs: defaultdict[UUID, list[int]] = defaultdict(list)
    for link in links:
        needs[link.gap_id].append(numbers[link.needs])
    return tuple(gap(entry, numbers[entry.gap_id], tuple(sorted(needs[entry.gap_id])), baseline) for entry in ordered)


def gap(entry: GapEntry, number: int, needs: tuple[int, ...], baseline: int | None) -> ReportedGap:
    return ReportedGap(
        number=number,
        gap_id=entry.gap_id,
        title=entry.title,
        detail=entry.detail,
        kind=entry.kind,
        cause=entry.cause,
        severity=entry.severity,
        status=entry.status,
        owner=entry.owner,
        estimate=estimate(entry),
        due=entry.due,
        needs=needs,
        finding_id=entry.finding_id,
        dimension=entry.dimension,
        aspect=entry.aspect,
        opened_at=entry.opened_at,
        found_after_close=baseline is not None and entry.opened_seq > baseline,
        reason=entry.reason,
        approver=entry.approver,
        deferred_until=entry.deferred_until,
        reopened=entry.reopened,
        resolution=resolution(entry),
        verification=verification(entry),
    )


def estimate(entry: GapEntry) -> Estimate | None:
    if entry.low is None or entry.likely is None or entry.high is None:
        return None
    return Estimate(low=plain(entry.low), likely=plain(entry.likely), high=plain(entry.high))


def resolution(entry: GapEntry) -> Resolution | None:
    if entry.resolver is None or entry.resolved_at is None:
        return None
    evidence = Evidence(
        digest=entry.evidence_digest or "", link=entry.evidence_link or "", note=entry.evidence_note or ""
    )
    return Resolution(by=entry.resolver, at=entry.resolved_at, evidence=evidence)


def verification(entry: GapEntry) -> Verification | None:
    if entry.verifier is None or entry.verified_at is None:
        return None
    return Verification(by=entry.verifier, at=entry.verified_at)
