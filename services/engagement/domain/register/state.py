"""The register as decisions see it: the gaps as they were opened, and what they may come from."""

from collections.abc import Mapping
from dataclasses import field, replace
from typing import TypeAlias
from uuid import UUID

from services.engagement.domain import dimension as dimensions
from services.engagement.domain.aspects import UnknownAspect
from services.engagement.domain.catalogue import CATALOGUES
from services.engagement.domain.dimension import Compared, ProposalNotFound, proposed
from services.engagement.domain.pilot.commands import FindingNotFound
from shared.events.dimensions import Dimension, DimensionEvent
from shared.events.engagements import EngagementStarted
from shared.events.gaps import GapCancelled, GapEvent, GapOpened, GapReopened, Proposal
from shared.events.pilots import FindingDismissed, FindingRecorded
from shared.kernel.growing import Growing
from shared.kernel.record import record
from shared.kernel.refusal import Refused


class FindingAlreadyDismissed(Refused):
    """The finding was dismissed: no gap comes of it."""


class ProposalAlreadyDismissed(Refused):
    """The difference in {aspect} was dismissed: no gap comes of it."""


class ProposalAlreadyTaken(Refused):
    """The gap "{title}" already stands for this difference between pilot and production."""


@record
class Register:
    """`findings` holds the last word on each, `comparisons` what pilot and production are in each dimension."""

    started: frozenset[UUID] = frozenset()
    gaps: Growing[UUID, GapOpened] = field(default_factory=Growing)
    cancelled: frozenset[UUID] = frozenset()
    findings: Growing[UUID, FindingRecorded | FindingDismissed] = field(default_factory=Growing)
    comparisons: Mapping[Dimension, Compared] = field(default_factory=dict)

    def compared(self, dimension: Dimension) -> Compared:
        return self.comparisons.get(dimension, Compared())


RegisterEvent: TypeAlias = EngagementStarted | FindingRecorded | FindingDismissed | DimensionEvent | GapEvent


def evolve(register: Register, event: RegisterEvent) -> Register:
    match event:
        case EngagementStarted():
            return replace(register, started=register.started | {event.engagement_id})
        case FindingRecorded() | FindingDismissed():
            return replace(register, findings=register.findings.having(event.finding_id, event))
        case GapOpened():
            return replace(register, gaps=register.gaps.having(event.gap_id, event))
        case GapCancelled() | GapReopened():
            rest = register.cancelled - {event.gap_id}
            return replace(register, cancelled=rest | {event.gap_id} if isinstance(event, GapCancelled) else rest)
        case _ if isinstance(event, DimensionEvent):
            compared = dimensions.changed(register.compared(event.dimension), event)
            return replace(register, comparisons={**register.comparisons, event.dimension: compared})
        case _:
            return register


def check_finding(finding_id: UUID | None, register: Register, where: tuple[str, ...]) -> None:
    """A gap comes only of a finding that stands."""
    if finding_id is None:
        return
    match register.findings.get(finding_id):
        case None:
            raise FindingNotFound(where=where)
        case FindingDismissed():
            raise FindingAlreadyDismissed(where=where)


def check_free(proposal: Proposal | None, register: Register, where: tuple[str, ...]) -> None:
    """One gap for a difference; a cancelled one stands for none."""
    for gap_id, gap in register.gaps.items():
        if proposal is not None and gap.proposal == proposal and gap_id not in register.cancelled:
            raise ProposalAlreadyTaken(where=where, title=gap.title)


def check_proposal(proposal: Proposal | None, register: Register, where: tuple[str, ...]) -> None:
    """A gap comes only of a difference that stands, needs a gap, and has none."""
    if proposal is None:
        return
    check_aspect(proposal, where)
    compared = register.compared(proposal.dimension)
    if proposal.aspect not in proposed(proposal.dimension, compared):
        raise ProposalNotFound(where=where, aspect=proposal.aspect)
    if proposal.aspect in compared.dismissed:
        raise ProposalAlreadyDismissed(where=where, aspect=proposal.aspect)
    check_free(proposal, register, where)


def check_aspect(proposal: Proposal, where: tuple[str, ...]) -> None:
    """An aspect of any version of the catalogue: states that were recorded under an older one still propose."""
    known = [aspect.name for each in CATALOGUES.values() for aspect in each.dimensions[proposal.dimension].aspects]
    if proposal.aspect not in known:
        raise UnknownAspect(where=(*where, "aspect"), aspect=proposal.aspect, known=", ".join(dict.fromkeys(known)))
