"""Where a gap stands, as people read it."""

from enum import StrEnum


class GapStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    VERIFIED = "verified"
    ACCEPTED = "accepted"  # go-live does without it, by a dated waiver
    DEFERRED = "deferred"
    CANCELLED = "cancelled"
