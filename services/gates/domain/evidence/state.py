"""Where a piece of evidence stands, as far as decisions need to know."""

from dataclasses import field, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from services.gates.domain import adopted
from services.gates.domain.adopted import NOTHING_ADOPTED, Adopted, AdoptedEvent
from services.gates.domain.evidence.commands import Artefact
from shared.events.criteria import AttestationWithdrawn, CriterionAttested
from shared.events.engagements import EngagementStarted
from shared.events.evidence import (
    EvidenceEvent,
    EvidenceExpired,
    EvidenceExpiryNoted,
    EvidenceRevised,
    EvidenceSubmitted,
    EvidenceWithdrawn,
)
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.events.releases import ReleasePinned
from shared.kernel.record import record


@record
class NotStarted:
    """The engagement was not started, or nobody asked."""


@record
class Unsubmitted:
    """The engagement is under way and has no such evidence."""


@record
class Shown:
    """`before`: what stood in its place, from the first on. `noted`: the reminders that were given for this revision.

    `expired`: its last day is over, and that is noted.
    """

    first: EvidenceSubmitted
    artefact: Artefact
    revision: int = 1
    before: tuple[Artefact, ...] = ()
    noted: frozenset[int] = frozenset()
    expired: bool = False

    @property
    def until(self) -> date:
        return self.artefact.valid_until


@record
class Withdrawn:
    first: EvidenceSubmitted


Evidence: TypeAlias = NotStarted | Unsubmitted | Shown | Withdrawn


@record
class Shelf:
    """The evidence, what was ever pinned to go live, which criteria there are, and who attested which of them."""

    evidence: Evidence = field(default_factory=NotStarted)
    releases: frozenset[UUID] = frozenset()
    adopted: Adopted = NOTHING_ADOPTED
    attested: frozenset[tuple[str, UUID]] = frozenset()


AttestedEvent: TypeAlias = CriterionAttested | AttestationWithdrawn
Seen: TypeAlias = EvidenceEvent | EngagementStarted | ReleasePinned | AdoptedEvent | AttestedEvent


def evolve(shelf: Shelf, event: Seen) -> Shelf:
    match event:
        case EngagementStarted():
            began = isinstance(shelf.evidence, NotStarted)
            return replace(shelf, evidence=Unsubmitted()) if began else shelf
        case ReleasePinned():
            return replace(shelf, releases=shelf.releases | {event.release_id})
        case CriteriaSetAdopted() | FrameworkPublished():
            return replace(shelf, adopted=adopted.after(shelf.adopted, event))
        case CriterionAttested() | AttestationWithdrawn():
            return replace(shelf, attested=words(shelf.attested, event))
        case EvidenceSubmitted():
            return replace(shelf, evidence=Shown(first=event, artefact=artefact_of(event)))
        case _:
            return replace(shelf, evidence=changed(shown(shelf), event))


def words(attested: frozenset[tuple[str, UUID]], event: AttestedEvent) -> frozenset[tuple[str, UUID]]:
    word = (event.criterion, event.attester)
    return attested | {word} if isinstance(event, CriterionAttested) else attested - {word}


def changed(
    evidence: Shown, event: EvidenceRevised | EvidenceWithdrawn | EvidenceExpiryNoted | EvidenceExpired
) -> Shown | Withdrawn:
    match event:
        case EvidenceWithdrawn():
            return Withdrawn(first=evidence.first)
        case EvidenceRevised():
            before = (*evidence.before, evidence.artefact)
            return Shown(first=evidence.first, artefact=artefact_of(event), revision=event.revision, before=before)
        case EvidenceExpiryNoted():
            return replace(evidence, noted=evidence.noted | {event.days_left})
        case EvidenceExpired():
            return replace(evidence, expired=True)
        case _:
            assert_never(event)


def shown(shelf: Shelf) -> Shown:
    if isinstance(shelf.evidence, Shown):
        return shelf.evidence
    raise LookupError("the history of evidence begins with its submission, and ends with its withdrawal")


def artefact_of(event: EvidenceSubmitted | EvidenceRevised) -> Artefact:
    return Artefact(
        digest=event.digest,
        size=event.size,
        media_type=event.media_type,
        source=event.source,
        format=event.format,
        values=event.values,
        release_id=event.release_id,
        valid_from=event.valid_from,
        valid_until=event.valid_until,
    )
