"""Facts about what a system is expected to bring, told before it is live.

Stream `case-{engagement_id}`, by measurement. The case that the system goes live with stays the yardstick for ever;
what is revised later stands beside it.
"""

from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.kernel.money import Money
from shared.kernel.record import record


@record
class BenefitLine:
    """What an improvement of one business figure is worth.

    `value_per_unit` is the worth of one unit of improvement, in the direction in which the series is better, and
    `volume_per_month` how often it counts in a month: both are assumptions. `target` is the expected improvement.
    """

    line_id: UUID
    series_id: UUID
    value_per_unit: Money
    volume_per_month: Decimal
    target: Decimal
    note: str


@record
class BusinessCaseRegistered:
    """Before the system went live. `owner` answers for it."""

    engagement_id: UUID
    owner: UUID
    lines: tuple[BenefitLine, ...]
    run_cost_per_month: Money
    assumptions: tuple[str, ...]


@record
class BusinessCaseRevised:
    """How it reads from now on, in full. `live`: the system had gone live, so it is no yardstick."""

    engagement_id: UUID
    revision: int
    owner: UUID
    lines: tuple[BenefitLine, ...]
    run_cost_per_month: Money
    assumptions: tuple[str, ...]
    reason: str
    live: bool


BusinessCaseEvent: TypeAlias = BusinessCaseRegistered | BusinessCaseRevised
