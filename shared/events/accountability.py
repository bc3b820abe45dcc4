"""Facts about who answers for what the model does. Stream `accountability-{engagement_id}`, by engagement."""

from typing import TypeAlias
from uuid import UUID

from shared.kernel.record import record


@record
class ModelAccountabilityAssigned:
    """One person answers for it, in a role of the business, by its name; replaces whoever did before."""

    engagement_id: UUID
    person: UUID
    role: str


@record
class ModelAccountabilityAccepted:
    """The person says so too, and holds the role."""

    engagement_id: UUID
    person: UUID


@record
class ModelAccountabilityVacated:
    """Whoever answered for it does so no more, and nobody took their place."""

    engagement_id: UUID
    person: UUID
    reason: str


AccountabilityEvent: TypeAlias = ModelAccountabilityAssigned | ModelAccountabilityAccepted | ModelAccountabilityVacated
