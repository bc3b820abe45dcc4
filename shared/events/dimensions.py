"""Facts about one dimension in which pilot and production differ.

Stream `dimension-{engagement_id}-{dimension}`, by engagement.
"""

from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


class Dimension(StrEnum):
    DATA = "data"
    GOVERNANCE = "governance"
    INFRASTRUCTURE = "infrastructure"
    INTEGRATION = "integration"
    USERS = "users"
    MEASUREMENT = "measurement"
    OWNERSHIP = "ownership"


@record
class Aspect:
    """One aspect of a dimension and where it stands: the name of a level, or a count written in digits."""

    name: str
    level: str


@record
class PilotStateRecorded:
    """How the pilot ran. `catalogue` is the version of the aspects' catalogue that the levels are taken from."""

    engagement_id: UUID
    dimension: Dimension
    catalogue: int
    aspects: tuple[Aspect, ...]
    note: str


@record
class ProductionStateRecorded:
    """What production requires."""

    engagement_id: UUID
    dimension: Dimension
    catalogue: int
    aspects: tuple[Aspect, ...]
    note: str


@record
class ProposalDismissed:
    """The difference in this aspect needs no gap."""

    engagement_id: UUID
    dimension: Dimension
    aspect: str
    reason: str


DimensionEvent: TypeAlias = PilotStateRecorded | ProductionStateRecorded | ProposalDismissed
