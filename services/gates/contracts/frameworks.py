"""What another process may know of frameworks: how they are published, adopted by engagements, and read."""

from typing import Any

from services.gates.domain.facts.model import FactKind
from services.gates.domain.framework.adopting import ADOPTING, AdoptCriteriaSet, FrameworkChoice
from services.gates.domain.framework.known import of_document
from services.gates.domain.framework.model import (
    Attestation,
    Clause,
    Criterion,
    Domain,
    EvidenceKind,
    Framework,
    Gate,
    Requirement,
    Words,
)
from services.gates.domain.framework.publishing import PUBLISHING, PublishFramework
from services.gates.domain.framework.reading import FrameworkInvalid, read
from services.gates.domain.framework.shipped import reference
from services.gates.domain.framework.written import LONGEST
from services.gates.queries.frameworks import FrameworkLine, documents_of, frameworks_of
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (PUBLISHING, ADOPTING)

__all__ = [
    "DECIDERS",
    "LONGEST",
    "AdoptCriteriaSet",
    "Attestation",
    "Clause",
    "Criterion",
    "Domain",
    "EvidenceKind",
    "FactKind",
    "Framework",
    "FrameworkChoice",
    "FrameworkInvalid",
    "FrameworkLine",
    "Gate",
    "PublishFramework",
    "Requirement",
    "Words",
    "documents_of",
    "frameworks_of",
    "of_document",
    "read",
    "reference",
]
