"""What is decided on when people say something of a criterion: what was said, what backs it, what is asked for."""

from collections.abc import Mapping
from dataclasses import field
from typing import TypeAlias, assert_never
from uuid import UUID

from services.gates.domain import adopted
from services.gates.domain.adopted import NOTHING_ADOPTED, Adopted, AdoptedEvent
from services.gates.domain.criterion.said import NOTHING_SAID, Said, after
from shared.events.criteria import CriterionEvent
from shared.events.engagements import EngagementStarted
from shared.events.evidence import EvidenceRevised, EvidenceSubmitted, EvidenceWithdrawn
from shared.events.frameworks import CriteriaSetAdopted, FrameworkPublished
from shared.kernel.record import record
from shared.kernel.replacing import replaced

NOWHERE = 0  # decisions do not ask where in the log something was said


@record
class Backing:
    """A piece of evidence that was not withdrawn, and through whose hands it went."""

    criterion: str
    kind: str
    hands: frozenset[UUID]


@record
class Case:
    """`evidence` is all that the engagement has, by id."""

    started: bool = False
    adopted: Adopted = NOTHING_ADOPTED
    evidence: Mapping[UUID, Backing] = field(default_factory=dict)
    said: Said = NOTHING_SAID


OfEvidence: TypeAlias = EvidenceSubmitted | EvidenceRevised | EvidenceWithdrawn
Seen: TypeAlias = CriterionEvent | EngagementStarted | OfEvidence | AdoptedEvent


def evolve(case: Case, event: Seen) -> Case:
    match event:
        case EngagementStarted():
            return replaced(case, started=True)
        case CriteriaSetAdopted() | FrameworkPublished():
            return replaced(case, adopted=adopted.after(case.adopted, event))
        case EvidenceSubmitted() | EvidenceRevised() | EvidenceWithdrawn():
            return replaced(case, evidence=backed(case.evidence, event))
        case _:
            return replaced(case, said=after(case.said, event, NOWHERE))


def backed(evidence: Mapping[UUID, Backing], event: OfEvidence) -> Mapping[UUID, Backing]:
    match event:
        case EvidenceSubmitted(evidence_id=evidence_id):
            backing = Backing(criterion=event.criterion, kind=event.kind, hands=frozenset({event.submitter}))
            return {**evidence, evidence_id: backing}
        case EvidenceRevised(evidence_id=evidence_id):
            before = evidence[evidence_id]
            return {**evidence, evidence_id: replaced(before, hands=before.hands | {event.reviser})}
        case EvidenceWithdrawn(evidence_id=evidence_id):
            return {each: backing for each, backing in evidence.items() if each != evidence_id}
        case _:
            assert_never(event)
