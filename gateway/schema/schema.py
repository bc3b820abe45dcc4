"""The GraphQL schema, assembled."""

import strawberry

from gateway.execution import Plans, compiled
from gateway.limits import Documents, Limits, guard
from gateway.masking import Masking
from gateway.masking.schema import MaskedSchema
from gateway.operations import Operations
from gateway.schema.access_commands import AccessMutations
from gateway.schema.adoption_commands import AdoptionMutations
from gateway.schema.business_case_commands import BusinessCaseMutations, RoiMutations, RunCostMutations
from gateway.schema.change_commands import ChangeMutations
from gateway.schema.compliance_commands import ComplianceMutations
from gateway.schema.cost_commands import CostMutations
from gateway.schema.criterion_commands import CriterionMutations
from gateway.schema.delegation_commands import DelegationMutations
from gateway.schema.engagement_commands import EngagementMutations
from gateway.schema.evidence_commands import EvidenceMutations
from gateway.schema.forecast_commands import ForecastMutations
from gateway.schema.framework_commands import FrameworkMutations
from gateway.schema.gap_commands import GapMutations
from gateway.schema.gate_commands import GateMutations
from gateway.schema.going_live_commands import GoingLiveMutations
from gateway.schema.governance_commands import GovernanceMutations
from gateway.schema.grounding_commands import GroundingMutations
from gateway.schema.grouping_commands import GroupingMutations
from gateway.schema.hardening_commands import HardeningMutations
from gateway.schema.infrastructure_commands import InfrastructureMutations
from gateway.schema.observation_commands import ObservationMutations
from gateway.schema.ownership_commands import OwnershipMutations
from gateway.schema.package_commands import PackageMutations
from gateway.schema.pilot_commands import PilotMutations
from gateway.schema.portfolio_commands import PortfolioMutations
from gateway.schema.provenance_commands import ProvenanceMutations
from gateway.schema.query import Query
from gateway.schema.release_commands import ReleaseMutations
from gateway.schema.scalars import CONFIG
from gateway.schema.series_commands import SeriesMutations
from gateway.schema.stage_commands import StageMutations
from gateway.schema.subscription import Subscription
from gateway.schema.tenant_commands import TenantMutations
from gateway.schema.trigger_commands import TriggerMutations


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
    ChangeMutations,
    HardeningMutations,
    GroundingMutations,
    GoingLiveMutations,
    InfrastructureMutations,
    ReleaseMutations,
    PortfolioMutations,
    ForecastMutations,
    CostMutations,
    GroupingMutations,
    ComplianceMutations,
    AccessMutations,
    DelegationMutations,
    FrameworkMutations,
    EvidenceMutations,
    CriterionMutations,
    GateMutations,
    PackageMutations,
    SeriesMutations,
    ObservationMutations,
    TriggerMutations,
    BusinessCaseMutations,
    RunCostMutations,
    RoiMutations,
    AdoptionMutations,
):
    """All that can be done, by intent."""


def made(limits: Limits) -> MaskedSchema:
    return MaskedSchema(
        query=Query,
        mutation=Mutation,
        subscription=Subscription,
        config=CONFIG,
        extensions=[Masking, guard(limits, Documents()), Operations, compiled(Plans())],
    )


schema = made(Limits())
