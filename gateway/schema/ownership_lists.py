"""Lists over all engagements of what nobody answers for yet."""

import strawberry

from gateway.schema.engagements import ENGAGEMENTS, Engagement
from gateway.schema.listed import Part, listed
from gateway.schema.lists import Connection
from gateway.schema.node import seen
from gateway.schema.taken_over import ALL_DECISIONS, VendorDecision
from services.engagement.contracts.provenance import DecisionStatus
from shared.projecting.filtering import Compare, Is

OWNERLESS = Compare(column="system_owner", how=Is.MISSING, values=(True,))
UNRATIFIED = Compare(column="status", how=Is.EQUAL, values=(DecisionStatus.UNRATIFIED.value,))


@strawberry.type
class OwnershipLists:
    @listed(
        ENGAGEMENTS,
        Connection[Engagement],
        description="Engagements whose system nobody owns: never named, or vacated.",
    )
    def ownerless_systems(self) -> Part:
        return Part(source=seen(self), only=OWNERLESS)

    @listed(
        ALL_DECISIONS,
        Connection[VendorDecision],
        description="What vendors decided and no client has ratified or overturned.",
    )
    def unratified_decisions(self) -> Part:
        return Part(source=seen(self), only=UNRATIFIED)
