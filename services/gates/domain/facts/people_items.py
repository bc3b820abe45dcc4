"""A population and the programme that takes it along, item by item."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal

from services.gates.domain.facts.model import Positions
from services.gates.domain.facts.telling import at
from shared.events.population import Department
from shared.events.programme import ChangeStage
from shared.kernel.record import record

PROGRAMME, POPULATION, NETWORK = "programme", "population", "network"


@record
class Programme:
    """`policy` is the version that it runs under for good."""

    policy: int
    created_at: int
    launched_at: int | None = None
    launched_on: date | None = None


@record
class Population:
    headcount: int
    departments: tuple[Department, ...]
    roles: tuple[str, ...]
    at: int


@record
class Measure:
    favourable: Decimal
    on: date
    at: int


@record
class Completion:
    """Of the material with this digest."""

    digest: str
    count: int
    on: date
    at: int


@record
class Cohort:
    """`measures` holds what was measured last in each stage of change, by the day of the survey."""

    department: str
    role: str
    headcount: int
    volunteers: bool
    defined_at: int
    revised_at: int | None = None
    withdrawn_at: int | None = None
    trained: Completion | None = None
    measures: Mapping[ChangeStage, Measure] = field(default_factory=dict)

    @property
    def positions(self) -> Positions:
        return at(self.defined_at, self.revised_at, self.withdrawn_at)


@record
class Training:
    """What is published for a role now."""

    role: str
    digest: str
    at: int


@record
class Champion:
    """`briefed_at` is where they were briefed last."""

    department: str
    nominated_at: int
    briefed_at: int | None = None
    briefed_on: date | None = None
    left_at: int | None = None


@record
class Network:
    activated_at: int


@record
class Equipped:
    """So many of a department's managers."""

    department: str
    count: int
    on: date
    at: int
