"""An engagement: started from a closed pilot, given a system owner, reported on."""

from dataclasses import replace
from typing import TypeAlias, assert_never
from uuid import UUID

from services.engagement.domain.evidence import digested
from services.engagement.domain.not_found import EngagementNotFound, PilotNotFound
from services.engagement.domain.roles import APPROVERS, LEADS
from shared.events.endings import EndingEvent
from shared.events.engagements import (
    CloseOutReportPublished,
    EngagementEvent,
    EngagementStarted,
    GapRegisterBaselined,
    SystemOwnerAssigned,
    SystemOwnerVacated,
)
from shared.events.people import Role
from shared.events.pilots import PilotClosed, PilotRegistered
from shared.kernel.decider import Decider, Scope, stream_scope
from shared.kernel.record import record
from shared.kernel.refusal import NotWellFormed, Refused
from shared.kernel.text import line, prose

LAST_POSITION = 2**53 - 1  # the largest integer that every reader of JSON holds exactly

# --- Commands ---------------------------------------------------------------


@record
class StartEngagement:
    """The engagement takes its pilot's id."""

    engagement_id: UUID
    name: str


@record
class AssignSystemOwner:
    engagement_id: UUID
    owner: UUID


@record
class VacateSystemOwner:
    """With an `owner` only that one leaves: whoever was named since stays."""

    engagement_id: UUID
    reason: str
    owner: UUID | None = None


@record
class PublishCloseOutReport:
    engagement_id: UUID
    position: int
    digest: str


EngagementCommand: TypeAlias = StartEngagement | AssignSystemOwner | VacateSystemOwner | PublishCloseOutReport

# --- Refusals ---------------------------------------------------------------


class PilotNotClosed(Refused):
    """The pilot still runs: an engagement starts from a closed pilot."""


class EngagementAlreadyStarted(Refused):
    """The engagement was already started, as {name}."""


class RegisterNotBaselined(Refused):
    """A close-out report stands on the gap register: baseline the register first."""


# --- State ------------------------------------------------------------------


@record
class NoPilot:
    pass


@record
class PilotRuns:
    pass


@record
class ReadyToStart:
    pass


@record
class Started:
    name: str
    owner: UUID | None = None


@record
class Baselined:
    """Started, and its register has a baseline; `reports` holds the digests of what was published."""

    name: str
    owner: UUID | None
    reports: frozenset[str] = frozenset()


UnderWay: TypeAlias = Started | Baselined
Engagement: TypeAlias = NoPilot | PilotRuns | ReadyToStart | UnderWay


def evolve(engagement: Engagement, event: EngagementEvent | PilotRegistered | PilotClosed) -> Engagement:
    match event:
        case PilotRegistered():
            return PilotRuns()
        case PilotClosed():
            return ReadyToStart()
        case EngagementStarted():
            return Started(name=event.name)
        case _ if isinstance(event, EndingEvent):
            return engagement
        case _:
            return changed(under_way(engagement), event)


def changed(
    engagement: UnderWay,
    event: GapRegisterBaselined | SystemOwnerAssigned | SystemOwnerVacated | CloseOutReportPublished,
) -> UnderWay:
    match event:
        case GapRegisterBaselined():
            return baselined(engagement)
        case SystemOwnerAssigned():
            return replace(engagement, owner=event.owner)
        case SystemOwnerVacated():
            return replace(engagement, owner=None)
        case CloseOutReportPublished():
            before = baselined(engagement)
            return replace(before, reports=before.reports | {event.digest})
        case _:
            assert_never(event)


def baselined(engagement: UnderWay) -> Baselined:
    if isinstance(engagement, Baselined):
        return engagement
    return Baselined(name=engagement.name, owner=engagement.owner)


def under_way(engagement: Engagement) -> UnderWay:
    if isinstance(engagement, Started | Baselined):
        return engagement
    raise EngagementNotFound


# --- Decisions --------------------------------------------------------------


def start(command: StartEngagement, engagement: Engagement) -> list[EngagementEvent]:
    name = line("name", command.name)
    match engagement:
        case NoPilot():
            raise PilotNotFound
        case PilotRuns():
            raise PilotNotClosed
        case ReadyToStart():
            return [EngagementStarted(engagement_id=command.engagement_id, name=name)]
        case Started() | Baselined():
            if engagement.name != name:
                raise EngagementAlreadyStarted(name=engagement.name)
            return []
        case _:
            assert_never(engagement)


def assign_system_owner(command: AssignSystemOwner, engagement: Engagement) -> list[EngagementEvent]:
    if under_way(engagement).owner == command.owner:
        return []
    return [SystemOwnerAssigned(engagement_id=command.engagement_id, owner=command.owner)]


def vacate_system_owner(command: VacateSystemOwner, engagement: Engagement) -> list[EngagementEvent]:
    reason = prose("reason", command.reason)
    owner = under_way(engagement).owner
    if owner is None or command.owner not in {None, owner}:
        return []
    return [SystemOwnerVacated(engagement_id=command.engagement_id, owner=owner, reason=reason)]


def publish_report(command: PublishCloseOutReport, engagement: Engagement) -> list[EngagementEvent]:
    digested("digest", command.digest)
    if not 0 < command.position <= LAST_POSITION:
        raise NotWellFormed(where=("input", "position"), problem="position is a position of the log, from 1")
    before = under_way(engagement)
    if isinstance(before, Started):
        raise RegisterNotBaselined
    if command.digest in before.reports:
        return []
    return [
        CloseOutReportPublished(engagement_id=command.engagement_id, position=command.position, digest=command.digest)
    ]


def decide(command: EngagementCommand, engagement: Engagement, _: object) -> list[EngagementEvent]:
    match command:
        case StartEngagement():
            return start(command, engagement)
        case AssignSystemOwner():
            return assign_system_owner(command, engagement)
        case VacateSystemOwner():
            return vacate_system_owner(command, engagement)
        case PublishCloseOutReport():
            return publish_report(command, engagement)
        case _:
            assert_never(command)


def looks_at(command: EngagementCommand) -> tuple[Scope, ...]:
    if isinstance(command, StartEngagement):
        return (stream_scope(f"pilot-{command.engagement_id}", PilotRegistered, PilotClosed),)
    return ()


ENGAGEMENT: Decider[Engagement, EngagementCommand, EngagementEvent | PilotRegistered | PilotClosed] = Decider(
    initial=NoPilot(),
    decide=decide,
    evolve=evolve,
    stream=lambda command: f"engagement-{command.engagement_id}",
    permits={
        StartEngagement: LEADS,
        AssignSystemOwner: LEADS | APPROVERS,
        VacateSystemOwner: LEADS | APPROVERS | {Role.SYSTEM_OWNER},
        PublishCloseOutReport: LEADS,
    },
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
    names=lambda command: (command.owner,) if isinstance(command, AssignSystemOwner) else (),
)
