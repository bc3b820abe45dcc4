"""What can be asked about the obligations of an engagement, and why it is refused."""

from typing import TypeAlias
from uuid import UUID

from services.engagement.domain.obligations import Jurisdiction
from shared.events.gaps import Evidence
from shared.kernel.record import record
from shared.kernel.refusal import Refused

# --- Commands ---------------------------------------------------------------


@record
class AdoptObligationSet:
    """`edition` is the version of the crosswalk."""

    engagement_id: UUID
    edition: int
    jurisdictions: tuple[Jurisdiction, ...]


@record
class ExcludeObligation:
    """Whoever gives this approves it."""

    engagement_id: UUID
    instrument: str
    at: str
    reason: str


@record
class ReinstateObligation:
    engagement_id: UUID
    instrument: str
    at: str
    reason: str


@record
class MapObligation:
    """`criteria` are the readiness criteria under which it is looked at here."""

    engagement_id: UUID
    instrument: str
    at: str
    criteria: tuple[int, ...]
    how: str
    evidence: Evidence


@record
class ConfirmCompliance:
    engagement_id: UUID
    instrument: str
    at: str
    evidence: Evidence


@record
class WithdrawCompliance:
    engagement_id: UUID
    instrument: str
    at: str
    reason: str


DutyCommand: TypeAlias = (
    ExcludeObligation | ReinstateObligation | MapObligation | ConfirmCompliance | WithdrawCompliance
)
ComplianceCommand: TypeAlias = AdoptObligationSet | DutyCommand

# --- Refusals ---------------------------------------------------------------


class UnknownEdition(Refused):
    """There is no edition {edition} of the crosswalk; its editions are {known}."""


class EarlierEdition(Refused):
    """Edition {present} of the crosswalk was adopted: an earlier one does not take its place."""


class NoDutiesThere(Refused):
    """Edition {edition} of the crosswalk holds no duties of this jurisdiction: {jurisdiction}."""


class NoObligationSet(Refused):
    """No set of obligations was adopted yet: adopt an edition of the crosswalk first."""


class ObligationNotAdopted(Refused):
    """The set of obligations that was adopted here holds no such duty."""


class OwnSet(Refused):
    """Nobody excludes a duty from the set that they adopted themselves."""


class ObligationOutOfForce(Refused):
    """The duty was excluded: reinstate it first."""


class ObligationNotMapped(Refused):
    """Say first how the duty is met here: compliance is confirmed of that."""


class OwnMapping(Refused):
    """Whoever said how a duty is met does not confirm it."""
