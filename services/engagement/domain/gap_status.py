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


REMAINING = frozenset({GapStatus.OPEN, GapStatus.IN_PROGRESS, GapStatus.DEFERRED})
"""Still to be closed."""

CLOSED = frozenset({GapStatus.VERIFIED, GapStatus.ACCEPTED})
"""Closed for good: a resolution alone may still be sent back."""
