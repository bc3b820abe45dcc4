"""Facts about what law and standards ask of an engagement, duty by duty. Stream `obligations-{engagement_id}`.

Jurisdictions and instruments go by their names: more of them come with later editions of the crosswalk.
"""

from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.kernel.record import record


@record
class AdoptedDuty:
    """One duty of a set: its place in an instrument, what it feeds, and a digest of how it reads."""

    instrument: str
    at: str
    jurisdiction: str
    criteria: tuple[int, ...]
    digest: str


@record
class ObligationSetAdopted:
    """All duties of these jurisdictions in this edition apply; replaces the set before.

    A duty with the digest that it had keeps all that was recorded of it. One that reads differently is no longer
    excluded and its compliance no longer confirmed; one that is not in the set is gone.
    """

    engagement_id: UUID
    edition: int
    jurisdictions: tuple[str, ...]
    duties: tuple[AdoptedDuty, ...]
    adopter: UUID


@record
class ObligationExcluded:
    """It does not apply here."""

    engagement_id: UUID
    instrument: str
    at: str
    reason: str
    approver: UUID


@record
class ObligationReinstated:
    """It applies here after all."""

    engagement_id: UUID
    instrument: str
    at: str
    reason: str


@record
class ObligationMapped:
    """How it is met here; replaces what was said before, whose compliance is no longer confirmed."""

    engagement_id: UUID
    instrument: str
    at: str
    criteria: tuple[int, ...]
    how: str
    evidence: Evidence
    mapper: UUID


@record
class ComplianceConfirmed:
    """Of the mapping as it stands."""

    engagement_id: UUID
    instrument: str
    at: str
    evidence: Evidence
    confirmer: UUID


@record
class ComplianceWithdrawn:
    engagement_id: UUID
    instrument: str
    at: str
    reason: str


DutyEvent: TypeAlias = (
    ObligationExcluded | ObligationReinstated | ObligationMapped | ComplianceConfirmed | ComplianceWithdrawn
)
ObligationEvent: TypeAlias = ObligationSetAdopted | DutyEvent
