"""The GraphQL schema, assembled."""

import strawberry

from gateway.limits import Documents, Limits, guard
from gateway.masking import Masking
from gateway.masking.schema import MaskedSchema
from gateway.operations import Operations
from gateway.schema.engagement_commands import EngagementMutations
from gateway.schema.gap_commands import GapMutations
from gateway.schema.governance_commands import GovernanceMutations
from gateway.schema.ownership_commands import OwnershipMutations
from gateway.schema.pilot_commands import PilotMutations
from gateway.schema.provenance_commands import ProvenanceMutations
from gateway.schema.query import Query
from gateway.schema.scalars import CONFIG
from gateway.schema.stage_commands import StageMutations
from gateway.schema.subscription import Subscription
from gateway.schema.tenant_commands import TenantMutations


@strawberry.type
class Mutation(
    TenantMutations,
    PilotMutations,
    EngagementMutations,
    GapMutations,
    StageMutations,
    OwnershipMutations,
    ProvenanceMutations,
    GovernanceMutations,
):
    """All that can be done, by intent."""


def made(limits: Limits) -> MaskedSchema:
    return MaskedSchema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        config=CONFIG,
        extensions=[Masking, guard(limits, Documents()), Operations],
    )


schema = made(Limits())
