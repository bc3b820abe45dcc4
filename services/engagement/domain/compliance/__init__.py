"""Compliance with obligations: which duties apply to an engagement, how each is met, and that somebody confirmed it."""

from services.engagement.domain.compliance.commands import (
    AdoptObligationSet,
    ConfirmCompliance,
    ExcludeObligation,
    MapObligation,
    ReinstateObligation,
    WithdrawCompliance,
)
from services.engagement.domain.compliance.rules import COMPLIANCE

__all__ = [
    "COMPLIANCE",
    "AdoptObligationSet",
    "ConfirmCompliance",
    "ExcludeObligation",
    "MapObligation",
    "ReinstateObligation",
    "WithdrawCompliance",
]
