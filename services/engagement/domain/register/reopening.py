"""Reopening a gap: what was settled or put aside is to be closed after all, if nothing took its place meanwhile."""

from dataclasses import field, replace
from uuid import UUID

from services.engagement.domain.gap import state as gaps
from services.engagement.domain.gap.state import Cancelled, Gap, InProgress, Open, Unknown
from services.engagement.domain.not_found import GapNotFound
from services.engagement.domain.register import state
from services.engagement.domain.register.state import (
    FindingAlreadyDismissed,
    ProposalAlreadyDismissed,
    Register,
    RegisterEvent,
    check_free,
)
from services.engagement.domain.roles import CONTRIBUTORS
from shared.events.dimensions import PilotStateRecorded, ProductionStateRecorded, ProposalDismissed
from shared.events.gaps import GapCancelled, GapEvent, GapOpened, GapReopened
from shared.events.pilots import FindingDismissed, FindingRecorded
from shared.kernel.decider import Asked, Decider
from shared.kernel.growing import Growing
from shared.kernel.record import record
from shared.kernel.text import prose

PLACES = (
    *(GapOpened, GapCancelled, GapReopened),
    *(FindingRecorded, FindingDismissed),
    *(PilotStateRecorded, ProductionStateRecorded, ProposalDismissed),
)


@record
class ReopenGap:
    gap_id: UUID
    reason: str


@record
class Reopening:
    """Where each gap stands: the one in question in full, of the others whether they were cancelled."""

    gaps: Growing[UUID, Gap] = field(default_factory=Growing)
    register: Register = field(default_factory=Register)

    def gap(self, gap_id: UUID) -> Gap:
        return self.gaps.get(gap_id, Unknown())


def evolve(reopening: Reopening, event: RegisterEvent) -> Reopening:
    after = replace(reopening, register=state.evolve(reopening.register, event))
    if not isinstance(event, GapEvent):
        return after
    return replace(after, gaps=after.gaps.having(event.gap_id, gaps.evolve(after.gap(event.gap_id), event)))


def reopen(command: ReopenGap, reopening: Reopening, _: Asked) -> list[RegisterEvent]:
    reason = prose("reason", command.reason)
    match reopening.gap(command.gap_id):
        case Unknown():
            raise GapNotFound
        case Open() | InProgress():
            return []
        case Cancelled():
            check_place(reopening.register.gaps[command.gap_id], reopening.register)
    return [GapReopened(gap_id=command.gap_id, reason=reason)]


def check_place(gap: GapOpened, register: Register) -> None:
    """Once it was cancelled, what it came from was free: to be dismissed, or for another gap."""
    if gap.finding_id is not None and isinstance(register.findings.get(gap.finding_id), FindingDismissed):
        raise FindingAlreadyDismissed
    if gap.proposal is not None and gap.proposal.aspect in register.compared(gap.proposal.dimension).dismissed:
        raise ProposalAlreadyDismissed(aspect=gap.proposal.aspect)
    check_free(gap.proposal, register, ())


REOPENING: Decider[Reopening, ReopenGap, RegisterEvent] = Decider(
    initial=Reopening(),
    decide=reopen,
    evolve=evolve,
    stream=lambda command: f"gap-{command.gap_id}",
    permits={ReopenGap: CONTRIBUTORS},
    looks_around={ReopenGap: PLACES},
)
