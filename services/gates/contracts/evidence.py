"""Evidence, as another process may give it: the commands, and what a file is examined for before it is kept."""

from services.gates.domain.evidence import SubmitEvidence
from services.gates.domain.evidence.commands import Artefact
from services.gates.domain.evidence.examining import ArtefactTooLarge, Claimed, Examination, MediaTypeNotTaken
from services.gates.domain.evidence_policy import LATEST_EVIDENCE, EvidencePolicy
from services.gates.domain.not_found import EngagementNotFound

__all__ = [
    "LATEST_EVIDENCE",
    "Artefact",
    "ArtefactTooLarge",
    "Claimed",
    "EngagementNotFound",
    "EvidencePolicy",
    "Examination",
    "MediaTypeNotTaken",
    "SubmitEvidence",
]
