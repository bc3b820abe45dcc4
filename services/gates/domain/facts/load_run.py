"""What a load test did, and what it is held against."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from services.gates.domain.facts.model import Positions
from shared.events.releases import ServiceLevel
from shared.kernel.record import record


@record
class Peak:
    """Requests per second that are expected from this position on."""

    rate: Decimal
    at: int


@record
class Peaks:
    """In the order in which they were expected."""

    several: tuple[Peak, ...]

    def before(self, position: int) -> Peak | None:
        return next((each for each in reversed(self.several) if each.at < position), None)


@record
class Level:
    """What is owed from this position on."""

    level: ServiceLevel
    at: int


@record
class Levels:
    """In the order in which they were set."""

    several: tuple[Level, ...]

    def before(self, position: int) -> Level | None:
        return next((each for each in reversed(self.several) if each.at < position), None)


@record
class Run:
    """None: nobody said."""

    release_id: UUID | None
    ran_on: date
    achieved: Decimal | None
    expected_peak: Decimal | None
    level: ServiceLevel | None
    held: bool | None
    like_production: bool | None
    positions: Positions
