"""What a command names and nobody ever recorded."""

from shared.kernel.refusal import Refused


class PilotNotFound(Refused):
    """There is no such pilot."""


class EngagementNotFound(Refused):
    """There is no such engagement, or it was not started yet."""


class GapNotFound(Refused):
    """There is no such gap."""


class EnvironmentNotFound(Refused):
    """There is no such environment."""


class ReleaseNotFound(Refused):
    """No such release was ever pinned in this engagement."""


class IntegrationPointNotFound(Refused):
    """There is no such integration point."""
