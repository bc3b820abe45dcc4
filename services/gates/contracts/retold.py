"""What another process may have computed anew: verdicts of the past, by the rules of then or by others."""

from services.gates.proof.recomputing import Problem
from services.gates.proof.retelling import (
    PUBLISHED,
    READ,
    VERDICTS,
    Against,
    Change,
    Documents,
    Given,
    Retold,
    rejudged,
    replayed,
)

__all__ = [
    "PUBLISHED",
    "READ",
    "VERDICTS",
    "Against",
    "Change",
    "Documents",
    "Given",
    "Problem",
    "Retold",
    "rejudged",
    "replayed",
]
