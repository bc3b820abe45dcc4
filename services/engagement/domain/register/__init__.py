"""The gap register as a whole: what gets and comes back into it, what waits for what, and when it is baselined."""

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
from services.engagement.domain.register.opening import OPENING, GapAlreadyOpen
from services.engagement.domain.register.reopening import REOPENING, ReopenGap
from services.engagement.domain.register.state import (
    FindingAlreadyDismissed,
    ProposalAlreadyDismissed,
    ProposalAlreadyTaken,
)
from services.engagement.domain.register.wanted import OpenGap, UnknownGapTemplate

__all__ = [
    "BASELINING",
    "LINKING",
    "OPENING",
    "REOPENING",
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
    "ProposalAlreadyDismissed",
    "ProposalAlreadyTaken",
    "ReopenGap",
    "SelfLink",
    "TooManyNeeds",
    "UnknownGapTemplate",
    "UnlinkGaps",
]
