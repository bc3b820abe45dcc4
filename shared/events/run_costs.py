"""Facts about what it costs to run a system. Stream `runcost-{engagement_id}`, by measurement."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from shared.events.costs import CostKind
from shared.kernel.money import Money
from shared.kernel.record import record


@record
class RunCostRecorded:
    """`note` says what it was for, and may be empty."""

    engagement_id: UUID
    cost_id: UUID
    kind: CostKind
    amount: Money
    spent_on: date
    note: str


@record
class RunCostCorrected:
    """How the cost reads from now on, in full, and why it did not read so before."""

    engagement_id: UUID
    cost_id: UUID
    kind: CostKind
    amount: Money
    spent_on: date
    note: str
    reason: str


@record
class RunCostWithdrawn:
    """It was no cost of running this system."""

    engagement_id: UUID
    cost_id: UUID
    reason: str


RunCostEvent: TypeAlias = RunCostRecorded | RunCostCorrected | RunCostWithdrawn
