"""Infrastructure, integration and release: where the system runs, whom it meets, what goes live and what it bears."""

from typing import Any

from services.engagement.domain.environment import (
    ENVIRONMENT,
    AddHardeningItem,
    CompleteHardening,
    DeclareEnvironment,
    RecordDeployment,
    ReopenHardening,
    VerifyHardening,
)
from services.engagement.domain.hardening_status import HardeningStatus, unproven
from services.engagement.domain.infrastructure_policy import LATEST_POLICY
from services.engagement.domain.integration import (
    INTEGRATION,
    DeclareIntegrationPoint,
    RecordIntegrationTest,
    WithdrawIntegrationPoint,
)
from services.engagement.domain.release import (
    RELEASE,
    ExpectPeakLoad,
    PinRelease,
    Proven,
    RecordLoadTest,
    ReleaseObstacle,
    RestoreRelease,
    SetServiceLevel,
)
from services.engagement.domain.release.load import LoadShortfall, required_rate
from services.engagement.projections.environments import DeploymentEntry, EnvironmentEntry, HardeningEntry
from services.engagement.projections.integration_points import IntegrationPointEntry
from services.engagement.projections.integration_tests import IntegrationTestEntry
from services.engagement.projections.load_tests import LoadTestEntry
from services.engagement.projections.release_plans import ReleasePlanEntry
from services.engagement.projections.releases import ReleaseEntry
from services.engagement.queries.infrastructure import (
    Coverage,
    coverages_of,
    environment_counts_of,
    environment_pages_of,
    environments_by_id,
    integration_point_counts_of,
    integration_point_pages_of,
    integration_points_by_id,
    integration_test_counts_of,
    integration_test_pages_of,
)
from services.engagement.queries.releases import (
    load_shortfalls_of,
    load_test_counts_of,
    load_test_pages_of,
    load_tests_by_id,
    proven_of,
    release_counts_of,
    release_pages_of,
    release_plans_of,
    releases_by_id,
)
from shared.kernel.decider import Decider

DECIDERS: tuple[Decider[Any, Any, Any], ...] = (ENVIRONMENT, INTEGRATION, RELEASE)

__all__ = [
    "DECIDERS",
    "LATEST_POLICY",
    "AddHardeningItem",
    "CompleteHardening",
    "Coverage",
    "DeclareEnvironment",
    "DeclareIntegrationPoint",
    "DeploymentEntry",
    "EnvironmentEntry",
    "ExpectPeakLoad",
    "HardeningEntry",
    "HardeningStatus",
    "IntegrationPointEntry",
    "IntegrationTestEntry",
    "LoadShortfall",
    "LoadTestEntry",
    "PinRelease",
    "Proven",
    "RecordDeployment",
    "RecordIntegrationTest",
    "RecordLoadTest",
    "ReleaseEntry",
    "ReleaseObstacle",
    "ReleasePlanEntry",
    "ReopenHardening",
    "RestoreRelease",
    "SetServiceLevel",
    "VerifyHardening",
    "WithdrawIntegrationPoint",
    "coverages_of",
    "environment_counts_of",
    "environment_pages_of",
    "environments_by_id",
    "integration_point_counts_of",
    "integration_point_pages_of",
    "integration_points_by_id",
    "integration_test_counts_of",
    "integration_test_pages_of",
    "load_shortfalls_of",
    "load_test_counts_of",
    "load_test_pages_of",
    "load_tests_by_id",
    "proven_of",
    "release_counts_of",
    "release_pages_of",
    "release_plans_of",
    "releases_by_id",
    "required_rate",
    "unproven",
]
