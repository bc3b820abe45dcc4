"""Evidence, as another process may give it: the commands, what a file is examined for, and what is shown of it."""

from typing import Any

from services.gates.domain.evidence import EVIDENCE, EvidenceNotFound, ReviseEvidence, SubmitEvidence, WithdrawEvidence
from services.gates.domain.evidence.commands import Artefact
from services.gates.domain.evidence.examining import ArtefactTooLarge, Claimed, Examination, MediaTypeNotTaken
from services.gates.domain.evidence_policy import LATEST_EVIDENCE, EvidencePolicy
from services.gates.domain.not_found import EngagementNotFound
from services.gates.projections.evidence import EvidenceEntry, EvidenceState, RevisionEntry, WithdrawalEntry
from services.gates.queries.evidence import (
    LAST,
    evidence_by_id,
    evidence_counts_of,
    evidence_pages_of,
    last_evidence_of,
)
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (EVIDENCE,)

__all__ = [
    "DECIDERS",
    "LAST",
    "LATEST_EVIDENCE",
    "Artefact",
    "ArtefactTooLarge",
    "Claimed",
    "EngagementNotFound",
    "EvidenceEntry",
    "EvidenceNotFound",
    "EvidencePolicy",
    "EvidenceState",
    "Examination",
    "MediaTypeNotTaken",
    "ReviseEvidence",
    "RevisionEntry",
    "SubmitEvidence",
    "WithdrawEvidence",
    "WithdrawalEntry",
    "evidence_by_id",
    "evidence_counts_of",
    "evidence_pages_of",
    "last_evidence_of",
]
