"""What happens when something is asked of a gap: one function per command."""

from datetime import timedelta
from typing import assert_never

from services.engagement.domain.estimate import estimated
from services.engagement.domain.evidence import checked
from services.engagement.domain.gap.commands import (
    Advance,
    Arrange,
    AssignGapOwner,
    CancelGap,
    ChangeGapSeverity,
    DeferGap,
    DeferralOutOfBounds,
    EstimateGap,
    GapCommand,
    GapHasNoOwner,
    GapNotResolved,
    GapSettled,
    GapStillDeferred,
    LoweringNotApproved,
    NotTheOwner,
    ReopenGap,
    ResolveGap,
    SelfApproval,
    SelfVerification,
    SetGapDueDate,
    StartGap,
    VerifyGap,
)
from services.engagement.domain.gap.state import (
    Cancelled,
    Deferred,
    Gap,
    InProgress,
    Known,
    Open,
    Resolved,
    Unknown,
    Unsettled,
    Verified,
    Workable,
    evolve,
)
from services.engagement.domain.not_found import GapNotFound
from services.engagement.domain.roles import APPROVERS, CONTRIBUTORS, LEADS
from shared.events.gaps import (
    GapCancelled,
    GapDeferred,
    GapDueDateSet,
    GapEstimated,
    GapEvent,
    GapOwnerAssigned,
    GapReopened,
    GapResolved,
    GapSeverityLowered,
    GapSeverityRaised,
    GapStarted,
    GapVerified,
    Severity,
)
from shared.kernel.decider import Asked, Decider
from shared.kernel.text import prose

LONGEST_DEFERRAL = timedelta(days=400)
RISING = (Severity.MINOR, Severity.MAJOR, Severity.BLOCKING)


def unsettled(gap: Known) -> Unsettled:
    if isinstance(gap, Resolved | Verified | Cancelled):
        raise GapSettled
    return gap


def workable(gap: Known) -> Workable:
    gap = unsettled(gap)
    if isinstance(gap, Deferred):
        raise GapStillDeferred(until=gap.until)
    return gap


def assign_owner(command: AssignGapOwner, gap: Known) -> list[GapEvent]:
    if unsettled(gap).terms.owner == command.owner:
        return []
    return [GapOwnerAssigned(gap_id=command.gap_id, owner=command.owner)]


def estimate(command: EstimateGap, gap: Known) -> list[GapEvent]:
    wanted = estimated(command.low, command.likely, command.high)
    if unsettled(gap).terms.estimate == wanted:
        return []
    return [GapEstimated(gap_id=command.gap_id, low=wanted.low, likely=wanted.likely, high=wanted.high)]


def set_due_date(command: SetGapDueDate, gap: Known) -> list[GapEvent]:
    if unsettled(gap).terms.due == command.due:
        return []
    return [GapDueDateSet(gap_id=command.gap_id, due=command.due)]


def change_severity(command: ChangeGapSeverity, gap: Known, asked: Asked) -> list[GapEvent]:
    terms = unsettled(gap).terms
    if command.severity == terms.severity:
        return []
    if RISING.index(command.severity) > RISING.index(terms.severity):
        return [GapSeverityRaised(gap_id=command.gap_id, severity=command.severity)]
    if asked.by.roles.isdisjoint(APPROVERS):
        raise LoweringNotApproved
    if asked.by.person == terms.owner:
        raise SelfApproval
    reason = prose("reason", command.reason)
    approver = asked.by.person
    return [GapSeverityLowered(gap_id=command.gap_id, severity=command.severity, reason=reason, approver=approver)]


def start(command: StartGap, gap: Known) -> list[GapEvent]:
    gap = workable(gap)
    if isinstance(gap, InProgress):
        return []
    if gap.terms.owner is None:
        raise GapHasNoOwner
    return [GapStarted(gap_id=command.gap_id)]


def resolve(command: ResolveGap, gap: Known, asked: Asked) -> list[GapEvent]:
    evidence = checked(command.evidence)
    if gap == Resolved(terms=gap.terms, resolver=asked.by.person, evidence=evidence):
        return []
    owner = workable(gap).terms.owner
    if owner is None:
        raise GapHasNoOwner
    if owner != asked.by.person:
        raise NotTheOwner
    return [GapResolved(gap_id=command.gap_id, evidence=evidence, resolver=asked.by.person)]


def verify(command: VerifyGap, gap: Known, asked: Asked) -> list[GapEvent]:
    match gap:
        case Verified():
            return []
        case Resolved(resolver=resolver):
            if resolver == asked.by.person:
                raise SelfVerification
            return [GapVerified(gap_id=command.gap_id, verifier=asked.by.person)]
        case _:
            raise GapNotResolved


def reopen(command: ReopenGap, gap: Known) -> list[GapEvent]:
    reason = prose("reason", command.reason)
    if isinstance(gap, Open | InProgress):
        return []
    return [GapReopened(gap_id=command.gap_id, reason=reason)]


def defer(command: DeferGap, gap: Known, asked: Asked) -> list[GapEvent]:
    """Days count as in UTC; a later end is a new deferral, approved anew."""
    reason = prose("reason", command.reason)
    gap = unsettled(gap)
    if asked.by.person == gap.terms.owner:
        raise SelfApproval
    if gap == Deferred(terms=gap.terms, until=command.until):
        return []
    today = asked.day
    if not today < command.until <= today + LONGEST_DEFERRAL:
        raise DeferralOutOfBounds(where=("input", "until"), today=today, latest=today + LONGEST_DEFERRAL)
    return [GapDeferred(gap_id=command.gap_id, until=command.until, reason=reason, approver=asked.by.person)]


def cancel(command: CancelGap, gap: Known) -> list[GapEvent]:
    reason = prose("reason", command.reason)
    if isinstance(gap, Cancelled):
        return []
    unsettled(gap)
    return [GapCancelled(gap_id=command.gap_id, reason=reason)]


def decide(command: GapCommand, gap: Gap, asked: Asked) -> list[GapEvent]:
    if isinstance(gap, Unknown):
        raise GapNotFound
    match command:
        case AssignGapOwner() | EstimateGap() | SetGapDueDate() | ChangeGapSeverity():
            return arrange(command, gap, asked)
        case _:
            return advance(command, gap, asked)


def arrange(command: Arrange, gap: Known, asked: Asked) -> list[GapEvent]:
    match command:
        case AssignGapOwner():
            return assign_owner(command, gap)
        case EstimateGap():
            return estimate(command, gap)
        case SetGapDueDate():
            return set_due_date(command, gap)
        case ChangeGapSeverity():
            return change_severity(command, gap, asked)
        case _:
            assert_never(command)


def advance(command: Advance, gap: Known, asked: Asked) -> list[GapEvent]:
    match command:
        case StartGap():
            return start(command, gap)
        case ResolveGap():
            return resolve(command, gap, asked)
        case VerifyGap():
            return verify(command, gap, asked)
        case ReopenGap():
            return reopen(command, gap)
        case DeferGap():
            return defer(command, gap, asked)
        case CancelGap():
            return cancel(command, gap)
        case _:
            assert_never(command)


GAP: Decider[Gap, GapCommand, GapEvent] = Decider(
    initial=Unknown(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"gap-{command.gap_id}",
    permits={
        AssignGapOwner: LEADS,
        EstimateGap: CONTRIBUTORS,
        SetGapDueDate: LEADS,
        ChangeGapSeverity: CONTRIBUTORS,
        StartGap: CONTRIBUTORS,
        ResolveGap: CONTRIBUTORS,
        VerifyGap: CONTRIBUTORS,
        ReopenGap: CONTRIBUTORS,
        DeferGap: APPROVERS,
        CancelGap: LEADS,
    },
    names=lambda command: (command.owner,) if isinstance(command, AssignGapOwner) else (),
)
