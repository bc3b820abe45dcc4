"""The gap register as a whole: what gets into it, what waits for what in it, and when it is baselined."""

from services.engagement.domain.register.baselining import (
    BASELINING,
    BaselineGapRegister,
    EmptyRegister,
    GapsWithoutOwner,
)
from services.engagement.domain.register.linking import (
    LINKING,
    DanglingLink,
    GapCycle,
    LinkCommand,
    LinkGaps,
    SelfLink,
    TooManyNeeds,
    UnlinkGaps,
)
from services.engagement.domain.register.opening import (
    OPENING,
    FindingAlreadyDismissed,
    GapAlreadyOpen,
    OpenGap,
    ProposalAlreadyTaken,
)

__all__ = [
    "BASELINING",
    "LINKING",
    "OPENING",
    "BaselineGapRegister",
    "DanglingLink",
    "EmptyRegister",
    "FindingAlreadyDismissed",
    "GapAlreadyOpen",
    "GapCycle",
    "GapsWithoutOwner",
    "LinkCommand",
    "LinkGaps",
    "OpenGap",
    "ProposalAlreadyTaken",
    "SelfLink",
    "TooManyNeeds",
    "UnlinkGaps",
]
