"""What goes live, what it must bear, and whether it was tested: pinned, expected, put under load."""

from services.engagement.domain.release.commands import (
    ExpectPeakLoad,
    PeakLoadUnknown,
    PinRelease,
    RecordLoadTest,
    ReleaseAlreadyPinned,
    ReleaseCommand,
    RestoreRelease,
    ServiceLevelUnknown,
    SetServiceLevel,
)
from services.engagement.domain.release.rules import RELEASE
from services.engagement.domain.release.standing import PROVEN_BY, Proven, ReleaseObstacle, proven

__all__ = [
    "PROVEN_BY",
    "RELEASE",
    "ExpectPeakLoad",
    "PeakLoadUnknown",
    "PinRelease",
    "Proven",
    "RecordLoadTest",
    "ReleaseAlreadyPinned",
    "ReleaseCommand",
    "ReleaseObstacle",
    "RestoreRelease",
    "ServiceLevelUnknown",
    "SetServiceLevel",
    "proven",
]
