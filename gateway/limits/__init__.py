"""How much one document may ask for. All of it is measured before validation, in time linear in the document."""

from gateway.limits.ceilings import (
    AliasLimit,
    CostLimit,
    DepthLimit,
    DirectiveLimit,
    Limits,
    MergeLimit,
    RootFieldLimit,
    TokenLimit,
)
from gateway.limits.documents import Documents
from gateway.limits.guard import Guard, guard
from gateway.limits.measure import Measured, measure

__all__ = [
    "AliasLimit",
    "CostLimit",
    "DepthLimit",
    "DirectiveLimit",
    "Documents",
    "Guard",
    "Limits",
    "Measured",
    "MergeLimit",
    "RootFieldLimit",
    "TokenLimit",
    "guard",
    "measure",
]
