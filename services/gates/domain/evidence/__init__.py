"""A piece of evidence: submitted, revised, withdrawn, and no longer valid by itself."""

from services.gates.domain.evidence.commands import (
    EvidenceAlreadySubmitted,
    EvidenceCommand,
    EvidenceHasExpired,
    EvidenceHasGone,
    EvidenceNotFound,
    EvidenceOfSomebodyElse,
    EvidenceStillCounts,
    ExpireEvidence,
    ExpiryNotNear,
    KindNotOfTheFramework,
    NoteEvidenceExpiry,
    OwnAttestation,
    ReviseEvidence,
    SameContentRenewed,
    SubmitEvidence,
    WithdrawEvidence,
)
from services.gates.domain.evidence.rules import EVIDENCE

__all__ = [
    "EVIDENCE",
    "EvidenceAlreadySubmitted",
    "EvidenceCommand",
    "EvidenceHasExpired",
    "EvidenceHasGone",
    "EvidenceNotFound",
    "EvidenceOfSomebodyElse",
    "EvidenceStillCounts",
    "ExpireEvidence",
    "ExpiryNotNear",
    "KindNotOfTheFramework",
    "NoteEvidenceExpiry",
    "OwnAttestation",
    "ReviseEvidence",
    "SameContentRenewed",
    "SubmitEvidence",
    "WithdrawEvidence",
]
