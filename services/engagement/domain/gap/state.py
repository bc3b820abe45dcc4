"""Where a gap stands, as far as decisions need to know."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.estimate import Estimate
from shared.events.gaps import (
    Evidence,
    GapCancelled,
    GapDeferralExpired,
    GapDeferred,
    GapDependencyAdded,
    GapDependencyRemoved,
    GapDueDateSet,
    GapEstimated,
    GapEvent,
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
from shared.kernel.record import record


@record
class Terms:
    """What is arranged about a gap; it outlives every step. `left` is who owned it and left, if nobody took over."""

    severity: Severity
    owner: UUID | None = None
    estimate: Estimate | None = None
    due: date | None = None
    stage: str | None = None
    workstreams: frozenset[str] = frozenset()
    left: UUID | None = None


@record
class Unknown:
    pass


@record
class Open:
    terms: Terms


@record
class InProgress:
    terms: Terms


@record
class Deferred:
    terms: Terms
    until: date


@record
class Resolved:
    terms: Terms
    resolver: UUID
    evidence: Evidence


@record
class Verified:
    terms: Terms


@record
class Cancelled:
    terms: Terms


Workable: TypeAlias = Open | InProgress
Unsettled: TypeAlias = Open | InProgress | Deferred
Known: TypeAlias = Unsettled | Resolved | Verified | Cancelled
Gap: TypeAlias = Unknown | Known

Linked: TypeAlias = GapDependencyAdded | GapDependencyRemoved
Grouped: TypeAlias = GapWorkstreamTagged | GapWorkstreamUntagged | GapStageLinked | GapTemplateUsed
Owned: TypeAlias = GapOwnerAssigned | GapOwnerVacated
Arranged: TypeAlias = Owned | GapEstimated | GapDueDateSet | GapSeverityRaised | GapSeverityLowered | Grouped
Advanced: TypeAlias = (
    GapStarted | GapResolved | GapVerified | GapReopened | GapDeferred | GapCancelled | GapDeferralExpired
)


def evolve(gap: Gap, event: GapEvent) -> Gap:
    if isinstance(event, GapOpened):
        return Open(terms=Terms(severity=event.severity))
    match gap:
        case Unknown():
            raise LookupError("a gap's history begins with its opening")
        case _:
            return changed(gap, event)


def changed(gap: Known, event: Linked | Arranged | Advanced) -> Known:
    match event:
        case GapDependencyAdded() | GapDependencyRemoved():
            return gap
        case (
            GapStarted()
            | GapResolved()
            | GapVerified()
            | GapReopened()
            | GapDeferred()
            | GapCancelled()
            | GapDeferralExpired()
        ):
            return advanced(gap.terms, event)
        case _:
            return replace(gap, terms=arranged(gap.terms, event))


def arranged(terms: Terms, event: Arranged) -> Terms:
    match event:
        case GapOwnerAssigned():
            return replace(terms, owner=event.owner, left=None)
        case GapOwnerVacated():
            return replace(terms, owner=None, left=event.owner)
        case GapEstimated():
            return replace(terms, estimate=Estimate(low=event.low, likely=event.likely, high=event.high))
        case GapDueDateSet():
            return replace(terms, due=event.due)
        case GapSeverityRaised() | GapSeverityLowered():
            return replace(terms, severity=event.severity)
        case _:
            return grouped(terms, event)


def grouped(terms: Terms, event: Grouped) -> Terms:
    match event:
        case GapWorkstreamTagged():
            return replace(terms, workstreams=terms.workstreams | {event.workstream})
        case GapWorkstreamUntagged():
            return replace(terms, workstreams=terms.workstreams - {event.workstream})
        case GapStageLinked():
            return replace(terms, stage=event.stage)
        case GapTemplateUsed():
            return terms
        case _:
            assert_never(event)


def advanced(terms: Terms, event: Advanced) -> Known:
    match event:
        case GapStarted():
            return InProgress(terms=terms)
        case GapResolved():
            return Resolved(terms=terms, resolver=event.resolver, evidence=event.evidence)
        case GapVerified():
            return Verified(terms=terms)
        case GapReopened() | GapDeferralExpired():
            return Open(terms=terms)
        case GapDeferred():
            return Deferred(terms=terms, until=event.until)
        case GapCancelled():
            return Cancelled(terms=terms)
        case _:
            assert_never(event)
