"""A source that answers rest on: declared, scoped, controlled, and approved by its owner for one version."""

from services.engagement.domain.grounding.commands import (
    ApproveGroundingSource,
    ConfirmGroundingAccessControl,
    DeclareGroundingSource,
    GroundingCommand,
    GroundingNotScoped,
    GroundingSourceHasNoOwner,
    GroundingSourceNotFound,
    NotTheGroundingOwner,
    OwnGroundingVersion,
    RetireGroundingSource,
    ReviseGroundingSource,
    ScopeGroundingSource,
)
from services.engagement.domain.grounding.rules import GROUNDING

__all__ = [
    "GROUNDING",
    "ApproveGroundingSource",
    "ConfirmGroundingAccessControl",
    "DeclareGroundingSource",
    "GroundingCommand",
    "GroundingNotScoped",
    "GroundingSourceHasNoOwner",
    "GroundingSourceNotFound",
    "NotTheGroundingOwner",
    "OwnGroundingVersion",
    "RetireGroundingSource",
    "ReviseGroundingSource",
    "ScopeGroundingSource",
]
