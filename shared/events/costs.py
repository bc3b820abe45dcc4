"""Facts about what it costs to take a pilot to production. Stream `cost-{engagement_id}`, by engagement."""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.kernel.money import Money
from shared.kernel.record import record


class CostKind(StrEnum):
    """What the money was spent on."""

    PEOPLE = "people"
    EXTERNAL_SERVICES = "external_services"
    INFRASTRUCTURE = "infrastructure"
    SOFTWARE = "software"
    DATA = "data"
    GOVERNANCE = "governance"
    CHANGE_AND_TRAINING = "change_and_training"
    OTHER = "other"


@record
class ScaleCostRecorded:
    """`note` says what it was for, and may be empty."""

    engagement_id: UUID
    cost_id: UUID
    kind: CostKind
    amount: Money
    spent_on: date
    note: str


@record
class ScaleCostCorrected:
    """How the cost reads from now on, in full, and why it did not read so before."""

    engagement_id: UUID
    cost_id: UUID
    kind: CostKind
    amount: Money
    spent_on: date
    note: str
    reason: str


@record
class ScaleCostWithdrawn:
    """It was no cost of this engagement."""

    engagement_id: UUID
    cost_id: UUID
    reason: str


CostEvent: TypeAlias = ScaleCostRecorded | ScaleCostCorrected | ScaleCostWithdrawn
