"""What can be asked of a gap that was opened, and why it is refused."""

from datetime import date
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence, Severity
from shared.kernel.record import record
from shared.kernel.refusal import Refused


@record
class AssignGapOwner:
    gap_id: UUID
    owner: UUID


@record
class VacateGapOwner:
    """Only that person leaves: whoever was named since stays."""

    gap_id: UUID
    owner: UUID
    reason: str


@record
class EstimateGap:
    """Three points, in person-days; estimating again is a new fact."""

    gap_id: UUID
    low: Decimal
    likely: Decimal
    high: Decimal


@record
class SetGapDueDate:
    gap_id: UUID
    due: date


@record
class ChangeGapSeverity:
    """Raising it needs no reason; lowering it takes an approver's."""

    gap_id: UUID
    severity: Severity
    reason: str = ""


@record
class StartGap:
    gap_id: UUID


@record
class ResolveGap:
    """Only the evidence counts here: what else the gap needs is advice on the order of work, not a lock on it."""

    gap_id: UUID
    evidence: Evidence


@record
class VerifyGap:
    gap_id: UUID


@record
class CancelGap:
    """Of a gap that blocks go-live this takes an approver."""

    gap_id: UUID
    reason: str


Arrange: TypeAlias = AssignGapOwner | VacateGapOwner | EstimateGap | SetGapDueDate | ChangeGapSeverity
Advance: TypeAlias = StartGap | ResolveGap | VerifyGap | CancelGap
GapCommand: TypeAlias = Arrange | Advance


class GapSettled(Refused):
    """The gap is settled: reopen it before anything about it changes."""


class GapStillDeferred(Refused):
    """The gap is deferred until {until}: reopen it before work goes on."""


class GapHasNoOwner(Refused):
    """Nobody owns this gap yet: name an owner first."""


class NotTheOwner(Refused):
    """A gap is resolved by its owner, and that is not you."""


class GapNotResolved(Refused):
    """Only a resolved gap can be verified."""


class SelfVerification(Refused):
    """Whoever resolved a gap cannot verify it."""


class LoweringNotApproved(Refused):
    """Lowering a severity takes the word of a sponsor or a business owner."""


class CancellationNotApproved(Refused):
    """Cancelling a gap that blocks go-live takes the word of a sponsor or a business owner."""


class SelfApproval(Refused):
    """Nobody approves their own request: a gap's owner neither lowers its severity, nor defers, nor cancels it."""


class DueDateOutOfBounds(Refused):
    """A gap is due on a day from {earliest} to {latest}."""
