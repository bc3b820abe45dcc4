"""What a command names and nobody ever recorded."""

from shared.kernel.refusal import Refused


class EngagementNotFound(Refused):
    """There is no such engagement, or it was not started yet."""


class SeriesNotFound(Refused):
    """There is no such series in this engagement."""
