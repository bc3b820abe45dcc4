"""Opening a gap: once, in a started engagement, from a finding or a proposal that is still free."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias
from uuid import UUID

from services.engagement.domain.aspects import UnknownAspect
from services.engagement.domain.catalogue import CATALOGUES
from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.pilot.commands import FindingNotFound
from services.engagement.domain.roles import CONTRIBUTORS
from shared.events.engagements import EngagementStarted
from shared.events.gaps import Cause, GapCancelled, GapEvent, GapKind, GapOpened, GapReopened, Proposal, Severity
from shared.events.pilots import FindingDismissed, FindingRecorded
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.record import record
from shared.kernel.refusal import Refused
from shared.kernel.text import line, prose


@record
class OpenGap:
    gap_id: UUID
    engagement_id: UUID
    title: str
    detail: str
    kind: GapKind
    cause: Cause
    severity: Severity
    finding_id: UUID | None = None
    proposal: Proposal | None = None


class GapAlreadyOpen(Refused):
    """Another gap with this id was opened before."""


class FindingAlreadyDismissed(Refused):
    """The finding was dismissed: no gap comes of it."""


class ProposalAlreadyTaken(Refused):
    """The gap "{title}" already stands for this difference between pilot and production."""


@record
class Register:
    """The gaps as they were opened, and what they may come from: the last word on each finding."""

    started: frozenset[UUID] = frozenset()
    gaps: Mapping[UUID, GapOpened] = field(default_factory=dict)
    cancelled: frozenset[UUID] = frozenset()
    findings: Mapping[UUID, FindingRecorded | FindingDismissed] = field(default_factory=dict)


OpeningEvent: TypeAlias = EngagementStarted | FindingRecorded | FindingDismissed | GapEvent


def evolve(register: Register, event: OpeningEvent) -> Register:
    match event:
        case EngagementStarted():
            return replace(register, started=register.started | {event.engagement_id})
        case FindingRecorded() | FindingDismissed():
            return replace(register, findings={**register.findings, event.finding_id: event})
        case GapOpened():
            return replace(register, gaps={**register.gaps, event.gap_id: event})
        case GapCancelled():
            return replace(register, cancelled=register.cancelled | {event.gap_id})
        case GapReopened():
            return replace(register, cancelled=register.cancelled - {event.gap_id})
        case _:
            return register


def open_gap(command: OpenGap, register: Register, _: Asked) -> list[OpeningEvent]:
    opened = as_wanted(command)
    earlier = register.gaps.get(command.gap_id)
    if earlier == opened:
        return []
    if earlier is not None:
        raise GapAlreadyOpen(where=("input", "gapId"))
    if command.engagement_id not in register.started:
        raise EngagementNotFound(where=("input", "engagementId"))
    check_finding(command, register)
    check_proposal(command, register)
    return [opened]


def as_wanted(command: OpenGap) -> GapOpened:
    return GapOpened(
        gap_id=command.gap_id,
        engagement_id=command.engagement_id,
        title=line("title", command.title),
        detail=prose("detail", command.detail, required=False),
        kind=command.kind,
        cause=command.cause,
        severity=command.severity,
        finding_id=command.finding_id,
        proposal=command.proposal,
    )


def check_finding(command: OpenGap, register: Register) -> None:
    if command.finding_id is None:
        return
    match register.findings.get(command.finding_id):
        case None:
            raise FindingNotFound(where=("input", "findingId"))
        case FindingDismissed():
            raise FindingAlreadyDismissed(where=("input", "findingId"))


def check_proposal(command: OpenGap, register: Register) -> None:
    if command.proposal is None:
        return
    check_aspect(command.proposal)
    for gap_id, gap in register.gaps.items():
        if gap.proposal == command.proposal and gap_id not in register.cancelled:
            raise ProposalAlreadyTaken(where=("input", "proposal"), title=gap.title)


def check_aspect(proposal: Proposal) -> None:
    """An aspect of any version of the catalogue: states that were recorded under an older one still propose."""
    known = [aspect.name for each in CATALOGUES.values() for aspect in each.dimensions[proposal.dimension].aspects]
    if proposal.aspect not in known:
        where = ("input", "proposal", "aspect")
        raise UnknownAspect(where=where, aspect=proposal.aspect, known=", ".join(dict.fromkeys(known)))


OPENING: Decider[Register, OpenGap, OpeningEvent] = Decider(
    initial=Register(),
    decide=open_gap,
    evolve=evolve,
    stream=lambda command: f"gap-{command.gap_id}",
    permits={OpenGap: CONTRIBUTORS},
    looks_at=lambda command: looked_at(command.engagement_id),
    engagement=lambda command: command.engagement_id,
)


def looked_at(engagement_id: UUID) -> tuple[Scope, ...]:
    return (
        engagement_scope(
            engagement_id, EngagementStarted, FindingRecorded, FindingDismissed, GapOpened, GapCancelled, GapReopened
        ),
    )
