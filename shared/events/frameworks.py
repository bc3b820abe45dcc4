"""Facts about frameworks of criteria, and which of them engagements are held to.

Streams `framework-{name}` and `criteria-{engagement_id}`, by gates.
"""

from typing import TypeAlias
from uuid import UUID

from shared.events.verdicts import FrameworkRef
from shared.kernel.record import record


@record
class FrameworkPublished:
    """A tenant's own framework, in a version that stands for ever.

    `document` is all of it as canonical JSON (RFC 8785), `digest` the SHA-256 of that, in hex.
    """

    name: str
    version: int
    digest: str
    document: str


@record
class CriteriaSetAdopted:
    """From now on the engagement is held to what every one of these frameworks asks for; the last set counts."""

    engagement_id: UUID
    frameworks: tuple[FrameworkRef, ...]
    reason: str


FrameworkEvent: TypeAlias = FrameworkPublished
CriteriaEvent: TypeAlias = CriteriaSetAdopted
