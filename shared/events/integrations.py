"""Facts about one point at which the system meets another one. Stream `integration-{point_id}`, by engagement."""

from datetime import date
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from shared.events.gaps import Evidence
from shared.kernel.record import record


class IntegrationDirection(StrEnum):
    """As seen from the system: what comes to it, what goes out, or both."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    BOTH = "both"


class IntegrationTarget(StrEnum):
    """Which of the other system's installations a test ran against."""

    TEST = "test"
    PRODUCTION = "production"


class IntegrationOutcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"


@record
class IntegrationPointDeclared:
    """`system` is the other one, `workflow` what is triggered or routed there."""

    point_id: UUID
    engagement_id: UUID
    system: str
    direction: IntegrationDirection
    workflow: str


@record
class IntegrationTestRecorded:
    """From end to end, with this release."""

    point_id: UUID
    test_id: UUID
    release_id: UUID
    outcome: IntegrationOutcome
    target: IntegrationTarget
    ran_on: date
    evidence: Evidence


@record
class IntegrationPointWithdrawn:
    """The system does not go there: nothing is owed for it any more."""

    point_id: UUID
    reason: str


IntegrationEvent: TypeAlias = IntegrationPointDeclared | IntegrationTestRecorded | IntegrationPointWithdrawn
