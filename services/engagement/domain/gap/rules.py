"""What happens when something is asked of a gap: one function per command."""

from datetime import timedelta
from typing import assert_never
from uuid import UUID

from services.engagement.domain.estimate import estimated
from services.engagement.domain.evidence import checked
from services.engagement.domain.gap.commands import (
    Advance,
    Arrange,
    AssignGapOwner,
    CancelGap,
    CancellationNotApproved,
    ChangeGapSeverity,
    DueDateOutOfBounds,
    EstimateGap,
    GapCommand,
    GapHasNoOwner,
    GapNotResolved,
    GapSettled,
    GapStillDeferred,
    LoweringNotApproved,
    NotTheOwner,
    ResolveGap,
    SelfApproval,
    SelfVerification,
    SetGapDueDate,
    StartGap,
    VacateGapOwner,
    VerifyGap,
)
from services.engagement.domain.gap.state import (
    Cancelled,
    Deferred,
    Gap,
    InProgress,
    Known,
    Resolved,
    Terms,
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
    GapDueDateSet,
    GapEstimated,
    GapEvent,
    GapOwnerAssigned,
    GapOwnerVacated,
    GapResolved,
    GapSeverityLowered,
    GapSeverityRaised,
    GapStarted,
    GapVerified,
    Severity,
)
from shared.kernel.decider import Asked, Decider
from shared.kernel.refusal import Refused
from shared.kernel.text import prose

FARTHEST_DUE = timedelta(days=10 * 365)
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


def vacate_owner(command: VacateGapOwner, gap: Known) -> list[GapEvent]:
    """Of a gap that is closed its owner stays on record."""
    reason = prose("reason", command.reason)
    if isinstance(gap, Verified | Cancelled) or gap.terms.owner != command.owner:
        return []
    return [GapOwnerVacated(gap_id=command.gap_id, owner=command.owner, reason=reason)]


def estimate(command: EstimateGap, gap: Known) -> list[GapEvent]:
    wanted = estimated(command.low, command.likely, command.high)
    if unsettled(gap).terms.estimate == wanted:
        return []
    return [GapEstimated(gap_id=command.gap_id, low=wanted.low, likely=wanted.likely, high=wanted.high)]


def set_due_date(command: SetGapDueDate, gap: Known, asked: Asked) -> list[GapEvent]:
    if unsettled(gap).terms.due == command.due:
        return []
    earliest, latest = asked.day - FARTHEST_DUE, asked.day + FARTHEST_DUE
    if not earliest <= command.due <= latest:
        raise DueDateOutOfBounds(where=("input", "due"), earliest=earliest, latest=latest)
    return [GapDueDateSet(gap_id=command.gap_id, due=command.due)]


def change_severity(command: ChangeGapSeverity, gap: Known, asked: Asked) -> list[GapEvent]:
    terms = unsettled(gap).terms
    if command.severity == terms.severity:
        return []
    if RISING.index(command.severity) > RISING.index(terms.severity):
        reason = prose("reason", command.reason, required=False)
        return [GapSeverityRaised(gap_id=command.gap_id, severity=command.severity, reason=reason)]
    approver = approved(terms, asked, LoweringNotApproved)
    reason = prose("reason", command.reason)
    return [GapSeverityLowered(gap_id=command.gap_id, severity=command.severity, reason=reason, approver=approver)]


def approved(terms: Terms, asked: Asked, unapproved: type[Refused]) -> UUID:
    """Who approves: whoever asks, if they may, and if it is not their own gap."""
    if asked.by.roles.isdisjoint(APPROVERS):
        raise unapproved
    if asked.by.is_one_with(terms.owner):
        raise SelfApproval
    return asked.by.person


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
            if asked.by.is_one_with(resolver):
                raise SelfVerification
            return [GapVerified(gap_id=command.gap_id, verifier=asked.by.person)]
        case _:
            raise GapNotResolved


def cancel(command: CancelGap, gap: Known, asked: Asked) -> list[GapEvent]:
    reason = prose("reason", command.reason)
    if isinstance(gap, Cancelled):
        return []
    terms = unsettled(gap).terms
    blocks = terms.severity is Severity.BLOCKING
    approver = approved(terms, asked, CancellationNotApproved) if blocks else None
    return [GapCancelled(gap_id=command.gap_id, reason=reason, approver=approver)]


def decide(command: GapCommand, gap: Gap, asked: Asked) -> list[GapEvent]:
    if isinstance(gap, Unknown):
        raise GapNotFound
    match command:
        case AssignGapOwner() | VacateGapOwner() | EstimateGap() | SetGapDueDate() | ChangeGapSeverity():
            return arrange(command, gap, asked)
        case _:
            return advance(command, gap, asked)


def arrange(command: Arrange, gap: Known, asked: Asked) -> list[GapEvent]:
    match command:
        case AssignGapOwner():
            return assign_owner(command, gap)
        case VacateGapOwner():
            return vacate_owner(command, gap)
        case EstimateGap():
            return estimate(command, gap)
        case SetGapDueDate():
            return set_due_date(command, gap, asked)
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
        case CancelGap():
            return cancel(command, gap, asked)
        case _:
            assert_never(command)


GAP: Decider[Gap, GapCommand, GapEvent] = Decider(
    initial=Unknown(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"gap-{command.gap_id}",
    permits={
        AssignGapOwner: LEADS,
        VacateGapOwner: frozenset(),  # only Fairway itself asks
        EstimateGap: CONTRIBUTORS,
        SetGapDueDate: LEADS,
        ChangeGapSeverity: CONTRIBUTORS,
        StartGap: CONTRIBUTORS,
        ResolveGap: CONTRIBUTORS,
        VerifyGap: CONTRIBUTORS,
        CancelGap: LEADS | APPROVERS,
    },
    names=lambda command: (command.owner,) if isinstance(command, AssignGapOwner) else (),
)
