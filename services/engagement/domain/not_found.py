"""What a command names and nobody ever recorded."""

from shared.kernel.refusal import Refused


class PilotNotFound(Refused):
    """There is no such pilot."""


class EngagementNotFound(Refused):
    """There is no such engagement, or it was not started yet."""


class GapNotFound(Refused):
    """There is no such gap."""
