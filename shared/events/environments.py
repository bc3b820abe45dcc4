"""Facts about one environment that the system runs in: what it is, what makes it fit, which release is on it.

Stream `environment-{environment_id}`, by engagement.
"""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.kernel.record import record


class EnvironmentKind(StrEnum):
    """From what anybody may try things in to what the business runs on."""

    SANDBOX = "sandbox"
    SHARED = "shared"
    TEST = "test"
    PRE_PRODUCTION = "pre_production"
    PRODUCTION = "production"


class HardeningKind(StrEnum):
    """What an environment is hardened in."""

    PRIVATE_ENDPOINT = "private_endpoint"
    NETWORK_SECURITY = "network_security"
    ACCESS_CONTROL = "access_control"
    SECRETS = "secrets"
    ENCRYPTION = "encryption"
    MONITORING = "monitoring"
    ALERTING = "alerting"
    SERVICE_LEVELS = "service_levels"
    LOG_PIPELINE = "log_pipeline"
    CAPACITY = "capacity"
    BACKUP = "backup"
    RECOVERY = "recovery"
    OTHER = "other"


@record
class EnvironmentDeclared:
    environment_id: UUID
    engagement_id: UUID
    name: str
    kind: EnvironmentKind


@record
class HardeningItemAdded:
    environment_id: UUID
    item_id: UUID
    kind: HardeningKind
    title: str


@record
class HardeningCompleted:
    """Not verified yet: somebody else looks at the evidence."""

    environment_id: UUID
    item_id: UUID
    evidence: Evidence
    completer: UUID


@record
class HardeningVerified:
    environment_id: UUID
    item_id: UUID
    verifier: UUID


@record
class HardeningReopened:
    """It was not complete after all, or is so no longer."""

    environment_id: UUID
    item_id: UUID
    reason: str


@record
class ProductionEnvironmentDeployed:
    """This release runs there from that day on, in place of the one before; `evidence` is the deployment's record."""

    environment_id: UUID
    release_id: UUID
    deployed_on: date
    evidence: Evidence


EnvironmentEvent: TypeAlias = (
    EnvironmentDeclared
    | HardeningItemAdded
    | HardeningCompleted
    | HardeningVerified
    | HardeningReopened
    | ProductionEnvironmentDeployed
)
