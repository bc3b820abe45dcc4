"""What people may ask of a pilot, and why it may be refused."""

from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.events.pilots import Better, FindingKind, RunBy
from shared.kernel.money import Money
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class RegisterPilot:
    pilot_id: UUID
    name: str
    purpose: str
    run_by: RunBy
    vendor: str | None
    started_on: date


@record
class RecordPilotResult:
    pilot_id: UUID
    criterion: str
    unit: str
    better: Better
    target: Decimal | None
    actual: Decimal


@record
class RecordFinding:
    pilot_id: UUID
    finding_id: UUID
    kind: FindingKind
    title: str
    detail: str


@record
class DismissFinding:
    pilot_id: UUID
    finding_id: UUID
    reason: str


@record
class RecordPilotCost:
    pilot_id: UUID
    cost_id: UUID
    amount: Money
    purpose: str


@record
class DeferDecision:
    """Put off the decision whether the pilot is taken to production."""

    pilot_id: UUID
    until: date
    reason: str


@record
class ClosePilot:
    pilot_id: UUID
    closed_on: date
    summary: str


ReviewCommand: TypeAlias = RecordPilotResult | RecordFinding | DismissFinding | RecordPilotCost
PilotCommand: TypeAlias = RegisterPilot | ReviewCommand | DeferDecision | ClosePilot


class PilotAlreadyRegistered(Refused):
    """A pilot with this id was already registered, and reads differently."""


class VendorNotNamed(Refused):
    """A pilot that a vendor ran names the vendor."""


class VendorDidNotRunPilot(Refused):
    """A vendor is named only for a pilot that the vendor ran."""


class PilotClosedAlready(Refused):
    """The pilot is closed: its results, findings, costs and its summary stand as they were then."""


class PilotWithoutResults(Refused):
    """A pilot closes with at least one result: what it reached beside what was hoped for."""


class ClosedBeforeStart(Refused):
    """The pilot started on {started}: it cannot have closed earlier."""


class FindingAlreadyRecorded(Refused):
    """A finding with this id was already recorded, and reads differently."""


class FindingNotFound(Refused):
    """The pilot has no such finding."""


class FindingHasGap(Refused):
    """A gap was opened from this finding: cancel the gap before you dismiss the finding."""


class CostAlreadyRecorded(Refused):
    """A cost with this id was already recorded, and reads differently."""


class CostInAnotherCurrency(Refused):
    """The costs of this pilot are in {currency}: one pilot, one currency."""


class DeferredIntoThePast(Refused):
    """A decision is put off to a day that is still to come."""


class DeferredTooFar(Refused):
    """A decision is put off to {latest} at the latest."""


class DecisionAlreadyDeferred(Refused):
    """The decision is already put off until {until}: put it off again only to a later day."""
