"""What the owner accepts, whom a missed review reaches, and which party is accountable: one function per command."""

from typing import assert_never

from services.engagement.domain import escalation, review_cycle
from services.engagement.domain.activities import ACTIVITIES
from services.engagement.domain.not_found import GapNotFound
from services.engagement.domain.ownership.commands import (
    AcceptObligations,
    AssignResponsibility,
    DefineEscalationPath,
    EscalationPathNotDefined,
    HoldReview,
    NotTheSystemOwner,
    ObligationsNotAccepted,
    OwnershipCommand,
    RecordMissedReview,
    ReviewAlreadyHeld,
    ReviewCommand,
    ReviewNotFound,
    ReviewNotOverdue,
    ReviewStillDue,
    ScheduleReview,
    SystemHasNoOwner,
    UnknownActivity,
)
from services.engagement.domain.ownership.state import (
    LookedAt,
    NotStarted,
    Ownership,
    Reviewed,
    UnderWay,
    evolve,
    subject,
    under_way,
)
from services.engagement.domain.reported import past
from services.engagement.domain.roles import APPROVERS, CONTRIBUTORS, LEADS
from shared.events.engagements import EngagementStarted, SystemOwnerAssigned, SystemOwnerVacated
from shared.events.gaps import GapOpened
from shared.events.ownership import (
    EscalationPathDefined,
    ObligationsAccepted,
    OwnershipEvent,
    ResponsibilityAssigned,
    ReviewHeld,
    ReviewMissed,
    ReviewScheduled,
)
from shared.events.people import Role
from shared.kernel.decider import Asked, Decider, Scope, stream_scope
from shared.kernel.refusal import NotWellFormed
from shared.kernel.text import line, prose

MOST_OBLIGATIONS = 50


def accept(command: AcceptObligations, ownership: UnderWay, asked: Asked) -> list[OwnershipEvent]:
    if ownership.owner is None:
        raise SystemHasNoOwner
    if ownership.owner != asked.by.person:
        raise NotTheSystemOwner
    fact = ObligationsAccepted(
        engagement_id=command.engagement_id,
        owner=ownership.owner,
        obligations=listed(command.obligations),
        cycle=review_cycle.checked(command.cycle),
        accepted_on=asked.day,
    )
    return [] if ownership.accepted is not None and agreed(ownership.accepted) == agreed(fact) else [fact]


def listed(obligations: tuple[str, ...]) -> tuple[str, ...]:
    several = tuple(line("obligations", obligation) for obligation in obligations)
    if not 0 < len(set(several)) == len(several) <= MOST_OBLIGATIONS:
        raise NotWellFormed(
            where=("input", "obligations"), problem=f"obligations are 1 to {MOST_OBLIGATIONS}, each named once"
        )
    return several


def agreed(fact: ObligationsAccepted) -> tuple[object, ...]:
    """What was accepted, whenever that was."""
    return fact.owner, fact.obligations, fact.cycle


def define_path(command: DefineEscalationPath, ownership: UnderWay) -> list[OwnershipEvent]:
    levels = escalation.checked(command.levels)
    if ownership.levels == levels:
        return []
    return [EscalationPathDefined(engagement_id=command.engagement_id, levels=levels)]


def assign(command: AssignResponsibility, ownership: UnderWay) -> list[OwnershipEvent]:
    if (command.activity is None) == (command.gap_id is None):
        raise NotWellFormed(where=("input", "activity"), problem="name either an activity or a gap")
    if command.activity is not None and command.activity not in ACTIVITIES:
        known = ", ".join(ACTIVITIES)
        raise UnknownActivity(where=("input", "activity"), activity=command.activity, known=known)
    if command.gap_id is not None and ownership.gaps.get(command.gap_id) != command.engagement_id:
        raise GapNotFound(where=("input", "gapId"))
    fact = ResponsibilityAssigned(
        engagement_id=command.engagement_id,
        activity=command.activity,
        gap_id=command.gap_id,
        party=command.party,
        role=command.role.value,
    )
    return [] if ownership.accountable.get(subject(fact)) == fact else [fact]


def schedule(command: ScheduleReview, ownership: UnderWay) -> list[OwnershipEvent]:
    if command.review_id in ownership.reviews:
        return []
    accepted = ownership.accepted
    if accepted is None or accepted.owner != ownership.owner:
        raise ObligationsNotAccepted
    if not ownership.levels:
        raise EscalationPathNotDefined
    for review in ownership.reviews.values():
        if isinstance(review, ReviewScheduled):
            raise ReviewStillDue(due=review.due)
    due = review_cycle.next_due(accepted.accepted_on, accepted.cycle, ownership.last_due)
    return [ReviewScheduled(engagement_id=command.engagement_id, review_id=command.review_id, due=due)]


def hold(command: HoldReview, ownership: UnderWay, asked: Asked) -> list[OwnershipEvent]:
    """Late, too: that it was missed then stays on record."""
    fact = ReviewHeld(
        engagement_id=command.engagement_id,
        review_id=command.review_id,
        held_on=command.held_on,
        summary=prose("summary", command.summary),
    )
    review = found(command, ownership)
    if review == fact:
        return []
    if isinstance(review, ReviewHeld):
        raise ReviewAlreadyHeld(held=review.held_on)
    past("heldOn", command.held_on, asked)
    return [fact]


def record_missed(command: RecordMissedReview, ownership: UnderWay, asked: Asked) -> list[OwnershipEvent]:
    review = found(command, ownership)
    match review:
        case ReviewMissed():
            return []
        case ReviewHeld():
            raise ReviewAlreadyHeld(held=review.held_on)
        case ReviewScheduled():
            if asked.day <= review.due:
                raise ReviewNotOverdue(due=review.due)
            return [
                ReviewMissed(
                    engagement_id=command.engagement_id,
                    review_id=command.review_id,
                    due=review.due,
                    escalation=ownership.levels,
                )
            ]
        case _:
            assert_never(review)


def found(command: HoldReview | RecordMissedReview, ownership: UnderWay) -> Reviewed:
    if command.review_id not in ownership.reviews:
        raise ReviewNotFound(where=("input", "reviewId"))
    return ownership.reviews[command.review_id]


def decide(command: OwnershipCommand, ownership: Ownership, asked: Asked) -> list[OwnershipEvent]:
    before = under_way(ownership)
    match command:
        case AcceptObligations():
            return accept(command, before, asked)
        case DefineEscalationPath():
            return define_path(command, before)
        case AssignResponsibility():
            return assign(command, before)
        case _:
            return review(command, before, asked)


def review(command: ReviewCommand, ownership: UnderWay, asked: Asked) -> list[OwnershipEvent]:
    match command:
        case ScheduleReview():
            return schedule(command, ownership)
        case HoldReview():
            return hold(command, ownership, asked)
        case RecordMissedReview():
            return record_missed(command, ownership, asked)
        case _:
            assert_never(command)


def looks_at(command: OwnershipCommand) -> tuple[Scope, ...]:
    """Only what the decision stands on: who owns the system, or whether there is such a gap."""
    engagement = f"engagement-{command.engagement_id}"
    match command:
        case AcceptObligations() | ScheduleReview():
            return (stream_scope(engagement, EngagementStarted, SystemOwnerAssigned, SystemOwnerVacated),)
        case AssignResponsibility(gap_id=gap_id) if gap_id is not None:
            return stream_scope(engagement, EngagementStarted), stream_scope(f"gap-{gap_id}", GapOpened)
        case _:
            return (stream_scope(engagement, EngagementStarted),)


OWNERSHIP: Decider[Ownership, OwnershipCommand, OwnershipEvent | LookedAt] = Decider(
    initial=NotStarted(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"ownership-{command.engagement_id}",
    permits={
        AcceptObligations: CONTRIBUTORS,
        DefineEscalationPath: LEADS | APPROVERS | {Role.SYSTEM_OWNER},
        AssignResponsibility: LEADS | APPROVERS,
        ScheduleReview: LEADS | {Role.SYSTEM_OWNER},
        HoldReview: LEADS | {Role.SYSTEM_OWNER},
        RecordMissedReview: CONTRIBUTORS,
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
    names=lambda command: (
        tuple(level.person for level in command.levels) if isinstance(command, DefineEscalationPath) else ()
    ),
)
