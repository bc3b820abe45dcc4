"""Facts about one pilot: what was tried, what came of it, how it closed. Stream `pilot-{pilot_id}`, by engagement."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.events.endings import EndReason
from shared.kernel.money import Money
from shared.kernel.record import record


class RunBy(StrEnum):
    OWN_TEAM = "own_team"
    VENDOR = "vendor"


class Better(StrEnum):
    """Which way a measure improves."""

    HIGHER = "higher"
    LOWER = "lower"


class FindingKind(StrEnum):
    DATA = "data"
    GOVERNANCE = "governance"
    INFRASTRUCTURE = "infrastructure"
    INTEGRATION = "integration"
    ADOPTION = "adoption"
    MEASUREMENT = "measurement"
    OWNERSHIP = "ownership"
    PERFORMANCE = "performance"


@record
class PilotRegistered:
    """`pilot_id` becomes the id of the engagement that takes the pilot to production."""

    pilot_id: UUID
    name: str
    purpose: str
    run_by: RunBy
    vendor: str | None
    started_on: date


@record
class PilotResultRecorded:
    """A success criterion beside what the pilot reached. No target: nobody had said what success is."""

    pilot_id: UUID
    criterion: str
    unit: str
    better: Better
    target: Decimal | None
    actual: Decimal


@record
class FindingRecorded:
    pilot_id: UUID
    finding_id: UUID
    kind: FindingKind
    title: str
    detail: str


@record
class FindingDismissed:
    pilot_id: UUID
    finding_id: UUID
    reason: str


@record
class PilotCostRecorded:
    pilot_id: UUID
    cost_id: UUID
    amount: Money
    purpose: str


@record
class DecisionDeferred:
    """The decision to scale was put off, for the `times`-th time."""

    pilot_id: UUID
    times: int
    until: date
    reason: str


@record
class PilotClosed:
    pilot_id: UUID
    closed_on: date
    summary: str


@record
class PilotExpired:
    """No engagement comes of it. `note` is empty where the reason says it all."""

    pilot_id: UUID
    reason: EndReason
    note: str


PilotEvent: TypeAlias = (
    PilotRegistered
    | PilotResultRecorded
    | FindingRecorded
    | FindingDismissed
    | PilotCostRecorded
    | DecisionDeferred
    | PilotClosed
    | PilotExpired
)
