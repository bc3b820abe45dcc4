"""Facts about one pilot's way to production. Stream `engagement-{engagement_id}`, by engagement."""

from typing import TypeAlias
from uuid import UUID

from shared.events.endings import EndingEvent
from shared.kernel.record import record


@record
class EngagementStarted:
    """The engagement carries its pilot's id: one key for a life."""

    engagement_id: UUID
    name: str


@record
class GapRegisterBaselined:
    """The register as it stands is what was found at close; every later gap counts as found after it."""

    engagement_id: UUID
    gaps: int


@record
class SystemOwnerAssigned:
    engagement_id: UUID
    owner: UUID


@record
class SystemOwnerVacated:
    engagement_id: UUID
    owner: UUID
    reason: str


@record
class CloseOutReportPublished:
    """The report as it reads at log position `position`; `digest` is the SHA-256 of its canonical JSON, in hex."""

    engagement_id: UUID
    position: int
    digest: str


EngagementEvent: TypeAlias = (
    EngagementStarted
    | GapRegisterBaselined
    | SystemOwnerAssigned
    | SystemOwnerVacated
    | CloseOutReportPublished
    | EndingEvent
)
