"""A population and the programme that takes it along, item by item."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
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
    """`roles_since` says where each role came to be one of it."""

    headcount: int
    departments: tuple[Department, ...]
    roles: tuple[str, ...]
    at: int
    roles_since: Mapping[str, int] = field(default_factory=dict)


@record
class Measure:
    favourable: Decimal
    on: date
    at: int


@record
class Completion:
    """Of the material with this digest, by so many of a cohort as it stood by these positions."""

    digest: str
    count: int
    when: datetime
    at: int
    headcount: int = 0
    positions: Positions = ()


@record
class Cohort:
    """`measures` holds what was measured last in each stage of change, by the day of the survey.

    `higher` are those that were higher than all before them, `fuller` the completions that were of a larger share.
    """

    department: str
    role: str
    headcount: int
    volunteers: bool
    defined_at: int
    revised_at: int | None = None
    withdrawn_at: int | None = None
    trained: Completion | None = None
    measures: Mapping[ChangeStage, Measure] = field(default_factory=dict)
    higher: Mapping[ChangeStage, tuple[Measure, ...]] = field(default_factory=dict)
    fuller: tuple[Completion, ...] = ()

    @property
    def positions(self) -> Positions:
        return at(self.defined_at, self.revised_at, self.withdrawn_at)


@record
class Training:
    """What is published for a role now; `first_at` is where something was for the first time."""

    role: str
    digest: str
    at: int
    first_at: int


@record
class Champion:
    """`briefed_at` is where they were briefed last."""

    department: str
    nominated_at: int
    briefed_at: int | None = None
    briefed_when: datetime | None = None
    left_at: int | None = None


@record
class Network:
    activated_at: int


@record
class Equipped:
    """So many of a department's managers."""

    department: str
    count: int
    when: datetime
    at: int
