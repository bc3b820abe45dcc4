"""What a return on investment is reckoned from, each with the events that tell it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from services.measurement.domain.sums import Sums
from shared.events.business_case import BenefitLine
from shared.events.pilots import Better
from shared.events.series import Aggregation, SeriesKind
from shared.kernel.money import Money
from shared.kernel.record import record


class Purpose(StrEnum):
    """What money was spent on: trying, going to production, or running."""

    PILOT = "pilot"
    SCALE = "scale"
    RUN = "run"


@record
class Origin:
    """So many `events` of one stream: from the position `first` of the log to the position `last`."""

    stream: str
    first: int
    last: int
    events: int


@record
class CaseRow:
    """`revision` 0 is how it was registered; `live`: told when the system had gone live."""

    revision: int
    owner: UUID
    lines: tuple[BenefitLine, ...]
    run_cost_per_month: Money
    assumptions: tuple[str, ...]
    reason: str
    live: bool
    seq: int


@record
class DayRow:
    sums: Sums
    origin: Origin


@record
class FigureRow:
    """A series that a case may count on, with its days."""

    series_id: UUID
    kind: SeriesKind
    name: str
    unit: str
    better: Better
    aggregation: Aggregation
    baseline: Decimal | None
    baseline_seq: int | None
    defined_seq: int
    days: Mapping[date, DayRow] = field(default_factory=dict)


@record
class CostRow:
    """As it reads after its corrections; `seqs` are the events that tell of it."""

    cost_id: UUID
    purpose: Purpose
    minor: int
    currency: str
    spent_on: date | None
    withdrawn: bool
    stream: str
    seqs: tuple[int, ...]


@record
class RoiRows:
    """All of one engagement. Their order does not matter. `closed`: the months that are over."""

    engagement_id: UUID
    went_live_on: date | None
    closed: frozenset[int] = frozenset()
    cases: tuple[CaseRow, ...] = ()
    series: Mapping[UUID, FigureRow] = field(default_factory=dict)
    costs: Mapping[tuple[Purpose, UUID], CostRow] = field(default_factory=dict)
