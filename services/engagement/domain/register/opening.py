"""Opening a gap: once, in a started engagement, from a finding or a difference that still stands."""

from services.engagement.domain.not_found import EngagementNotFound
from services.engagement.domain.register.state import Register, RegisterEvent, check_finding, check_proposal, evolve
from services.engagement.domain.register.wanted import OpenGap, as_wanted, starting
from services.engagement.domain.roles import CONTRIBUTORS
from shared.events.dimensions import PilotStateRecorded, ProductionStateRecorded, ProposalDismissed
from shared.events.engagements import EngagementStarted
from shared.events.gaps import GapCancelled, GapOpened, GapReopened
from shared.events.pilots import FindingDismissed, FindingRecorded
from shared.kernel.decider import Asked, Decider, Scope, engagement_scope
from shared.kernel.refusal import Refused

OF_A_FINDING = (FindingRecorded, FindingDismissed)
OF_A_PROPOSAL = (
    *(GapOpened, GapCancelled, GapReopened),
    *(PilotStateRecorded, ProductionStateRecorded, ProposalDismissed),
)


class GapAlreadyOpen(Refused):
    """Another gap with this id was opened before."""


def open_gap(command: OpenGap, register: Register, _: Asked) -> list[RegisterEvent]:
    opened = as_wanted(command)
    earlier = register.gaps.get(command.gap_id)
    if earlier == opened:
        return []
    if earlier is not None:
        raise GapAlreadyOpen(where=("input", "gapId"))
    if command.engagement_id not in register.started:
        raise EngagementNotFound(where=("input", "engagementId"))
    check_finding(command.finding_id, register, ("input", "findingId"))
    check_proposal(command.proposal, register, ("input", "proposal"))
    return [opened, *starting(command, opened)]


def looks_at(command: OpenGap) -> tuple[Scope, ...]:
    """Only what the gap is to come of: gaps that come of nothing else are in nobody's way."""
    of_a_finding = OF_A_FINDING if command.finding_id else ()
    of_a_proposal = OF_A_PROPOSAL if command.proposal else ()
    return (engagement_scope(command.engagement_id, EngagementStarted, *of_a_finding, *of_a_proposal),)


OPENING: Decider[Register, OpenGap, RegisterEvent] = Decider(
    initial=Register(),
    decide=open_gap,
    evolve=evolve,
    stream=lambda command: f"gap-{command.gap_id}",
    permits={OpenGap: CONTRIBUTORS},
    looks_at=looks_at,
    engagement=lambda command: command.engagement_id,
)
