"""What became of a pilot, as people read it: each is in one of these places, so that the counts add up."""

from enum import StrEnum


class PilotOutcome(StrEnum):
    """`closed`: no engagement was started from it yet. `engaged`: it is on its way to production."""

    RUNNING = "running"
    CLOSED = "closed"
    ENGAGED = "engaged"
    PARKED = "parked"
    LIVE = "live"
    COMPLETED = "completed"
    STOPPED = "stopped"
    EXPIRED = "expired"


REACHED = frozenset({PilotOutcome.LIVE, PilotOutcome.COMPLETED})
"""In production."""

ENDED = frozenset({PilotOutcome.STOPPED, PilotOutcome.EXPIRED})
"""Never got there."""
