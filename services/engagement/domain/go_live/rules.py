"""Planning the day, moving it, going live when nothing blocks, and taking over: one function per command."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import assert_never, get_args
from uuid import UUID

from services.engagement.domain.gap import state as gap
from services.engagement.domain.gap_status import GapStatus
from services.engagement.domain.go_live.blockers import (
    BEFORE_LAUNCH,
    LAST_BEFORE,
    Facing,
    GapAhead,
    blockers,
)
from services.engagement.domain.go_live.commands import (
    AcceptHandOver,
    AlreadyLive,
    CheckLeadTime,
    GoLive,
    GoLiveAlreadyPlanned,
    GoLiveCommand,
    GoLiveNotPlanned,
    GoLiveOutOfBounds,
    HandOverNotYours,
    NotLiveYet,
    NotReadyToGoLive,
    OtherReleasePinned,
    PlanGoLive,
    RescheduleGoLive,
    told,
)
from services.engagement.domain.go_live.state import Answering, Handled, Owned, OwningData, People, Way, evolve
from services.engagement.domain.provenance.state import Documented, documented
from services.engagement.domain.release import standing as release
from services.engagement.domain.roles import CONTRIBUTORS, LEADS
from services.engagement.domain.stage.state import journey_of
from services.engagement.domain.standing import in_force
from shared.events.engagements import EngagementStarted, SystemOwnerAssigned, SystemOwnerVacated
from shared.events.gaps import GapEvent, Severity
from shared.events.gates import DecisionEvent
from shared.events.go_live import (
    GoLiveEvent,
    GoLivePlanned,
    GoLiveRescheduled,
    HandOverAccepted,
    LeadTimeViolated,
    WentLive,
)
from shared.events.ownership import Party
from shared.events.pilots import PilotRegistered
from shared.events.programme import ChangeProgramCreated, ChangeProgramLaunched
from shared.events.provenance import InfrastructureAccepted, ProvenanceEvent
from shared.events.stages import StageEvent
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.text import prose

FARTHEST = timedelta(days=10 * 365)
STATUSES = {
    gap.Open: GapStatus.OPEN,
    gap.InProgress: GapStatus.IN_PROGRESS,
    gap.Deferred: GapStatus.DEFERRED,
    gap.Resolved: GapStatus.RESOLVED,
    gap.Verified: GapStatus.VERIFIED,
    gap.Cancelled: GapStatus.CANCELLED,
}
LAUNCH = (ChangeProgramCreated, ChangeProgramLaunched)
AHEAD = (
    *get_args(GapEvent),
    *get_args(StageEvent),
    *get_args(DecisionEvent),
    *get_args(ProvenanceEvent),
    *get_args(Owned),
    *get_args(People),
    *get_args(Answering),
    *get_args(OwningData),
)


def plan(command: PlanGoLive, way: Way, asked: Asked) -> list[GoLiveEvent]:
    not_live(way)
    if way.planned_on == command.planned_on:
        return []
    if way.planned_on is not None:
        raise GoLiveAlreadyPlanned(where=("input", "plannedOn"), planned=way.planned_on)
    within_bounds(command.planned_on, asked)
    fact = GoLivePlanned(engagement_id=command.engagement_id, planned_on=command.planned_on)
    return [fact, *violations(command.engagement_id, command.planned_on, way)]


def reschedule(command: RescheduleGoLive, way: Way, asked: Asked) -> list[GoLiveEvent]:
    reason = prose("reason", command.reason)
    not_live(way)
    if way.planned_on is None:
        raise GoLiveNotPlanned
    if way.planned_on == command.planned_on:
        return []
    within_bounds(command.planned_on, asked)
    fact = GoLiveRescheduled(
        engagement_id=command.engagement_id, old=way.planned_on, new=command.planned_on, reason=reason
    )
    return [fact, *violations(command.engagement_id, command.planned_on, way)]


def check_lead_time(command: CheckLeadTime, way: Way) -> list[GoLiveEvent]:
    """What a launch means for a day that was planned before it."""
    not_live(way)
    found = [] if way.planned_on is None else violations(command.engagement_id, way.planned_on, way)
    return [fact for fact in found if fact != way.violation]


def not_live(way: Way) -> None:
    journey_of(way.stages)
    if way.live is not None:
        raise AlreadyLive(day=way.live.went_live_on)


def within_bounds(day: date, asked: Asked) -> None:
    if not asked.day <= day <= asked.day + FARTHEST:
        raise GoLiveOutOfBounds(where=("input", "plannedOn"), earliest=asked.day, latest=asked.day + FARTHEST)


def violations(engagement_id: UUID, planned_on: date, way: Way) -> Iterator[LeadTimeViolated]:
    """The day stands as it was planned; that it comes too soon stays in sight."""
    launched_on, earliest, policy = way.launched_on, way.earliest, way.change_policy
    if launched_on and earliest and policy and planned_on < earliest:
        yield LeadTimeViolated(
            engagement_id=engagement_id,
            planned_on=planned_on,
            launched_on=launched_on,
            earliest=earliest,
            policy=policy,
        )


def go_live(command: GoLive, way: Way, asked: Asked) -> list[GoLiveEvent]:
    if way.live is not None and way.live.release_id == command.release_id:
        return []
    not_live(way)
    facing = faced(way, asked.day)
    found = blockers(facing)
    if found or facing.gate is None:
        raise NotReadyToGoLive(blockers=told(found))
    if command.release_id != facing.release.release_id:
        raise OtherReleasePinned(where=("input", "releaseId"))
    return [
        WentLive(
            engagement_id=command.engagement_id,
            release_id=command.release_id,
            decision_id=facing.gate.decision_id,
            went_live_on=asked.day,
        )
    ]


def faced(way: Way, day: date) -> Facing:
    journey = journey_of(way.stages)
    origin = documented(way.origin)
    return Facing(
        day=day,
        gaps=tuple(
            GapAhead(
                gap_id=gap_id,
                blocking=each.terms.severity is Severity.BLOCKING,
                status=STATUSES[type(each)],
                until=each.until if isinstance(each, gap.Deferred) else None,
                left=each.terms.left is not None,
            )
            for gap_id, each in way.gaps.items()
            if not isinstance(each, gap.Unknown)
        ),
        uncompleted=tuple(
            each for each in BEFORE_LAUNCH if each not in journey.entered or not journey.work(each).complete
        ),
        gate=journey.gates.get(LAST_BEFORE),
        held_by_vendor=tuple(held_by_vendor(origin)),
        unratified=tuple(each for each in origin.decisions if origin.vendor_run and each not in origin.judged),
        obligations_accepted=in_force(way.owner, way.accepted_by),
        earliest=way.earliest,
        release=release.standing(way.release),
        uncovered=way.uncovered,
        unanswered=way.unanswered,
        unowned=tuple(sorted(way.unowned)),
    )


def held_by_vendor(origin: Documented) -> Iterator[UUID]:
    for component_id, component in origin.components.items():
        accepted = isinstance(origin.handed_over.get(component_id), InfrastructureAccepted)
        if origin.vendor_run and component.held_by is Party.VENDOR and not accepted:
            yield component_id


def accept(command: AcceptHandOver, way: Way, asked: Asked) -> list[GoLiveEvent]:
    journey_of(way.stages)
    if way.live is None:
        raise NotLiveYet
    if way.owner != asked.by.person:
        raise HandOverNotYours
    if way.taken_over_by == way.owner:
        return []
    return [
        HandOverAccepted(engagement_id=command.engagement_id, owner=asked.by.person, accepted_on=asked.day),
    ]


def decide(command: GoLiveCommand, way: Way, asked: Asked) -> list[GoLiveEvent]:
    match command:
        case PlanGoLive():
            return plan(command, way, asked)
        case RescheduleGoLive():
            return reschedule(command, way, asked)
        case GoLive():
            return go_live(command, way, asked)
        case AcceptHandOver():
            return accept(command, way, asked)
        case CheckLeadTime():
            return check_lead_time(command, way)
        case _:
            assert_never(command)


def looks_at(command: GoLiveCommand) -> tuple[Scope, ...]:
    match command:
        case GoLive():
            types: tuple[type, ...] = (PilotRegistered, EngagementStarted, *AHEAD, *LAUNCH, *release.PROVEN_BY)
        case AcceptHandOver():
            types = (EngagementStarted, SystemOwnerAssigned, SystemOwnerVacated)
        case _:
            types = (EngagementStarted, *LAUNCH)
    return (engagement_scope(command.engagement_id, *types),)


GO_LIVE: Decider[Way, GoLiveCommand, Handled] = Decider(
    initial=Way(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"golive-{command.engagement_id}",
    permits={
        PlanGoLive: LEADS,
        RescheduleGoLive: LEADS,
        GoLive: LEADS,
        AcceptHandOver: CONTRIBUTORS,
        CheckLeadTime: frozenset(),  # only Fairway itself asks
    },
    looks_at=looks_at,
    at_once=frozenset({GoLive}),
    engagement=lambda command: command.engagement_id,
)
